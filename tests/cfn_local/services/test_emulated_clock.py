from datetime import UTC, datetime, timedelta

import pytest

from cfn_local.services import clock


class TestTheClock:
    def test_starts_at_real_time(self):
        before = datetime.now(UTC)

        assert before <= clock.now() <= datetime.now(UTC)

    def test_runs_ahead_by_what_was_advanced(self):
        clock.advance(3600)
        clock.advance(1.5)

        assert timedelta(seconds=3601) < clock.now() - datetime.now(UTC) <= timedelta(seconds=3601.5)

    def test_returns_to_real_time_when_reset(self):
        clock.advance(3600)

        clock.reset()

        assert clock.now() <= datetime.now(UTC)

    def test_never_goes_back(self):
        with pytest.raises(ValueError, match="only moves forward, not by -1 seconds"):
            clock.advance(-1)

        assert clock.now() - datetime.now(UTC) <= timedelta()

    def test_tells_of_each_advance_once_it_is_made(self):
        own, seen = clock.Clock(), []
        own.tell_of_moves(lambda: seen.append(own.now() - datetime.now(UTC) > timedelta(seconds=59)))

        own.advance(60)

        assert seen == [True]
