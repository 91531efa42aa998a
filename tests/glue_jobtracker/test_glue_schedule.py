"""Which schedule expressions EventBridge takes. EventBridge User Guide, "Cron expressions" and "Rate expressions"."""

import pytest
from awscommunity_glue_jobtracker.schedule import complaint
from hypothesis import given
from hypothesis import strategies as st

GOOD = [
    "cron(0 8 ? * MON *)",
    "cron(15 10 ? * 6L 2022-2099)",
    "cron(0/15 * * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0 8 1 * ? *)",
    "cron(0 9 ? * 2#1 *)",
    "cron(0 9 L * ? *)",
    "cron(0 9 3W * ? *)",
    "cron(0 9 ? JAN,jul TUE *)",
    "cron(5,35 14 * * ? *)",
    "rate(1 minute)",
    "rate(7 days)",
]
BAD = [
    "",
    "cron()",
    "cron(0 8 ? * MON)",
    "cron(0 8 ? * MON * *)",
    "cron(60 8 ? * MON *)",
    "cron(0 24 ? * MON *)",
    "cron(0 8 32 * ? *)",
    "cron(0 8 0 * ? *)",
    "cron(0 8 ? 13 MON *)",
    "cron(0 8 ? * 8 *)",
    "cron(0 8 ? * MON 1969)",
    "cron(? 8 ? * MON *)",
    "cron(0 8 ? * ? *)",
    "cron(0 8 * * * *)",
    "cron(0/0 8 ? * MON *)",
    "cron(L 8 ? * MON *)",
    "cron(0 8 ? * MON *",
    "rate(1 days)",
    "rate(2 day)",
    "rate(0 minutes)",
    "rate(5)",
    "rate(1 week)",
    "at(2030-01-01T00:00:00)",
]


@pytest.mark.parametrize("expression", GOOD)
class TestAScheduleThatEventBridgeTakes:
    def test_has_no_complaint(self, expression: str) -> None:
        assert complaint(expression) == ""


@pytest.mark.parametrize("expression", BAD)
class TestAScheduleThatItDoesNotTake:
    def test_has_one(self, expression: str) -> None:
        assert complaint(expression) != ""


class TestAnyText:
    @given(st.text("cronrate()0123456789 *?/-,#LWMONJAN", max_size=40))
    def test_is_judged(self, text: str) -> None:
        assert isinstance(complaint(text), str)

    @given(st.integers(0, 59), st.integers(0, 23), st.integers(1, 31))
    def test_every_minute_of_every_day_is_good(self, minute: int, hour: int, day: int) -> None:
        assert complaint(f"cron({minute} {hour} {day} * ? *)") == ""
