from datetime import UTC, datetime

import pytest

from tests.cfn_local.services.service_stories import described, only, refused, reserve, tagged

END_OF_CENTURY = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)


class TestAReservation:
    def test_is_answered_with_what_was_asked_and_what_it_became(self, ec2):
        answer = reserve(ec2, Tenancy="dedicated", EbsOptimized=True, **tagged(team="a"))

        reservation_id = answer.pop("CapacityReservationId")
        assert answer.pop("CreateDate") == answer.pop("StartDate")
        assert answer == {
            "CapacityReservationArn": f"arn:aws:ec2:us-east-1:123456789012:capacity-reservation/{reservation_id}",
            "OwnerId": "123456789012",
            "AvailabilityZone": "us-east-1a",
            "AvailabilityZoneId": "use1-az6",
            "InstanceType": "r6i.4xlarge",
            "InstancePlatform": "Linux/UNIX",
            "Tenancy": "dedicated",
            "EbsOptimized": True,
            "EphemeralStorage": False,
            "TotalInstanceCount": 3,
            "AvailableInstanceCount": 3,
            "State": "active",
            "EndDateType": "unlimited",
            "InstanceMatchCriteria": "targeted",
            "Tags": [{"Key": "team", "Value": "a"}],
            "CapacityAllocations": [],
            "ReservationType": "default",
            "Interruptible": False,
        }

    def test_is_described_as_it_was_answered(self, ec2):
        answer = reserve(ec2, **tagged(team="a"))

        assert described(ec2) == [answer]

    def test_gets_the_defaults_of_ec2(self, ec2):
        answer = reserve(ec2, InstanceMatchCriteria=None)

        assert (answer["InstanceMatchCriteria"], answer["Tenancy"], answer["EbsOptimized"], answer["Tags"]) == (
            "open",
            "default",
            False,
            [],
        )

    def test_is_made_in_a_zone_by_its_id_as_well(self, ec2):
        answer = reserve(ec2, AvailabilityZone=None, AvailabilityZoneId="use1-az1")

        assert (answer["AvailabilityZone"], answer["AvailabilityZoneId"]) == ("us-east-1b", "use1-az1")

    def test_can_end_at_a_date(self, ec2):
        answer = reserve(ec2, EndDateType="limited", EndDate=END_OF_CENTURY)

        assert (answer["EndDateType"], answer["EndDate"]) == ("limited", END_OF_CENTURY)

    @pytest.mark.parametrize("instance_count", [1, 1000])
    def test_has_from_1_to_1000_instances(self, ec2, instance_count: int):
        assert reserve(ec2, InstanceCount=instance_count)["TotalInstanceCount"] == instance_count

    def test_is_one_of_many(self, ec2):
        ids = [reserve(ec2)["CapacityReservationId"] for _ in range(3)]

        assert [reservation["CapacityReservationId"] for reservation in described(ec2)] == ids
        assert len(set(ids)) == 3

    def test_has_a_usage(self, ec2):
        reservation_id = reserve(ec2)["CapacityReservationId"]

        usage = ec2.get_capacity_reservation_usage(CapacityReservationId=reservation_id)

        del usage["ResponseMetadata"]
        assert usage == {
            "CapacityReservationId": reservation_id,
            "InstanceType": "r6i.4xlarge",
            "TotalInstanceCount": 3,
            "AvailableInstanceCount": 3,
            "State": "active",
            "InstanceUsages": [],
        }


class TestAClientToken:
    def test_used_again_answers_the_reservation_it_made(self, ec2):
        first = reserve(ec2, ClientToken="token")

        assert reserve(ec2, ClientToken="token") == first
        assert described(ec2) == [first]

    def test_used_again_answers_the_present_state(self, ec2):
        first = reserve(ec2, ClientToken="token")
        ec2.cancel_capacity_reservation(CapacityReservationId=first["CapacityReservationId"])

        assert reserve(ec2, ClientToken="token")["State"] == "cancelled"
        assert only(ec2)["CapacityReservationId"] == first["CapacityReservationId"]

    @pytest.mark.parametrize(
        "other",
        [{"InstanceCount": 4}, {"AvailabilityZone": "us-east-1b"}, tagged(team="a"), {"Tenancy": "default"}],
    )
    def test_used_with_other_parameters_is_a_mismatch(self, ec2, other):
        first = reserve(ec2, ClientToken="token")

        with refused("IdempotentParameterMismatch", "'token' was used before with other parameters"):
            reserve(ec2, ClientToken="token", **other)

        assert described(ec2) == [first]

    def test_of_a_request_that_failed_is_free(self, ec2):
        with refused("InvalidInstanceType"):
            reserve(ec2, ClientToken="token", InstanceType="r6i.huge")

        assert reserve(ec2, ClientToken="token")["State"] == "active"

    def test_has_at_most_64_characters(self, ec2):
        with refused("InvalidParameterValue", "It has at most 64 characters"):
            reserve(ec2, ClientToken="t" * 65)

        assert reserve(ec2, ClientToken="t" * 64)["State"] == "active"


class TestADryRun:
    def test_would_have_succeeded_and_reserves_nothing(self, ec2):
        with refused("DryRunOperation", "Request would have succeeded", status=412):
            reserve(ec2, DryRun=True)

        assert described(ec2) == []

    def test_is_refused_as_the_request_would_be(self, ec2):
        with refused("InvalidInstanceType"):
            reserve(ec2, DryRun=True, InstanceType="r6i.huge")

    def test_of_a_change_changes_nothing(self, ec2):
        reservation_id = reserve(ec2)["CapacityReservationId"]

        with refused("DryRunOperation", status=412):
            ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=5, DryRun=True)
        with refused("DryRunOperation", status=412):
            ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id, DryRun=True)

        assert (only(ec2)["TotalInstanceCount"], only(ec2)["State"]) == (3, "active")
