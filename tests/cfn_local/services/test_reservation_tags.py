import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import described, given, only, refused, reserve, tagged

A_TO_Z = {f"key-{number}": "" for number in range(50)}


def tags(ec2) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in only(ec2)["Tags"]}


def create_tags(ec2, reservation_id: str, **pairs: str) -> None:
    ec2.create_tags(Resources=[reservation_id], Tags=[{"Key": k, "Value": v} for k, v in pairs.items()])


class TestTagsAtCreation:
    def test_are_there_with_the_reservation(self, ec2):
        answer = reserve(ec2, **tagged(team="a", room="b"))

        assert answer["Tags"] == [{"Key": "team", "Value": "a"}, {"Key": "room", "Value": "b"}]
        assert tags(ec2) == {"team": "a", "room": "b"}

    def test_are_those_of_describe_tags_as_well(self, ec2):
        reservation_id = reserve(ec2, **tagged(team="a"))["CapacityReservationId"]

        found = ec2.describe_tags(Filters=[{"Name": "resource-type", "Values": ["capacity-reservation"]}])["Tags"]

        assert found == [
            {"Key": "team", "Value": "a", "ResourceId": reservation_id, "ResourceType": "capacity-reservation"}
        ]

    @pytest.mark.parametrize(
        ("specifications", "code", "saying"),
        [
            (tagged(**A_TO_Z, more=""), "TagLimitExceeded", "maximum number of Tags"),
            (tagged(**{"aws:x": ""}), "InvalidParameterValue", "reserved for internal use: aws:x"),
            (tagged(**{"AWS:x": ""}), "InvalidParameterValue", "reserved for internal use: AWS:x"),
            (
                {"TagSpecifications": tagged(a="1")["TagSpecifications"] * 2},
                "InvalidParameterValue",
                "Tag keys must be unique",
            ),
            (
                {"TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}]},
                "InvalidParameterValue",
                "Value (instance) for parameter ResourceType is invalid. It is capacity-reservation",
            ),
        ],
    )
    def test_that_cannot_be_leave_nothing_reserved(self, ec2, specifications, code: str, saying: str):
        with refused(code, saying):
            reserve(ec2, **specifications)

        assert described(ec2) == []

    def test_are_up_to_50(self, ec2):
        reserve(ec2, **tagged(**A_TO_Z))

        assert tags(ec2) == A_TO_Z


class TestTagsLater:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        return reserve(ec2, **tagged(team="a"))["CapacityReservationId"]

    def test_are_added_and_replaced(self, ec2, reservation_id: str):
        create_tags(ec2, reservation_id, team="b", room="c")

        assert tags(ec2) == {"team": "b", "room": "c"}

    def test_are_found_by_filters(self, ec2, reservation_id: str):
        create_tags(ec2, reservation_id, room="c")

        (found,) = described(ec2, Filters=[{"Name": "tag:room", "Values": ["c"]}])
        assert found["CapacityReservationId"] == reservation_id

    def test_are_taken_away(self, ec2, reservation_id: str):
        ec2.delete_tags(Resources=[reservation_id], Tags=[{"Key": "team"}])

        assert tags(ec2) == {}

    def test_are_taken_away_only_with_the_value_that_is_named(self, ec2, reservation_id: str):
        ec2.delete_tags(Resources=[reservation_id], Tags=[{"Key": "team", "Value": "b"}])

        assert tags(ec2) == {"team": "a"}

    def test_are_set_on_many_at_once(self, ec2, reservation_id: str):
        other = reserve(ec2)["CapacityReservationId"]

        ec2.create_tags(Resources=[reservation_id, other], Tags=[{"Key": "room", "Value": "c"}])

        assert len(described(ec2, Filters=[{"Name": "tag:room", "Values": ["c"]}])) == 2

    def test_of_aws_are_refused(self, ec2, reservation_id: str):
        with refused("InvalidParameterValue", "reserved for internal use: aws:x"):
            create_tags(ec2, reservation_id, **{"aws:x": "y"})

        assert tags(ec2) == {"team": "a"}

    def test_are_up_to_50(self, ec2, reservation_id: str):
        with refused("TagLimitExceeded"):
            create_tags(ec2, reservation_id, **A_TO_Z)

        assert tags(ec2) == {"team": "a"}

    def test_need_a_reservation_and_are_set_on_none_otherwise(self, ec2, reservation_id: str):
        with refused("InvalidCapacityReservationId.NotFound", "'cr-0123456789abcdef0'"):
            ec2.create_tags(Resources=[reservation_id, "cr-0123456789abcdef0"], Tags=[{"Key": "room", "Value": "c"}])

        assert tags(ec2) == {"team": "a"}

    def test_of_other_resources_are_as_they_were(self, ec2):
        vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]

        create_tags(ec2, vpc, team="a")
        assert ec2.describe_vpcs()["Vpcs"][0]["Tags"] == [{"Key": "team", "Value": "a"}]

        ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "team"}])
        assert ec2.describe_vpcs()["Vpcs"][0]["Tags"] == []


class TestTagsThatLag:
    def test_are_seen_and_filtered_later_but_those_at_creation_with_the_reservation(self, ec2):
        reservation_id = reserve(ec2, **tagged(team="a"))["CapacityReservationId"]
        given(seconds_until_visible=60)

        create_tags(ec2, reservation_id, team="b")
        assert tags(ec2) == {"team": "a"}
        assert described(ec2, Filters=[{"Name": "tag:team", "Values": ["b"]}]) == []

        clock.advance(60)
        assert tags(ec2) == {"team": "b"}
        assert len(described(ec2, Filters=[{"Name": "tag:team", "Values": ["b"]}])) == 1


class TestAReservationThatIsSeenLate:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        given(seconds_until_visible=60)
        return reserve(ec2, ClientToken="token", **tagged(team="a"))["CapacityReservationId"]

    def test_is_not_found_until_then(self, ec2, reservation_id: str):
        assert described(ec2) == described(ec2, Filters=[{"Name": "tag:team", "Values": ["a"]}]) == []
        with refused("InvalidCapacityReservationId.NotFound"):
            described(ec2, CapacityReservationIds=[reservation_id])
        with refused("InvalidCapacityReservationId.NotFound"):
            ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)
        with refused("InvalidCapacityReservationId.NotFound"):
            create_tags(ec2, reservation_id, room="b")

    def test_is_found_with_its_tags_after(self, ec2, reservation_id: str):
        clock.advance(60)

        (found,) = described(ec2, Filters=[{"Name": "tag:team", "Values": ["a"]}])
        assert found["CapacityReservationId"] == reservation_id

    def test_is_known_to_its_client_token_all_the_time(self, ec2, reservation_id: str):
        assert reserve(ec2, ClientToken="token", **tagged(team="a"))["CapacityReservationId"] == reservation_id
