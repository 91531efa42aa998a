"""What strangers' handlers met in moto that AWS answers otherwise."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.services.callers import by_cloudformation
from tests.cfn_local.services.service_stories import client

SYSTEM = {"Key": "aws:cloudformation:stack-name", "Value": "setup"}
OWN = {"Key": "Place", "Value": "kitchen"}


def refusal(refused: pytest.ExceptionInfo[ClientError]) -> tuple[str, str]:
    error = refused.value.response["Error"]
    return error["Code"], error["Message"]


class TestAnAlternateContact:
    def test_that_is_not_there_cannot_be_deleted(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("account").delete_alternate_contact(AlternateContactType="BILLING")
        assert refusal(refused)[0] == "ResourceNotFoundException"

    def test_that_is_there_can(self) -> None:
        account = client("account")
        account.put_alternate_contact(
            AlternateContactType="BILLING", EmailAddress="a@example.com", Name="A", PhoneNumber="1", Title="T"
        )
        account.delete_alternate_contact(AlternateContactType="BILLING")
        with pytest.raises(ClientError):
            account.get_alternate_contact(AlternateContactType="BILLING")


class TestARoleThatIsAssumed:
    @pytest.mark.parametrize(
        ("region", "partition", "other"),
        [
            ("us-east-1", "aws", "aws-cn"),
            ("eu-central-1", "aws", "aws-us-gov"),
            ("us-gov-west-1", "aws-us-gov", "aws"),
            ("cn-north-1", "aws-cn", "aws"),
        ],
    )
    def test_has_an_arn_of_an_account_in_the_partition(self, region: str, partition: str, other: str) -> None:
        sts = client("sts", region)
        role = "iam::210987654321:role/team/deployer"
        made = sts.assume_role(RoleArn=f"arn:{partition}:{role}", RoleSessionName="me")["AssumedRoleUser"]["Arn"]
        assert made == f"arn:{partition}:sts::210987654321:assumed-role/deployer/me"
        for unfit in (f"arn:{other}:{role}", f"arn:{partition}:iam::12:role/deployer", "the-role-of-the-deployer"):
            with pytest.raises(ClientError) as refused:
                sts.assume_role(RoleArn=unfit, RoleSessionName="me")
            assert refusal(refused) == (
                "ValidationError",
                f"Request ARN is invalid: RoleArn must be arn:{partition}:iam::ACCOUNT:role/NAME",
            )


class TestTagsOfEc2:
    TWICE = [{"Key": "Name", "Value": "a"}, {"Key": "Name", "Value": "b"}]
    REFUSAL = ("InvalidParameterValue", "Duplicate tag key 'Name' specified.")

    def test_with_one_key_twice_are_refused_when_a_resource_is_made(self) -> None:
        ec2 = client("ec2")
        with pytest.raises(ClientError) as refused:
            ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": self.TWICE}])
        assert refusal(refused) == self.REFUSAL

    def test_with_one_key_twice_are_refused_for_one_that_is_there(self) -> None:
        ec2 = client("ec2")
        made = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        with pytest.raises(ClientError) as refused:
            ec2.create_tags(Resources=[made], Tags=self.TWICE)
        assert refusal(refused) == self.REFUSAL

    def test_with_one_key_in_two_specifications_are_taken(self) -> None:
        ec2, tags = client("ec2"), [{"Key": "Name", "Value": "a"}]
        specifications = [{"ResourceType": kind, "Tags": tags} for kind in ("instance", "volume")]
        (made,) = ec2.run_instances(
            ImageId="ami-0abcdef1234567890", MinCount=1, MaxCount=1, TagSpecifications=specifications
        )["Instances"]
        assert made["Tags"] == tags


class TestKeyPairs:
    def test_are_described_by_id(self) -> None:
        ec2 = client("ec2")
        first, _ = (ec2.create_key_pair(KeyName=name)["KeyPairId"] for name in ("first", "second"))
        found = ec2.describe_key_pairs(KeyPairIds=[first])["KeyPairs"]
        assert [pair["KeyName"] for pair in found] == ["first"]
        assert len(ec2.describe_key_pairs()["KeyPairs"]) == 2

    def test_of_an_unknown_id_are_an_error(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("ec2").describe_key_pairs(KeyPairIds=["key-0123456789abcdef0"])
        assert refusal(refused) == (
            "InvalidKeyPair.NotFound",
            "The key pair ID 'key-0123456789abcdef0' does not exist",
        )


@pytest.fixture
def s3() -> Any:
    made = client("s3")
    made.create_bucket(Bucket="shelf")
    return made


def tagged_by_a_stack(s3: Any) -> None:
    from moto.s3.models import s3_backends

    with by_cloudformation():
        s3_backends["123456789012"]["aws"].put_bucket_tagging("shelf", {SYSTEM["Key"]: SYSTEM["Value"]})


class TestTagsOfABucket:
    def test_of_its_stack_may_be_sent_along_unchanged(self, s3: Any) -> None:
        tagged_by_a_stack(s3)
        s3.put_bucket_tagging(Bucket="shelf", Tagging={"TagSet": [SYSTEM, OWN]})
        assert s3.get_bucket_tagging(Bucket="shelf")["TagSet"] == [SYSTEM, OWN]

    @pytest.mark.parametrize(
        ("tags", "message"),
        [
            ([OWN], "System tags cannot be removed by requester"),
            ([{**SYSTEM, "Value": "other"}], "System tags cannot be added/updated by requester"),
            ([SYSTEM, {"Key": "aws:own", "Value": "x"}], "System tags cannot be added/updated by requester"),
        ],
    )
    def test_of_its_stack_are_neither_lost_nor_changed(self, s3: Any, tags: list[Any], message: str) -> None:
        tagged_by_a_stack(s3)
        with pytest.raises(ClientError) as refused:
            s3.put_bucket_tagging(Bucket="shelf", Tagging={"TagSet": tags})
        assert refusal(refused) == ("InvalidTag", message)
        with pytest.raises(ClientError):
            s3.delete_bucket_tagging(Bucket="shelf")
        assert s3.get_bucket_tagging(Bucket="shelf")["TagSet"] == [SYSTEM]

    def test_of_a_bucket_without_a_stack_are_its_owners(self, s3: Any) -> None:
        s3.put_bucket_tagging(Bucket="shelf", Tagging={"TagSet": [OWN]})
        s3.put_bucket_tagging(Bucket="shelf", Tagging={"TagSet": []})
        s3.delete_bucket_tagging(Bucket="shelf")


def notification(name: str) -> dict[str, Any]:
    rules = {"Key": {"FilterRules": [{"Name": name, "Value": ".txt"}]}}
    topic = {"TopicArn": "arn:aws:sns:us-east-1:123456789012:any", "Events": ["s3:ObjectCreated:*"], "Filter": rules}
    return {"TopicConfigurations": [topic]}


@pytest.mark.parametrize("besides", [{}, notification("suffix")])
def test_a_bucket_notifies_eventbridge_alone_and_beside_others(s3: Any, besides: dict[str, Any]) -> None:
    s3.put_bucket_notification_configuration(
        Bucket="shelf", NotificationConfiguration={"EventBridgeConfiguration": {}, **besides}
    )
    answer = s3.get_bucket_notification_configuration(Bucket="shelf")
    del answer["ResponseMetadata"]
    assert sorted(answer) == ["EventBridgeConfiguration", *besides]


class TestFiltersOfNotifications:
    @pytest.mark.parametrize("name", ["suffix", "Suffix", "SUFFIX"])
    def test_are_taken_in_any_case_and_answered_in_one(self, s3: Any, name: str) -> None:
        topic = client("sns").create_topic(Name="any")["TopicArn"]
        assert topic == notification(name)["TopicConfigurations"][0]["TopicArn"]
        s3.put_bucket_notification_configuration(Bucket="shelf", NotificationConfiguration=notification(name))
        (found,) = s3.get_bucket_notification_configuration(Bucket="shelf")["TopicConfigurations"]
        assert found["Filter"]["Key"]["FilterRules"] == [{"Name": "Suffix", "Value": ".txt"}]

    def test_of_another_name_are_an_invalid_argument(self, s3: Any) -> None:
        with pytest.raises(ClientError) as refused:
            s3.put_bucket_notification_configuration(Bucket="shelf", NotificationConfiguration=notification("x"))
        assert refusal(refused) == ("InvalidArgument", "filter rule name must be either prefix or suffix")


class TestAVocabulary:
    def test_is_updated(self) -> None:
        transcribe = client("transcribe")
        transcribe.create_vocabulary(VocabularyName="names", LanguageCode="en-US", Phrases=["one"])
        updated = transcribe.update_vocabulary(VocabularyName="names", LanguageCode="en-GB", Phrases=["two"])
        assert (updated["VocabularyName"], updated["LanguageCode"], updated["VocabularyState"]) == (
            "names",
            "en-GB",
            "PENDING",
        )
        assert transcribe.get_vocabulary(VocabularyName="names")["LanguageCode"] == "en-GB"

    @pytest.mark.parametrize("more", [{}, {"Phrases": ["one"], "VocabularyFileUri": "s3://any/any"}])
    def test_needs_its_phrases_or_where_they_are(self, more: dict[str, Any]) -> None:
        transcribe = client("transcribe")
        transcribe.create_vocabulary(VocabularyName="names", LanguageCode="en-US", Phrases=["one"])
        with pytest.raises(ClientError) as refused:
            transcribe.update_vocabulary(VocabularyName="names", LanguageCode="en-US", **more)
        assert refusal(refused)[0] == "BadRequestException"

    def test_that_is_not_there_cannot_be_updated(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("transcribe").update_vocabulary(VocabularyName="none", LanguageCode="en-US", Phrases=["one"])
        assert refusal(refused)[0] == "BadRequestException"


POLICY = '{"Version": "2012-10-17", "Statement": []}'


@pytest.fixture
def organizations() -> Any:
    made = client("organizations")
    made.create_organization(FeatureSet="ALL")
    return made


@pytest.fixture
def root(organizations: Any) -> str:
    return str(organizations.list_roots()["Roots"][0]["Id"])


def unit(organizations: Any, parent: str, name: str) -> str:
    made = organizations.create_organizational_unit(ParentId=parent, Name=name)
    return str(made["OrganizationalUnit"]["Id"])


class TestOrganizationalUnits:
    def test_are_no_target_of_a_policy_once_they_are_gone(self, organizations: Any, root: str) -> None:
        policy = organizations.create_policy(Content=POLICY, Description="", Name="p", Type="SERVICE_CONTROL_POLICY")
        policy_id, target = policy["Policy"]["PolicySummary"]["Id"], unit(organizations, root, "kitchen")
        organizations.attach_policy(PolicyId=policy_id, TargetId=target)
        organizations.delete_organizational_unit(OrganizationalUnitId=target)
        assert organizations.list_targets_for_policy(PolicyId=policy_id)["Targets"] == []

    def test_take_a_policy_once(self, organizations: Any, root: str) -> None:
        policy = organizations.create_policy(Content=POLICY, Description="", Name="p", Type="SERVICE_CONTROL_POLICY")
        request = {"PolicyId": policy["Policy"]["PolicySummary"]["Id"], "TargetId": root}
        organizations.attach_policy(**request)
        with pytest.raises(ClientError) as refused:
            organizations.attach_policy(**request)
        assert refusal(refused)[0] == "DuplicatePolicyAttachmentException"

    def test_have_names_of_their_own_among_their_siblings(self, organizations: Any, root: str) -> None:
        kitchen, cellar = (unit(organizations, root, name) for name in ("kitchen", "cellar"))
        unit(organizations, kitchen, "cellar")
        for refused_request in (
            lambda: unit(organizations, root, "kitchen"),
            lambda: organizations.update_organizational_unit(OrganizationalUnitId=cellar, Name="kitchen"),
        ):
            with pytest.raises(ClientError) as refused:
                refused_request()
            assert refusal(refused)[0] == "DuplicateOrganizationalUnitException"

    def test_may_be_given_the_name_that_they_have(self, organizations: Any, root: str) -> None:
        kitchen = unit(organizations, root, "kitchen")
        answered = organizations.update_organizational_unit(OrganizationalUnitId=kitchen, Name="kitchen")
        assert answered["OrganizationalUnit"]["Name"] == "kitchen"


class TestServicesOfContainers:
    def made(self, **stated: Any) -> dict[str, Any]:
        ecs = client("ecs")
        ecs.create_cluster(clusterName="workers")
        ecs.register_task_definition(
            family="web", containerDefinitions=[{"name": "web", "image": "nginx", "memory": 64}]
        )
        ecs.create_service(cluster="workers", serviceName="web", taskDefinition="web", desiredCount=1, **stated)
        found: dict[str, Any] = ecs.describe_services(cluster="workers", services=["web"])["services"][0]
        return found

    def test_keep_what_their_creation_states(self) -> None:
        service = self.made(
            deploymentConfiguration={"maximumPercent": 150, "minimumHealthyPercent": 50},
            healthCheckGracePeriodSeconds=30,
        )
        assert service["deploymentConfiguration"] == {"maximumPercent": 150, "minimumHealthyPercent": 50}
        assert service["healthCheckGracePeriodSeconds"] == 30

    def test_need_no_security_groups(self) -> None:
        ec2 = client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
        service = self.made(networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet]}})
        assert service["networkConfiguration"]["awsvpcConfiguration"]["subnets"] == [subnet]


class TestALaunchTemplate:
    def test_launches_from_a_later_version_with_user_data(self) -> None:
        ec2 = client("ec2")
        data = {"ImageId": "ami-12c6146b", "InstanceType": "t3.micro", "UserData": "Zmlyc3Q="}
        template = ec2.create_launch_template(LaunchTemplateName="web", LaunchTemplateData=data)["LaunchTemplate"]
        named = {"LaunchTemplateId": template["LaunchTemplateId"]}
        ec2.create_launch_template_version(**named, LaunchTemplateData={**data, "UserData": "c2Vjb25k"})
        client("autoscaling").create_auto_scaling_group(
            AutoScalingGroupName="web",
            MinSize=1,
            MaxSize=1,
            AvailabilityZones=["us-east-1a"],
            LaunchTemplate={**named, "Version": "2"},
        )

        (group,) = client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        launched = group["Instances"][0]["InstanceId"]
        shown = ec2.describe_instance_attribute(InstanceId=launched, Attribute="userData")
        assert shown["UserData"]["Value"] == "c2Vjb25k"
