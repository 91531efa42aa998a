from datetime import UTC, datetime

import pytest

from tests.cfn_local.services.service_stories import described, refused, reserve

PAST = datetime(2020, 1, 1, tzinfo=UTC)
FUTURE = datetime(2099, 1, 1, tzinfo=UTC)

REFUSALS = {
    "an instance type that does not exist": (
        {"InstanceType": "r6i.huge"},
        "InvalidInstanceType",
        "The instance type 'r6i.huge' does not exist",
    ),
    "a type that the zone does not offer": (
        {"AvailabilityZone": "us-east-1e"},
        "Unsupported",
        "not offered in us-east-1e. These zones offer it: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f",
    ),
    "an unknown platform": ({"InstancePlatform": "BeOS"}, "InvalidParameterValue", "It is one of Linux/UNIX, Red Hat"),
    "an unknown tenancy": ({"Tenancy": "host"}, "InvalidParameterValue", "It is one of default, dedicated"),
    "an unknown match criteria": (
        {"InstanceMatchCriteria": "any"},
        "InvalidParameterValue",
        "It is one of open, targeted",
    ),
    "no instances": ({"InstanceCount": 0}, "InvalidParameterValue", "InstanceCount is invalid. It is from 1 to 1000"),
    "more than 1000 instances": ({"InstanceCount": 1001}, "InvalidParameterValue", "It is from 1 to 1000"),
    "a zone of another region": (
        {"AvailabilityZone": "eu-west-1a"},
        "InvalidAvailabilityZone",
        "'eu-west-1a' does not exist. us-east-1 has us-east-1a (use1-az6), us-east-1b (use1-az1)",
    ),
    "an unknown zone id": (
        {"AvailabilityZone": None, "AvailabilityZoneId": "use1-az9"},
        "InvalidAvailabilityZone",
        "'use1-az9' does not exist",
    ),
    "no zone": ({"AvailabilityZone": None}, "MissingParameter", "AvailabilityZone or AvailabilityZoneId"),
    "a zone by name and by id": ({"AvailabilityZoneId": "use1-az6"}, "InvalidParameterCombination", "not both"),
    "an end date type without its date": (
        {"EndDateType": "limited"},
        "InvalidParameterCombination",
        "EndDate is required if EndDateType is limited",
    ),
    "an end date for an unlimited one": (
        {"EndDateType": "unlimited", "EndDate": FUTURE},
        "InvalidParameterCombination",
        "EndDate can be specified only if EndDateType is limited",
    ),
    "an end date without its type": ({"EndDate": FUTURE}, "InvalidParameterCombination", "only if EndDateType"),
    "an end date in the past": (
        {"EndDateType": "limited", "EndDate": PAST},
        "InvalidParameterValue",
        "Value (2020-01-01T00:00:00Z) for parameter EndDate is invalid. It is in the future",
    ),
}

NOT_EMULATED = {
    "OutpostArn": "arn:aws:outposts:us-east-1:123456789012:outpost/op-1",
    "EphemeralStorage": True,
}


class TestARequestForAReservation:
    @pytest.mark.parametrize(("parameters", "code", "saying"), REFUSALS.values(), ids=REFUSALS)
    def test_is_refused_with_the_code_of_ec2_and_reserves_nothing(self, ec2, parameters, code: str, saying: str):
        with refused(code, saying):
            reserve(ec2, **parameters)

        assert described(ec2) == []

    @pytest.mark.parametrize("name", NOT_EMULATED)
    def test_is_refused_by_name_where_the_local_ec2_would_have_to_ignore_it(self, ec2, name: str):
        with refused("UnsupportedOperation", f"does not emulate {name} of CreateCapacityReservation"):
            reserve(ec2, **{name: NOT_EMULATED[name]})

        assert described(ec2) == []

    def test_may_state_the_default_of_what_is_not_emulated(self, ec2):
        assert reserve(ec2, EphemeralStorage=False)["State"] == "active"


CALLS = (
    "cancel_capacity_reservation",
    "get_capacity_reservation_usage",
    "get_groups_for_capacity_reservation",
)


class TestAReservationId:
    @pytest.mark.parametrize("call", CALLS)
    def test_that_does_not_exist_is_not_found(self, ec2, call: str):
        with refused("InvalidCapacityReservationId.NotFound", "IDs 'cr-0123456789abcdef0' do not exist"):
            getattr(ec2, call)(CapacityReservationId="cr-0123456789abcdef0")

    @pytest.mark.parametrize("call", CALLS)
    @pytest.mark.parametrize(
        "reservation_id", ["i-0123456789abcdef0", "cr-", "cr-0123456789ABCDEF0", "cr-0123456789abcdef01"]
    )
    def test_that_cannot_be_one_is_malformed(self, ec2, call: str, reservation_id: str):
        with refused("InvalidCapacityReservationId.Malformed", f"'{reservation_id}' (expecting 'cr-...')"):
            getattr(ec2, call)(CapacityReservationId=reservation_id)

    def test_that_does_not_exist_cannot_be_modified(self, ec2):
        with refused("InvalidCapacityReservationId.NotFound"):
            ec2.modify_capacity_reservation(CapacityReservationId="cr-0123456789abcdef0", InstanceCount=2)
