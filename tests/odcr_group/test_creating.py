"""Creating a group."""

import pytest

from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.aws_calls import Crash, succeeded
from tests.odcr_group.invocations import (
    SIX_IN_THREE_ZONES,
    ZONES,
    CloudFormation,
    apply,
    ec2,
    groups,
    held,
    reservations,
)

POOL = [
    {"Type": "AWS::EC2::CapacityReservationPool"},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]
NOTHING_IN_ZONE_B = (CapacityPool("us-east-1b", "r6i.4xlarge", 0),)


class TestSixInstancesThatSurviveTheLossOfOneOfThreeZones:
    def test_three_are_reserved_in_each_zone(self, cloudformation: CloudFormation) -> None:
        cloudformation.create()

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}

    def test_the_answer_describes_them(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        found = reservations()
        assert created == {
            "Arn": "arn:aws:resource-groups:us-east-1:123456789012:group/odcr-shop-Odcr-2ff8ce7b1542",
            "Name": "odcr-shop-Odcr-2ff8ce7b1542",
            "InstanceType": "r6i.4xlarge",
            "InstancePlatform": "Linux/UNIX",
            "Tenancy": "default",
            "EbsOptimized": False,
            "MinimumInstanceCount": 6,
            "FailureTolerance": 1,
            "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
            "Reservations": [
                {
                    "CapacityReservationId": reservation["CapacityReservationId"],
                    "CapacityReservationArn": reservation["CapacityReservationArn"],
                    "AvailabilityZone": zone,
                    "AvailabilityZoneId": zone_id,
                    "InstanceCount": 3,
                    "State": "active",
                }
                for reservation, zone, zone_id in zip(found, ZONES, ["use1-az6", "use1-az1", "use1-az2"], strict=True)
            ],
            "CapacityReservationIds": [reservation["CapacityReservationId"] for reservation in found],
            "CapacityReservationArns": [reservation["CapacityReservationArn"] for reservation in found],
            "InstanceCountPerZone": 3,
            "TotalInstanceCount": 9,
            "GuaranteedInstanceCount": 6,
        }

    def test_two_thousand_four_hundred_are_bought_in_steps_of_a_thousand(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "MinimumInstanceCount": 2400})

        bought = [
            (call.operation, call.parameters["InstanceCount"])
            for call in cloudformation.calls
            if call.service == "ec2" and "InstanceCount" in call.parameters
        ]
        assert held() == {"us-east-1a": 1200, "us-east-1b": 1200, "us-east-1c": 1200}
        assert (created["GuaranteedInstanceCount"], created["TotalInstanceCount"]) == (2400, 3600)
        assert bought == [("CreateCapacityReservation", 1000)] * 3 + [("ModifyCapacityReservation", 1200)] * 3

    def test_only_launches_that_target_them_use_them(self, cloudformation: CloudFormation) -> None:
        cloudformation.create()

        assert [reservation["InstanceMatchCriteria"] for reservation in reservations()] == ["targeted"] * 3

    def test_the_group_is_a_pool_that_holds_all_of_them(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        configuration = groups().get_group_configuration(Group=created["Arn"])["GroupConfiguration"]["Configuration"]
        members = groups().list_group_resources(Group=created["Arn"])["Resources"]
        assert configuration == POOL
        assert {member["Identifier"]["ResourceArn"] for member in members} == set(created["CapacityReservationArns"])

    def test_the_identifier_is_answered_before_anything_is_paid_for(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)

        assert first["status"] == "IN_PROGRESS"
        assert first["resourceModel"]["Arn"].endswith(":group/odcr-shop-Odcr-2ff8ce7b1542")
        assert held() == {}


class TestTheZones:
    def test_they_may_be_given_by_id(self, cloudformation: CloudFormation) -> None:
        zones = {"AvailabilityZoneIds": ["use1-az1", "use1-az6"], "InstanceType": "t3.micro"}
        created = cloudformation.create({**zones, "MinimumInstanceCount": 2})

        assert held() == {"us-east-1a": 2, "us-east-1b": 2}
        assert created["AvailabilityZoneIds"] == ["use1-az1", "use1-az6"]
        assert "AvailabilityZones" not in created

    def test_they_may_be_those_of_subnets_and_each_counts_once(self, cloudformation: CloudFormation) -> None:
        network = ec2().describe_vpcs()["Vpcs"][0]["VpcId"]
        subnets = [
            ec2().create_subnet(VpcId=network, CidrBlock=f"172.31.{128 + n}.0/24", AvailabilityZone=zone)["Subnet"]
            for n, zone in enumerate(["us-east-1a", "us-east-1a", "us-east-1b"])
        ]
        ids = [subnet["SubnetId"] for subnet in subnets]
        created = cloudformation.create({"InstanceType": "t3.micro", "MinimumInstanceCount": 2, "SubnetIds": ids})

        assert held() == {"us-east-1a": 2, "us-east-1b": 2}
        assert not {"SubnetIds", "AvailabilityZones", "AvailabilityZoneIds"} & set(created)

    def test_a_subnet_that_does_not_exist_is_named(self, cloudformation: CloudFormation) -> None:
        request = {"InstanceType": "t3.micro", "MinimumInstanceCount": 2, "SubnetIds": ["subnet-01234567"]}
        answer = cloudformation.run("CREATE", request)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "InvalidRequest")
        assert "subnet-01234567" in answer["message"]


class TestTheInstances:
    def test_everything_that_ec2_matches_is_passed_on(self, cloudformation: CloudFormation) -> None:
        instances = {"InstancePlatform": "Windows", "Tenancy": "dedicated", "EbsOptimized": True}
        created = cloudformation.create({**SIX_IN_THREE_ZONES, **instances, "EndDate": "2099-12-31T23:59:59Z"})

        first = reservations()[0]
        assert (first["InstanceType"], first["InstancePlatform"]) == ("r6i.4xlarge", "Windows")
        assert (first["Tenancy"], first["EbsOptimized"]) == ("dedicated", True)
        assert (first["EndDateType"], first["EndDate"].isoformat()) == ("limited", "2099-12-31T23:59:59+00:00")
        assert {**created, **instances, "EndDate": "2099-12-31T23:59:59Z"} == created


class TestTheName:
    def test_it_may_be_given(self, cloudformation: CloudFormation) -> None:
        assert cloudformation.create({**SIX_IN_THREE_ZONES, "Name": "web.fleet"})["Name"] == "web.fleet"

    def test_one_that_somebody_else_uses_is_refused(self, cloudformation: CloudFormation) -> None:
        groups().create_group(Name="web", Configuration=POOL)
        answer = cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "Name": "web"})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "AlreadyExists")
        assert held() == {}

    def test_one_of_another_of_our_groups_is_refused_and_that_group_stays(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.create({**SIX_IN_THREE_ZONES, "Name": "web"})
        answer = cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "Name": "web"})

        assert answer["errorCode"] == "AlreadyExists"
        assert cloudformation.read(first) == first

    def test_a_generated_one_does_not_begin_with_aws(self, cloudformation: CloudFormation) -> None:
        assert cloudformation.create()["Name"].startswith("odcr-shop-Odcr-")


class TestCloudFormationInvokesAgain:
    def test_a_group_that_this_request_has_made_is_found_again(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        again = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)

        assert again["resourceModel"] == first["resourceModel"]

    def test_nothing_is_bought_twice(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        for _ in range(2):
            succeeded(cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"]))

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}

    def test_what_was_bought_before_a_crash_is_not_bought_again(self, cloudformation: CloudFormation) -> None:
        crashes = iter([Crash()])

        def after(call: object) -> None:
            if getattr(call, "operation", "") == "GroupResources" and (crash := next(crashes, None)):
                raise crash

        cloudformation.after = after
        cloudformation.create()

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}


class TestAZoneWithoutCapacity:
    def test_nothing_that_was_bought_remains(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B)
        cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert held() == {}
        assert len(reservations("cancelled")) == 2
        assert groups().list_groups()["GroupIdentifiers"] == []

    def test_the_message_says_which_zone_what_was_asked_and_what_was_held(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B)
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        first, third = (reservation["CapacityReservationId"] for reservation in reservations("cancelled"))
        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert answer["message"].startswith(
            "us-east-1b: reserve 3 instances: CreateCapacityReservation: InsufficientInstanceCapacity: "
        )
        assert answer["message"].endswith(
            "Asked for 3 x r6i.4xlarge (Linux/UNIX) in each of us-east-1a, us-east-1b, us-east-1c; "
            f"held meanwhile: 3 in us-east-1a ({first}), 3 in us-east-1c ({third}). Held and billed now: nothing."
        )

    def test_ec2_is_asked_once_only(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B)
        cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert cloudformation.attempts.count("CreateCapacityReservation") == 3

    def test_what_is_still_pending_elsewhere_is_waited_out_and_given_back(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B, seconds_pending=240)
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert held() == {}

    def test_what_is_not_visible_yet_elsewhere_is_given_back_all_the_same(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B, seconds_until_visible=120)
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)
        clock.advance(120)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert held() == {}

    def test_the_delete_that_cloudformation_then_asks_for_finds_nothing(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=NOTHING_IN_ZONE_B)
        cloudformation.run("CREATE", SIX_IN_THREE_ZONES)
        arn = cloudformation.events[0]["resourceModel"]["Arn"]

        assert cloudformation.delete({"Arn": arn})["errorCode"] == "NotFound"


class TestAQuotaThatIsTooLow:
    def test_it_is_named_and_nothing_remains(self, cloudformation: CloudFormation) -> None:
        apply(on_demand_vcpu_quota=100)
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "ServiceLimitExceeded")
        assert "VcpuLimitExceeded" in answer["message"]
        assert held() == {}


class TestReservationsThatArePendingAtFirst:
    def test_they_are_waited_for(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=300)
        cloudformation.create()

        assert [reservation["State"] for reservation in reservations()] == ["active"] * 3

    def test_one_that_fails_takes_the_others_with_it(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=30, failed_after_pending=("us-east-1c",))
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        failed = reservations("failed")[0]["CapacityReservationId"]
        assert answer["errorCode"] == "GeneralServiceException"
        assert answer["message"].startswith(f"us-east-1c: reserve 3 instances: {failed} is failed.")
        assert held() == {}

    def test_those_that_stay_pending_are_given_back_and_said_to_have_done_so(
        self, cloudformation: CloudFormation
    ) -> None:
        apply(seconds_pending=900)
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert answer["errorCode"] == "NotStabilized"
        assert answer["message"].startswith("us-east-1a, us-east-1b, us-east-1c: wait for EC2: ")
        assert held() == {}


class TestAnAwsThatShowsThingsLate:
    @pytest.mark.parametrize("seconds", [5, 60, 290])
    def test_nothing_is_bought_twice_and_all_is_seen_before_the_end(
        self, cloudformation: CloudFormation, seconds: float
    ) -> None:
        apply(seconds_until_visible=seconds)
        created = cloudformation.create()

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}
        assert cloudformation.read(created) == created


class TestAGroupWhoseConfigurationTakesTime:
    def test_nothing_is_bought_before_it_is_in_force(self, cloudformation: CloudFormation) -> None:
        apply(seconds_until_group_configured=25)
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        second = cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"])

        assert second["status"] == "IN_PROGRESS"
        assert held() == {}

    def test_it_is_waited_for(self, cloudformation: CloudFormation) -> None:
        apply(seconds_until_group_configured=25)

        assert cloudformation.create()["TotalInstanceCount"] == 9

    def test_if_it_fails_the_group_goes_and_nothing_is_bought(self, cloudformation: CloudFormation) -> None:
        apply(seconds_until_group_configured=25, group_configuration_failure="no such type")
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert "no such type" in answer["message"]
        assert reservations("active", "pending", "cancelled") == []
        assert groups().list_groups()["GroupIdentifiers"] == []


class TestAGroupThatDoesNotTakeAReservation:
    def test_all_is_given_back_with_the_reason_of_resource_groups(self, cloudformation: CloudFormation) -> None:
        apply(partial_group_failures=("us-east-1b",))
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)

        assert answer["errorCode"] == "NotStabilized"
        assert "INTERNAL_FAILURE" in answer["message"]
        assert held() == {}

    def test_one_that_takes_it_later_is_waited_for(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending_in_group=45)

        assert cloudformation.create()["GuaranteedInstanceCount"] == 6


class TestAMaximum:
    def test_a_purchase_beyond_it_is_refused_before_anything_is_bought(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "MaximumTotalInstanceCount": 8})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "InvalidRequest")
        assert answer["message"] == (
            "9 instances would be held at the peak of this operation; MaximumTotalInstanceCount is 8."
        )
        assert cloudformation.calls == []

    def test_a_purchase_up_to_it_is_made(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "MaximumTotalInstanceCount": 9})

        assert (created["TotalInstanceCount"], created["MaximumTotalInstanceCount"]) == (9, 9)


class TestTheTags:
    def test_those_of_the_resource_and_of_its_stack_are_on_everything(self, cloudformation: CloudFormation) -> None:
        own = [{"Key": "team", "Value": "web"}]
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "Tags": own}, stack_tags={"cost": "it", "team": "all"})

        on_group = groups().get_tags(Arn=created["Arn"])["Tags"]
        on_first = {tag["Key"]: tag["Value"] for tag in reservations()[0]["Tags"]}
        assert {key: on_group[key] for key in ("team", "cost")} == {"team": "web", "cost": "it"}
        assert on_first == {"team": "web", "cost": "it", "awscommunity:odcr:group": created["Name"]}

    def test_only_those_of_the_resource_are_answered(self, cloudformation: CloudFormation) -> None:
        own = [{"Key": "team", "Value": "web"}]
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "Tags": own}, stack_tags={"cost": "it"})

        assert created["Tags"] == own
        assert cloudformation.read(created)["Tags"] == own

    def test_no_reservation_is_ever_without_them(self, cloudformation: CloudFormation) -> None:
        cloudformation.create()

        assert "CreateTags" not in cloudformation.operations()
