"""What is asked of AWS, and that no answer, nor its absence, ever fails the hook."""

from threading import Event

import boto3
import pytest
from awscommunity_spot_allocationcheck import aws
from awscommunity_spot_allocationcheck.observation import (
    Launch,
    LaunchConfiguration,
    SubnetZones,
    TemplateVersion,
    Unanswered,
    Zones,
)
from botocore.exceptions import ClientError, ConnectTimeoutError
from moto import mock_aws

from tests.spot_allocation_check.groups import RESERVATIONS

BY_NAME = TemplateVersion("LaunchTemplateName", "web", "1")
CONFIGURATION = LaunchConfiguration("web")
SUBNETS = SubnetZones(frozenset({"subnet-0a"}))


@pytest.fixture
def session(boto_session):
    with mock_aws():
        yield boto_session


def answer(session, question):
    return aws.look_up(session, [question])[question]


def template(session, **launch) -> dict:
    made = session.client("ec2").create_launch_template(LaunchTemplateName="web", LaunchTemplateData=launch)
    return made["LaunchTemplate"]


class TestALaunchTemplate:
    def test_for_spot_is_told_apart(self, session):
        template(session, InstanceType="m5.large", InstanceMarketOptions={"MarketType": "spot"})
        assert answer(session, BY_NAME) == Launch(True, {})

    @pytest.mark.parametrize("market", [{}, {"InstanceMarketOptions": {"MarketType": "capacity-block"}}])
    def test_of_another_market_is_not_for_spot(self, session, market):
        template(session, InstanceType="m5.large", **market)
        assert answer(session, BY_NAME) == Launch(False, {})

    def test_brings_its_attributes(self, session):
        requirements = {"VCpuCount": {"Min": 2}, "MemoryMiB": {"Min": 4096}, "AllowedInstanceTypes": ["m5.large"]}
        template(session, InstanceRequirements=requirements)
        assert answer(session, BY_NAME).requirements["AllowedInstanceTypes"] == ["m5.large"]

    @pytest.mark.parametrize(
        ("specification", "is_targeted"),
        [
            ({"CapacityReservationTarget": {"CapacityReservationId": "cr-1"}}, True),
            ({"CapacityReservationTarget": {"CapacityReservationResourceGroupArn": RESERVATIONS}}, True),
            (
                {
                    "CapacityReservationPreference": "capacity-reservations-only",
                    "CapacityReservationTarget": {"CapacityReservationId": "cr-1"},
                },
                True,
            ),
            ({"CapacityReservationPreference": "capacity-reservations-only"}, False),
            ({"CapacityReservationPreference": "open"}, False),
            ({"CapacityReservationPreference": "none"}, False),
            ({}, False),
        ],
        ids=str,
    )
    def test_targets_the_reservations_that_it_names(self, session, specification, is_targeted):
        template(session, InstanceType="m5.large", CapacityReservationSpecification=specification)
        assert answer(session, BY_NAME) == Launch(False, {}, is_targeted)

    @pytest.mark.parametrize(
        ("version", "is_spot"), [("1", False), ("2", True), ("$Latest", True), ("$Default", False)]
    )
    def test_is_read_in_the_version_named(self, session, version, is_spot):
        made = template(session, InstanceType="m5.large")
        session.client("ec2").create_launch_template_version(
            LaunchTemplateName="web", LaunchTemplateData={"InstanceMarketOptions": {"MarketType": "spot"}}
        )
        question = TemplateVersion("LaunchTemplateId", made["LaunchTemplateId"], version)
        assert answer(session, question) == Launch(is_spot, {})

    @pytest.mark.parametrize("question", [BY_NAME, TemplateVersion("LaunchTemplateId", "lt-0a1b2c3d4e5f60718", "1")])
    def test_that_is_gone_is_no_answer(self, session, question):
        assert answer(session, question) == Unanswered("not found")


class TestALaunchConfiguration:
    @pytest.mark.parametrize(("price", "is_spot"), [({"SpotPrice": "0.10"}, True), ({}, False)])
    def test_bids_for_spot_by_its_price(self, session, price, is_spot):
        session.client("autoscaling").create_launch_configuration(
            LaunchConfigurationName="web", ImageId="ami-0a1b2c3d", InstanceType="m5.large", **price
        )
        assert answer(session, CONFIGURATION) == Launch(is_spot, {})

    def test_that_is_gone_is_no_answer(self, session):
        assert answer(session, CONFIGURATION) == Unanswered("not found")


class TestSubnets:
    def test_are_in_zones_each_counted_once(self, session):
        ec2 = session.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        made = [
            ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
            for number, zone in enumerate(["us-east-1a", "us-east-1a", "us-east-1b"])
        ]
        assert answer(session, SubnetZones(frozenset(made))) == Zones(frozenset({"us-east-1a", "us-east-1b"}))

    def test_that_are_gone_are_no_answer(self, session):
        assert answer(session, SUBNETS) == Unanswered("not found")


class Refusing:
    """A session whose clients answer every call with one error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def client(self, _service, config):
        return self

    def __getattr__(self, _call):
        def refuse(**_arguments):
            raise self._error

        return refuse


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "No."}}, "Describe")


class TestALookUpThatFails:
    @pytest.mark.parametrize("question", [BY_NAME, CONFIGURATION, SUBNETS], ids=str)
    @pytest.mark.parametrize(
        ("error", "reason"),
        [
            (refused("UnauthorizedOperation"), "denied, {action} must be allowed"),
            (refused("AccessDenied"), "denied, {action} must be allowed"),
            (refused("RequestLimitExceeded"), "throttled"),
            (refused("Throttling"), "throttled"),
            (refused("InvalidLaunchTemplateId.VersionNotFound"), "not found"),
            (refused("InternalError"), "InternalError"),
            (ConnectTimeoutError(endpoint_url="https://ec2"), "no answer (ConnectTimeoutError)"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_says_why(self, question, error, reason):
        assert answer(Refusing(error), question) == Unanswered(reason.format(action=question.action))

    def test_for_want_of_credentials_says_so(self):
        assert answer(None, BY_NAME) == Unanswered("the hook has no execution role")

    def test_for_want_of_a_region_says_so(self, monkeypatch):
        monkeypatch.delenv("AWS_DEFAULT_REGION")
        monkeypatch.delenv("AWS_REGION")
        assert answer(boto3.Session(), BY_NAME) == Unanswered("no answer (NoRegionError)")


class TestALookUpThatTakesTooLong:
    def test_is_no_answer_and_holds_up_no_other(self, monkeypatch):
        released = Event()

        class Hanging:
            def client(self, service, config):
                return self

            def describe_launch_template_versions(self, **_):
                released.wait()

            def describe_subnets(self, **_):
                return {"Subnets": [{"AvailabilityZone": "us-east-1a"}]}

        monkeypatch.setattr(aws, "SECONDS_FOR_LOOK_UPS", 0.05)
        try:
            answers = aws.look_up(Hanging(), [BY_NAME, SUBNETS])
        finally:
            released.set()
        assert answers == {
            BY_NAME: Unanswered("no answer within 0.05 seconds"),
            SUBNETS: Zones(frozenset({"us-east-1a"})),
        }

    def test_leaves_a_third_of_what_a_hook_has(self):
        assert aws.SECONDS_FOR_LOOK_UPS <= 20
