"""What EMR takes with a cluster."""

from tests.cfn_local.services.service_stories import client


def test_the_instances_of_a_cluster_are_terminated_with_it() -> None:
    emr, ec2 = client("emr"), client("ec2")
    group = {"InstanceRole": "MASTER", "InstanceType": "m5.xlarge", "InstanceCount": 1}
    cluster = emr.run_job_flow(
        Name="spark",
        Instances={"InstanceGroups": [group], "KeepJobFlowAliveWhenNoSteps": True},
        JobFlowRole="EMR_EC2_DefaultRole",
        ServiceRole="EMR_DefaultRole",
        ReleaseLabel="emr-6.15.0",
    )["JobFlowId"]

    def states() -> list[str]:
        pages = ec2.describe_instances()["Reservations"]
        return [one["State"]["Name"] for page in pages for one in page["Instances"]]

    assert states() == ["running"]
    emr.terminate_job_flows(JobFlowIds=[cluster])
    assert states() == ["terminated"]
