"""When schedules come due, as the EventBridge User Guide says of its expressions."""

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from hypothesis import given as for_any
from hypothesis import strategies as st

from cfn_local.services.schedules import ScheduleError, schedule_of
from tests.cfn_local.services.service_stories import client, refused

MONDAY = datetime(2026, 11, 23, 5, 7, 30, tzinfo=UTC)


def firings(expression: str, count: int, after: datetime = MONDAY) -> list[str]:
    """The next times after Monday, 23 November 2026, 05:07:30."""
    found: list[str] = []
    moment: datetime | None = after
    while len(found) < count and moment is not None:
        moment = schedule_of(expression).next_after(moment)
        found += [f"{moment:%a %Y-%m-%d %H:%M:%S}"] if moment else ["never"]
    return found


class TestARate:
    @pytest.mark.parametrize(
        ("expression", "second"),
        [
            ("rate(1 minute)", "Mon 2026-11-23 05:09:30"),
            ("rate(5 minutes)", "Mon 2026-11-23 05:17:30"),
            ("rate(1 hour)", "Mon 2026-11-23 07:07:30"),
            ("rate(12 hours)", "Tue 2026-11-24 05:07:30"),
            ("rate(7 days)", "Mon 2026-12-07 05:07:30"),
        ],
    )
    def test_counts_from_when_it_began(self, expression: str, second: str) -> None:
        assert firings(expression, 2)[1] == second

    def test_that_ends_after_the_last_year_there_is_never_fires(self) -> None:
        assert firings("rate(999999999 days)", 1) == ["never"]


class TestACronExpression:
    @pytest.mark.parametrize(
        ("fields", "first", "second"),
        [
            ("0 8 ? * MON *", "Mon 2026-11-23 08:00:00", "Mon 2026-11-30 08:00:00"),
            ("0 5 ? * 2 *", "Mon 2026-11-30 05:00:00", "Mon 2026-12-07 05:00:00"),
            ("0/15 * * * ? *", "Mon 2026-11-23 05:15:00", "Mon 2026-11-23 05:30:00"),
            ("10 10 * * ? *", "Mon 2026-11-23 10:10:00", "Tue 2026-11-24 10:10:00"),
            ("0 18 ? * MON-FRI *", "Mon 2026-11-23 18:00:00", "Tue 2026-11-24 18:00:00"),
            ("0 8 1 * ? *", "Tue 2026-12-01 08:00:00", "Fri 2027-01-01 08:00:00"),
            ("0/10 8-9 ? * sat,sun *", "Sat 2026-11-28 08:00:00", "Sat 2026-11-28 08:10:00"),
            ("0 0 L * ? *", "Mon 2026-11-30 00:00:00", "Thu 2026-12-31 00:00:00"),
            ("0 0 L FEB ? *", "Sun 2027-02-28 00:00:00", "Tue 2028-02-29 00:00:00"),
            ("0 0 LW * ? *", "Mon 2026-11-30 00:00:00", "Thu 2026-12-31 00:00:00"),
            ("0 0 LW 1,2 ? *", "Fri 2027-01-29 00:00:00", "Fri 2027-02-26 00:00:00"),
            ("0 0 1,L * ? *", "Mon 2026-11-30 00:00:00", "Tue 2026-12-01 00:00:00"),
            ("0 0 ? * TUE,5L *", "Tue 2026-11-24 00:00:00", "Thu 2026-11-26 00:00:00"),
            ("0 0 5W 12 ? *", "Fri 2026-12-04 00:00:00", "Mon 2027-12-06 00:00:00"),
            ("0 0 1W 5,8 ? 2027", "Mon 2027-05-03 00:00:00", "Mon 2027-08-02 00:00:00"),
            ("0 0 31W * ? *", "Thu 2026-12-31 00:00:00", "Fri 2027-01-29 00:00:00"),
            ("0 0 ? * L *", "Sat 2026-11-28 00:00:00", "Sat 2026-12-05 00:00:00"),
            ("0 0 ? * 5L *", "Thu 2026-11-26 00:00:00", "Thu 2026-12-31 00:00:00"),
            ("0 0 ? * MON#1 *", "Mon 2026-12-07 00:00:00", "Mon 2027-01-04 00:00:00"),
            ("0 0 ? * 3#5 *", "Tue 2026-12-29 00:00:00", "Tue 2027-03-30 00:00:00"),
            ("0 0 29 2 ? *", "Tue 2028-02-29 00:00:00", "Sun 2032-02-29 00:00:00"),
            ("30 6 1/15 1-12/6 ? 2027-2028", "Fri 2027-01-01 06:30:00", "Sat 2027-01-16 06:30:00"),
            ("0 0 1 1 ? 2026,2030", "Tue 2030-01-01 00:00:00", "never"),
            ("0 0 30 2 ? *", "never", "never"),
        ],
    )
    def test_names_its_times(self, fields: str, first: str, second: str) -> None:
        assert [*firings(f"cron({fields})", 2), "never"][:2] == [first, second]

    @for_any(st.integers(0, 59), st.integers(0, 23), st.integers(0, 5_000_000))
    def test_of_one_time_of_day_fires_once_in_any_24_hours(self, minute: int, hour: int, minutes_later: int) -> None:
        schedule = schedule_of(f"cron({minute} {hour} * * ? *)")
        moment = MONDAY + timedelta(minutes=minutes_later)

        first = schedule.next_after(moment)
        assert first is not None
        assert moment < first <= moment + timedelta(days=1)
        assert (first.hour, first.minute, first.second) == (hour, minute, 0)
        assert schedule.next_after(first) == first + timedelta(days=1)


class TestAnExpression:
    @pytest.mark.parametrize(
        ("expression", "saying"),
        [
            ("every day", "is neither rate(VALUE UNIT) nor cron("),
            ("rate(0 minutes)", "is neither rate"),
            ("rate(1 minutes)", "the unit is singular for 1"),
            ("rate(5 minute)", "the unit is singular for 1"),
            ("rate(5 weeks)", "is neither rate"),
            ("cron(0 8 * * MON)", "is neither rate"),
            ("cron(0 8 * * MON *)", "Exactly one of day-of-month and day-of-week is ?"),
            ("cron(0 8 ? * ? *)", "Exactly one of day-of-month and day-of-week is ?"),
            ("cron(60 8 * * ? *)", "60 is not from 0 to 59"),
            ("cron(0 8 0 * ? *)", "0 is not from 1 to 31"),
            ("cron(0 8 32W * ? *)", "32W is not from 1 to 31"),
            ("cron(0 8 ? * 8 *)", "8 is not from 1 to 7"),
            ("cron(0 8 ? * MON#6 *)", "MON#6 is not from 1 to 7"),
            ("cron(0 8 ? SUN * *)", "SUN is not from 1 to 12"),
            ("cron(0 18-8 * * ? *)", "18-8 is no part of a schedule"),
            ("cron(0/0 8 * * ? *)", "0/0 is no part of a schedule"),
            ("cron(, 8 * * ? *)", "nothing is not from 0 to 59"),
            ("rate(9999999999 days)", "no calendar goes that far"),
        ],
    )
    def test_that_is_none_is_refused_with_what_is_wrong(self, expression: str, saying: str) -> None:
        with pytest.raises(ScheduleError) as refusal:
            schedule_of(expression)

        assert saying in str(refusal.value)


class TestPutRule:
    def test_refuses_what_is_no_schedule(self) -> None:
        with refused("ValidationException", "Parameter ScheduleExpression is not valid. 60 is not from 0 to 59"):
            client("events").put_rule(Name="rule", ScheduleExpression="cron(60 8 * * ? *)")

    def test_keeps_the_rule_that_is_there_where_it_refuses(self) -> None:
        events = client("events")
        events.put_rule(Name="rule", ScheduleExpression="rate(5 minutes)")
        with pytest.raises(ClientError):
            events.put_rule(Name="rule", ScheduleExpression="rate(5 minute)")

        assert events.describe_rule(Name="rule")["ScheduleExpression"] == "rate(5 minutes)"


class TestPutTargets:
    def test_refuses_an_input_that_is_not_json(self) -> None:
        events = client("events")
        events.put_rule(Name="rule", ScheduleExpression="rate(5 minutes)")
        target = {"Id": "Function", "Arn": "arn:aws:lambda:us-east-1:123456789012:function:report"}
        with refused("ValidationException", "JSON syntax error in input for target Function."):
            events.put_targets(Rule="rule", Targets=[{**target, "Input": "{week: 1}"}])

        events.put_targets(Rule="rule", Targets=[{**target, "Input": '{"week": 1}'}])
        assert events.list_targets_by_rule(Rule="rule")["Targets"][0]["Input"] == '{"week": 1}'
