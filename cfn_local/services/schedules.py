"""Schedules of EventBridge rules: rate(...) and cron(...), in UTC, to the minute.

After the EventBridge User Guide, "Cron expressions" and "Rate expressions".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_RATE = re.compile(r"rate\((?P<value>[1-9]\d*) (?P<unit>minute|hour|day)(?P<plural>s?)\)")
_CRON = re.compile(r"cron\((?P<fields>[^()]*)\)")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
# A day such as 29 February falls on a given day of the week again within this many years.
_YEARS_TO_LOOK_AHEAD = 40

Day = Callable[[date], bool]


class ScheduleError(ValueError):
    """The expression is not a schedule; the message says what is wrong with it."""


@dataclass(frozen=True)
class Rate:
    """A fixed rate, counted from the creation of the rule."""

    period: timedelta

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the time one period after `moment`, the last firing; None if it is after the year 9999."""
        try:
            return moment + self.period
        except OverflowError:
            return None


@dataclass(frozen=True)
class Cron:
    """These minutes of these hours on matching days."""

    minutes: frozenset[int]
    hours: frozenset[int]
    months: frozenset[int]
    years: frozenset[int]
    is_wanted: Day

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the first time after `moment`; None if there is none in the next forty years."""
        for day in self._days_from(moment.date()):
            for hour in sorted(self.hours):
                for minute in sorted(self.minutes):
                    found = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
                    if found > moment:
                        return found
        return None

    def _days_from(self, first: date) -> Iterator[date]:
        for year in range(first.year, first.year + _YEARS_TO_LOOK_AHEAD):
            if year not in self.years:
                continue
            for month in sorted(self.months):
                for number in range(1, calendar.monthrange(year, month)[1] + 1):
                    day = date(year, month, number)
                    if day >= first and self.is_wanted(day):
                        yield day


Schedule = Rate | Cron


def schedule_of(expression: str) -> Schedule:
    """Parse a schedule expression. Raise ScheduleError if it is invalid."""
    if rate := _RATE.fullmatch(expression):
        value = int(rate["value"])
        if bool(rate["plural"]) != (value > 1):
            raise ScheduleError(f"{expression}: the unit is singular for 1, and plural for more")
        try:
            return Rate(timedelta(**{f"{rate['unit']}s": value}))
        except OverflowError as error:
            raise ScheduleError(f"{expression}: no calendar goes that far") from error
    cron = _CRON.fullmatch(expression)
    fields = cron["fields"].upper().split() if cron else []
    if len(fields) != 6:
        raise ScheduleError(
            f"{expression} is neither rate(VALUE UNIT) nor cron(MINUTES HOURS DAY-OF-MONTH MONTH DAY-OF-WEEK YEAR)"
        )
    return _cron(fields)


def _cron(fields: list[str]) -> Cron:
    minutes, hours, day_of_month, months, day_of_week, years = fields
    if (day_of_month == "?") == (day_of_week == "?"):
        raise ScheduleError("Exactly one of day-of-month and day-of-week is ?")
    return Cron(
        minutes=_numbers(minutes, 0, 59),
        hours=_numbers(hours, 0, 23),
        months=_numbers(months, 1, 12, _MONTHS),
        years=_numbers(years, 1970, 2199),
        is_wanted=_any_of(day_of_month, _days_of_month) if day_of_week == "?" else _any_of(day_of_week, _days_of_week),
    )


def _any_of(field: str, days: Callable[[str], Day]) -> Day:
    wanted = [days(part) for part in field.split(",")]
    return lambda day: any(one(day) for one in wanted)


def _days_of_month(field: str) -> Day:
    """Parse numbers, L for the last day, nW for the weekday nearest to day n, and LW for the last weekday."""
    if field == "L":
        return lambda day: day.day == _length_of_month(day)
    if field == "LW":
        return lambda day: day == _nearest_weekday(day.replace(day=_length_of_month(day)))
    if nearest := re.fullmatch(r"([1-9]|[12]\d|3[01])W", field):
        number = int(nearest[1])
        return lambda day: number <= _length_of_month(day) and day == _nearest_weekday(day.replace(day=number))
    numbers = _numbers(field, 1, 31)
    return lambda day: day.day in numbers


def _days_of_week(field: str) -> Day:
    """Parse names, numbers from 1 for Sunday, L for Saturday, nL for the last such day of a month, n#m for the m-th."""
    if field == "L":
        return lambda day: _day_of_week(day) == 7
    if last := re.fullmatch(rf"([1-7]|{'|'.join(_DAYS)})L", field):
        (wanted,) = _numbers(last[1], 1, 7, _DAYS)
        return lambda day: _day_of_week(day) == wanted and day.day + 7 > _length_of_month(day)
    if ordinal := re.fullmatch(rf"([1-7]|{'|'.join(_DAYS)})#([1-5])", field):
        (wanted,) = _numbers(ordinal[1], 1, 7, _DAYS)
        return lambda day: _day_of_week(day) == wanted and (day.day - 1) // 7 + 1 == int(ordinal[2])
    numbers = _numbers(field, 1, 7, _DAYS)
    return lambda day: _day_of_week(day) in numbers


def _day_of_week(day: date) -> int:
    return day.isoweekday() % 7 + 1


def _length_of_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _nearest_weekday(day: date) -> date:
    """Return the day itself, or the nearest weekday in the same month."""
    for days in (0, -1, 1, 2, -2):
        near = day + timedelta(days=days)
        if near.month == day.month and near.isoweekday() <= 5:
            return near
    raise AssertionError("one of any five days around it is a weekday of its month")


def _numbers(field: str, least: int, most: int, names: tuple[str, ...] = ()) -> frozenset[int]:
    """Return the numbers of a field: `*` or comma-separated numbers, names and ranges, each with an optional step."""
    chosen: set[int] = set()
    for part in field.split(","):
        base, slash, step = part.partition("/")
        first, dash, last = base.partition("-")
        if base == "*":
            begin, end = least, most
        else:
            begin = _number(first, least, most, names)
            end = _number(last, least, most, names) if dash else most if slash else begin
        if (slash and not (step.isdecimal() and int(step))) or begin > end:
            raise ScheduleError(
                f"{part} is no part of a schedule: it is a number, a range such as 1-5, or * with /STEP"
            )
        chosen |= set(range(begin, end + 1, int(step) if slash else 1))
    return frozenset(chosen)


def _number(text: str, least: int, most: int, names: tuple[str, ...]) -> int:
    if text in names:
        return names.index(text) + 1
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise ScheduleError(f"{text or 'nothing'} is not from {least} to {most}")
