"""What moto forgets of an instance's options: those of the request, and those of its launch template."""

from typing import Any

from tests.cfn_local.services.service_stories import client

KIND = {"ImageId": "ami-12345678", "InstanceType": "t2.micro"}


def launch(ec2: Any, **options: Any) -> dict[str, Any]:
    made = ec2.run_instances(MinCount=1, MaxCount=1, **options)["Instances"][0]["InstanceId"]
    found: dict[str, Any] = ec2.describe_instances(InstanceIds=[made])["Reservations"][0]["Instances"][0]
    return found


def credit(ec2: Any, instance: dict[str, Any]) -> str:
    found = ec2.describe_instance_credit_specifications(InstanceIds=[instance["InstanceId"]])
    return str(found["InstanceCreditSpecifications"][0]["CpuCredits"])


class TestAnInstance:
    def test_of_a_launch_template_has_the_options_of_that(self, ec2: Any) -> None:
        subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
        options = {
            "MetadataOptions": {"HttpTokens": "required"},
            "Monitoring": {"Enabled": True},
            "EbsOptimized": True,
            "CreditSpecification": {"CpuCredits": "unlimited"},
            "CpuOptions": {"CoreCount": 1, "ThreadsPerCore": 1},
            "NetworkInterfaces": [{"DeviceIndex": 0, "SubnetId": subnet, "AssociatePublicIpAddress": True}],
        }
        ec2.create_launch_template(LaunchTemplateName="host", LaunchTemplateData={**KIND, **options})
        found = launch(ec2, LaunchTemplate={"LaunchTemplateName": "host"})

        assert (found["MetadataOptions"]["HttpTokens"], found["Monitoring"]["State"]) == ("required", "enabled")
        assert (found["EbsOptimized"], found["CpuOptions"]) == (True, {"CoreCount": 1, "ThreadsPerCore": 1})
        assert credit(ec2, found) == "unlimited"
        assert (found["SubnetId"], "PublicIpAddress" in found) == (subnet, True)

    def test_has_the_options_of_the_request_before_those_of_the_launch_template(self, ec2: Any) -> None:
        data = {**KIND, "CreditSpecification": {"CpuCredits": "unlimited"}, "Placement": {"GroupName": "far"}}
        ec2.create_launch_template(LaunchTemplateName="host", LaunchTemplateData=data)
        found = launch(
            ec2,
            LaunchTemplate={"LaunchTemplateName": "host"},
            CreditSpecification={"CpuCredits": "standard"},
            Placement={"GroupName": "near"},
        )
        assert (credit(ec2, found), found["Placement"]["GroupName"]) == ("standard", "near")

    def test_of_a_type_that_bursts_without_limit_does_so_until_it_is_changed(self, ec2: Any) -> None:
        small, older = (launch(ec2, **{**KIND, "InstanceType": kind}) for kind in ("t3.micro", "t2.micro"))
        assert [credit(ec2, one) for one in (small, older)] == ["unlimited", "standard"]

        ec2.modify_instance_credit_specification(
            InstanceCreditSpecifications=[{"InstanceId": small["InstanceId"], "CpuCredits": "standard"}]
        )
        assert credit(ec2, small) == "standard"

    def test_without_groups_of_its_own_is_in_those_of_its_network_interface(self, ec2: Any) -> None:
        assert [group["GroupName"] for group in launch(ec2, **KIND)["SecurityGroups"]] == ["default"]


def test_a_subnet_keeps_how_names_resolve(ec2: Any) -> None:
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    ec2.modify_subnet_attribute(SubnetId=subnet, EnableDns64={"Value": True})
    ec2.modify_subnet_attribute(SubnetId=subnet, PrivateDnsHostnameTypeOnLaunch="resource-name")
    found = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]
    assert found["EnableDns64"] is True
    assert found["PrivateDnsNameOptionsOnLaunch"]["HostnameType"] == "resource-name"


def test_a_prefix_list_may_grow(ec2: Any) -> None:
    made = ec2.create_managed_prefix_list(PrefixListName="offices", AddressFamily="IPv4", MaxEntries=1)["PrefixList"]
    changed = ec2.modify_managed_prefix_list(PrefixListId=made["PrefixListId"], PrefixListName="offices", MaxEntries=5)
    assert changed["PrefixList"]["MaxEntries"] == 5


def test_a_flow_log_keeps_the_folder_and_the_options_of_its_destination(ec2: Any) -> None:
    client("s3").create_bucket(Bucket="flows")
    options = {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": False}
    ec2.create_flow_logs(
        ResourceType="VPC",
        ResourceIds=[ec2.describe_vpcs()["Vpcs"][0]["VpcId"]],
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flows/of/vpcs/",
        DestinationOptions=options,
    )
    found = ec2.describe_flow_logs()["FlowLogs"][0]
    assert (found["LogDestination"], found["DestinationOptions"]) == ("arn:aws:s3:::flows/of/vpcs/", options)
