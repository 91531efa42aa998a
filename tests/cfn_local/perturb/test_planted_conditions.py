"""Bugs that show only while the account is in a transitional state, or shows late what has been written."""

from pathlib import Path

import pytest

from tests.cfn_local.perturb.plants import SEAT, Tried, found, planted

pytestmark = pytest.mark.contract

FAILED = (
    '        if found and found["State"] == "failed":\n'
    '            raise exceptions.GeneralServiceException(f"{desired.SeatId} has failed in {desired.Zone}")\n'
)
STATE = '        if found and found["State"] == "active":\n            return ProgressEvent('


class TestAResourceThatWaits:
    def test_is_found_nothing_wrong_with_whatever_the_account_is_like(self, tried: Tried) -> None:
        result = tried(SEAT, "*/conditions#1/*")

        assert found(result) == set()
        assert (result.run, result.not_met) == (4, [])  # of CREATE: late, pending, fails-later; of DELETE: late


class TestACreateThatDoesNotWait:
    BUG = (STATE, STATE.replace('found and found["State"] == "active"', "True"))

    @pytest.mark.parametrize("kind", ["late", "pending", "fails-later"])
    def test_is_a_lie(self, tried: Tried, tmp_path: Path, kind: str) -> None:
        folder = planted(tmp_path, (FAILED, ""), self.BUG, right=SEAT)
        case = f"inputs_1/CREATE/conditions#1/{kind}"

        assert (case, "lie", "READ fails") in found(tried(folder, case))


class TestADeleteThatTakesWhatItDoesNotSeeForGone:
    def test_is_a_leak_where_what_is_new_is_seen_late(self, tried: Tried, tmp_path: Path) -> None:
        blind = '        if not found or found["State"] in ("cancelled", "failed"):\n'
        right = '        if found and found["State"] in ("cancelled", "failed"):\n'
        denied = "+CREATE/ec2:DescribeCapacityReservations#1/access-denied"
        folder = planted(tmp_path, (right, blind), right=SEAT)
        case = f"inputs_1/CREATE/conditions#1/late{denied}"

        assert (case, "leak", "ec2 CapacityReservation") in found(tried(folder, case))
