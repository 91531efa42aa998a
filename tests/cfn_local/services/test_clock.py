"""The emulated clock."""

import pytest

from cfn_local.services import clock


class TestAClockThatIsStopped:
    def test_moves_by_what_it_is_advanced_and_by_nothing_else(self) -> None:
        with clock.stopped():
            begun = clock.now()
            assert clock.now() == begun
            clock.advance(20)
            assert (clock.now() - begun).total_seconds() == 20

    def test_runs_on_afterwards(self) -> None:
        with clock.stopped():
            begun = clock.now()

        assert clock.now() > begun

    def test_runs_on_after_a_failure_too(self) -> None:
        with pytest.raises(KeyError), clock.stopped():
            begun = clock.now()
            raise KeyError

        assert clock.now() > begun
