"""Stacks whose types are missing here: refused, or stood in for where the template or the local AWS allows it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.types.stand_in import store
from cfn_local.engine.types.stand_in.switch import switch_on
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, Cloud, message_of, template, thing

MARK = "stand-in: nothing of AWS behind it"
CLUSTER = "AWS::MSK::ServerlessCluster"
# moto does not have this service.
BOX = "AWS::Braket::SpendingLimit"


def cluster(name: str = "orders", subnets: tuple[str, ...] = ("subnet-1",), **attributes: Any) -> dict[str, Any]:
    properties = {
        "ClusterName": name,
        "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
        "VpcConfigs": [{"SubnetIds": list(subnets)}],
    }
    return {"Type": CLUSTER, "Properties": {**properties, **attributes}}


def queue(name: str = "jobs", priority: int = 1, **properties: Any) -> dict[str, Any]:
    order = [{"Order": 1, "ComputeEnvironment": "spot"}]
    stated = {"JobQueueName": name, "Priority": priority, "ComputeEnvironmentOrder": order}
    return {"Type": "AWS::Batch::JobQueue", "Properties": {**stated, **properties}}


def notes(instance_type: str) -> dict[str, Any]:
    role = f"arn:aws:iam::{ACCOUNT}:role/notes"
    return {"Type": "AWS::SageMaker::NotebookInstance", "Properties": {"InstanceType": instance_type, "RoleArn": role}}


def stood_in_for(*types: str, **resources: Any) -> dict[str, Any]:
    return {"Metadata": {"cfn-local": {"StandIns": list(types)}}, **template(**resources)}


@pytest.fixture
def switched_on() -> Iterator[None]:
    switch_on(["*"])
    yield
    switch_on([])


class TestATemplateThatAllowsStandIns:
    def test_is_deployed_and_every_event_says_so(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for(CLUSTER, Cluster=cluster(), Thing=thing("real")))
        assert cloud.resources(name) == {"Cluster": "CREATE_COMPLETE", "Thing": "CREATE_COMPLETE"}
        reasons = [
            (one["ResourceStatus"], one.get("ResourceStatusReason"))
            for one in cloud.all_events(name)
            if one["LogicalResourceId"] == "Cluster"
        ]
        assert reasons == [
            ("CREATE_IN_PROGRESS", MARK),
            ("CREATE_IN_PROGRESS", f"Resource creation Initiated ({MARK})"),
            ("CREATE_COMPLETE", MARK),
        ]
        assert cloud.reason(name, "Thing", "CREATE_COMPLETE") == ""
        detail = cloud.cloudformation.describe_stack_resource(StackName=name, LogicalResourceId="Cluster")
        assert detail["StackResourceDetail"]["ResourceStatusReason"] == MARK

    def test_gives_ref_and_attributes_the_shape_that_aws_gives_them(self, cloud: Cloud) -> None:
        outputs = {"Ref": {"Value": {"Ref": "Queue"}}, "Arn": {"Value": {"Fn::GetAtt": "Queue.JobQueueArn"}}}
        name = cloud.create({**stood_in_for("AWS::Batch::JobQueue", Queue=queue()), "Outputs": outputs})
        arn = "arn:aws:batch:us-east-1:123456789012:job-queue/jobs"
        assert cloud.outputs(name) == {"Ref": arn, "Arn": arn}

    def test_validates_the_properties_by_the_schema(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for("AWS::Batch::JobQueue", Queue=queue(Wight=3)), DisableValidation=True)
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        reason = cloud.reason(name, "Queue", "CREATE_FAILED")
        assert "#: extraneous key [Wight] is not permitted" in reason
        assert reason.endswith(f"({MARK})")

    def test_allows_them_in_what_its_transforms_make(self, cloud: Cloud) -> None:
        loop = {"Fn::ForEach::Boxes": ["Name", ["A", "B"], {"Box${Name}": box("1")}]}
        body = {**stood_in_for(BOX, **loop), "Transform": "AWS::LanguageExtensions"}
        name = cloud.create(body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert cloud.resources(name) == {"BoxA": "CREATE_COMPLETE", "BoxB": "CREATE_COMPLETE"}

    def test_does_not_allow_other_types(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as refused:
            cloud.create(stood_in_for(CLUSTER, Box=box("1"), Cluster=cluster()))
        assert message_of(refused).splitlines()[0] == (
            "The local CloudFormation does not have the resource type AWS::Braket::SpendingLimit (Box)."
        )

    @pytest.mark.parametrize("listed", [{}, {"StandIns": 3}, {"StandIns": [1]}, BOX])
    def test_must_list_names(self, cloud: Cloud, listed: Any) -> None:
        with pytest.raises(ClientError, match=r"AWS::Braket::SpendingLimit \(Box\)"):
            cloud.create({"Metadata": {"cfn-local": listed}, **template(Box=box("1"))})


class TestALocalAwsWithStandIns:
    @pytest.mark.usefixtures("switched_on")
    def test_stands_in_for_every_type_that_is_missing(self, cloud: Cloud) -> None:
        name = cloud.create(template(Box=box("1")))
        assert cloud.resources(name) == {"Box": "CREATE_COMPLETE"}
        made = [one for _, one in store.all_made() if one.stack_name == name]
        assert made == [store.Made(BOX, name, "Box", MARK)]

    @pytest.mark.usefixtures("switched_on")
    def test_leaves_real_types_real(self, cloud: Cloud) -> None:
        name = cloud.create(template(Bucket={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "real-one"}}))
        assert "real-one" in [one["Name"] for one in cloud.s3.list_buckets()["Buckets"]]
        assert cloud.reason(name, "Bucket", "CREATE_COMPLETE") == ""

    @pytest.mark.usefixtures("switched_on")
    def test_never_stands_in_for_what_aws_has_not(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError, match=r"Unrecognized resource types: \[AWS::No::Such\]"):
            cloud.create(template(One={"Type": "AWS::No::Such"}))

    @pytest.mark.usefixtures("switched_on")
    def test_never_stands_in_for_custom_resources(self, cloud: Cloud) -> None:
        token = {"ServiceToken": "arn:aws:sns:us-east-1:123456789012:no-such-topic"}
        name = cloud.create(template(One={"Type": "Custom::Thing", "Properties": token}))
        assert cloud.status(name) == "ROLLBACK_COMPLETE"

    @pytest.mark.usefixtures("switched_on")
    def test_keeps_properties_that_a_real_type_lacks_and_says_which(self, cloud: Cloud) -> None:
        analytics = {"AnalyticsConfigurations": [{"Id": "all", "StorageClassAnalysis": {}}]}
        properties = {"BucketName": "kept", "Tags": [{"Key": "a", "Value": "b"}], **analytics}
        name = cloud.create(template(Bucket={"Type": "AWS::S3::Bucket", "Properties": properties}))
        mark = "stand-in for AnalyticsConfigurations: nothing of AWS behind it"
        assert cloud.reason(name, "Bucket", "CREATE_COMPLETE") == mark
        assert cloud.s3.get_bucket_tagging(Bucket="kept")["TagSet"][0] == {"Key": "a", "Value": "b"}
        assert drift(cloud, name, "Bucket")["StackResourceDriftStatus"] == "IN_SYNC"

        cloud.s3.put_bucket_versioning(Bucket="kept", VersioningConfiguration={"Status": "Enabled"})
        cloud.update(name, template(Bucket={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "kept"}}))
        assert cloud.reason(name, "Bucket", "UPDATE_COMPLETE") == ""
        cloud.delete(name)
        assert "kept" not in [one["Name"] for one in cloud.s3.list_buckets()["Buckets"]]


class TestARealTypeWhoseIdentifierIsPartlyOptional:
    @pytest.mark.usefixtures("switched_on")
    def test_lives_as_it_does_without_stand_ins(self, cloud: Cloud) -> None:
        record = {"HostedZoneId": {"Ref": "Zone"}, "Name": "a.example.com", "Type": "A", "TTL": "60"}
        body = template(
            Zone={"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "example.com"}},
            Record={"Type": "AWS::Route53::RecordSet", "Properties": {**record, "ResourceRecords": ["192.0.2.1"]}},
        )
        name = cloud.create(body)
        assert cloud.resources(name) == {"Zone": "CREATE_COMPLETE", "Record": "CREATE_COMPLETE"}
        cloud.delete(name)


class TestAnUpdateThatARealTypeCannotMake:
    def test_is_refused_under_a_switch_for_all_and_its_reason_names_the_switch_for_the_type(self, cloud: Cloud) -> None:
        switch_on(["*"])
        try:
            name = cloud.create(template(Notes=notes("ml.t3.medium")))
            cloud.update(name, template(Notes=notes("ml.t3.large")))
        finally:
            switch_on([])
        assert cloud.reason(name, "Notes", "UPDATE_FAILED").startswith(
            'Resource handler returned message: "The local CloudFormation cannot update InstanceType of '
            "AWS::SageMaker::NotebookInstance in place. From the start of the stack, "
            "--stand-ins=AWS::SageMaker::NotebookInstance stands in for the whole resource, and takes every update."
        )
        assert cloud.resources(name) == {"Notes": "UPDATE_COMPLETE"}

    def test_is_made_by_the_stand_in_of_a_type_that_is_named(self, cloud: Cloud) -> None:
        stated = stood_in_for("AWS::SageMaker::NotebookInstance", Notes=notes("ml.t3.medium"))
        name = cloud.create(stated)
        before = cloud.physical_id(name, "Notes")
        cloud.update(name, stood_in_for("AWS::SageMaker::NotebookInstance", Notes=notes("ml.t3.large")))
        assert cloud.resources(name) == {"Notes": "UPDATE_COMPLETE"}
        assert cloud.physical_id(name, "Notes") == before


class TestAStandIn:
    def test_keeps_what_identifies_it_over_updates(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for(BOX, Box=box("1")))
        before = cloud.physical_id(name, "Box")
        cloud.update(name, stood_in_for(BOX, Box=box("2")))
        assert before.startswith("arn:aws:braket:us-east-1:123456789012:spending-limit/")
        assert cloud.physical_id(name, "Box") == before
        assert cloud.reason(name, "Box", "UPDATE_COMPLETE") == MARK

    def test_differs_from_every_other(self, cloud: Cloud) -> None:
        body = stood_in_for(BOX, One=box("1"), Two=box("1"))
        name = cloud.create(body)
        assert cloud.physical_id(name, "One") != cloud.physical_id(name, "Two")

    def test_is_replaced_where_a_property_can_only_be_set_at_creation(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for(CLUSTER, Cluster=cluster("before")))
        cloud.update(name, stood_in_for(CLUSTER, Cluster=cluster("after")))
        events = [one for one in cloud.events(name) if one.startswith("Cluster")]
        assert events[-4:] == [
            "Cluster UPDATE_IN_PROGRESS",
            "Cluster UPDATE_COMPLETE",
            "Cluster DELETE_IN_PROGRESS",
            "Cluster DELETE_COMPLETE",
        ]
        assert "cluster/after/" in cloud.physical_id(name, "Cluster")

    def test_with_a_name_that_is_taken_fails(self, cloud: Cloud) -> None:
        cloud.create(stood_in_for("AWS::Batch::JobQueue", Queue=queue("taken")))
        name = cloud.create(stood_in_for("AWS::Batch::JobQueue", Queue=queue("taken")))
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        arn = "arn:aws:batch:us-east-1:123456789012:job-queue/taken"
        assert f"Resource of type 'AWS::Batch::JobQueue' with identifier '{arn}' already exists." in cloud.reason(
            name, "Queue", "CREATE_FAILED"
        )

    def test_gets_the_tags_of_the_stack_and_of_cloudformation(self, cloud: Cloud) -> None:
        tags = [{"Key": "team", "Value": "core"}]
        name = cloud.create(stood_in_for(CLUSTER, Cluster=cluster("tagged")), Tags=tags)
        model = store.store_of(ACCOUNT, "us-east-1").models[CLUSTER, cloud.physical_id(name, "Cluster")]
        assert model["Tags"] == {
            "team": "core",
            "aws:cloudformation:stack-name": name,
            "aws:cloudformation:stack-id": cloud.stack_id(name),
            "aws:cloudformation:logical-id": "Cluster",
        }

    def test_drifts_if_its_model_is_changed_or_gone(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for("AWS::Batch::JobQueue", Queue=queue("drifting", priority=3)))
        assert drift(cloud, name, "Queue")["StackResourceDriftStatus"] == "IN_SYNC"
        models = store.store_of(ACCOUNT, "us-east-1").models
        models["AWS::Batch::JobQueue", cloud.physical_id(name, "Queue")]["Priority"] = 4
        found = drift(cloud, name, "Queue")
        assert [(one["PropertyPath"], one["ActualValue"]) for one in found["PropertyDifferences"]] == [
            ("/Priority", "4")
        ]
        del models["AWS::Batch::JobQueue", cloud.physical_id(name, "Queue")]
        assert drift(cloud, name, "Queue")["StackResourceDriftStatus"] == "DELETED"

    def test_becomes_real_by_replacement_when_it_is_no_longer_allowed(self, cloud: Cloud) -> None:
        bucket = {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "becomes-real"}}}
        name = cloud.create(stood_in_for("AWS::S3::Bucket", **bucket))
        assert "becomes-real" not in [one["Name"] for one in cloud.s3.list_buckets()["Buckets"]]

        changes = cloud.cloudformation.create_change_set(
            StackName=name, ChangeSetName="real", TemplateBody=json.dumps(template(**bucket))
        )
        described = cloud.cloudformation.describe_change_set(ChangeSetName=changes["Id"])
        assert [one["ResourceChange"]["Replacement"] for one in described["Changes"]] == ["True"]
        cloud.update(name, template(**bucket))
        assert "becomes-real" in [one["Name"] for one in cloud.s3.list_buckets()["Buckets"]]
        assert cloud.reason(name, "Bucket", "UPDATE_COMPLETE") == ""

    def test_is_rolled_back_and_deleted_like_any_other(self, cloud: Cloud) -> None:
        name = cloud.create(stood_in_for(CLUSTER, Cluster=cluster("first"), Thing=thing("fine")))
        arn = cloud.physical_id(name, "Cluster")
        bad = thing("bad", depends_on="Cluster", Fail={"CREATE": "NotFound: no"})
        cloud.update(name, stood_in_for(CLUSTER, Cluster=cluster("second"), Thing=thing("fine"), Bad=bad))
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.physical_id(name, "Cluster") == arn
        kept = [one for type_name, one in store.store_of(ACCOUNT, "us-east-1").models if type_name == CLUSTER]
        assert [one for one in kept if "/first/" in one or "/second/" in one] == [arn]

        cloud.delete(name)
        assert (CLUSTER, arn) not in store.store_of(ACCOUNT, "us-east-1").models


def box(limit: str) -> dict[str, Any]:
    return {"Type": BOX, "Properties": {"DeviceArn": "arn:aws:braket:::device/qpu/one", "SpendingLimit": limit}}


def drift(cloud: Cloud, name: str, logical_id: str) -> dict[str, Any]:
    asked = {"StackName": name, "LogicalResourceId": logical_id}
    found: dict[str, Any] = cloud.cloudformation.detect_stack_resource_drift(**asked)["StackResourceDrift"]
    return found
