"""What CloudWatch is told: the scores, and what could not be scored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_DATA_OF_A_CALL = 1000  # CloudWatch's limit on the metrics of a PutMetricData


@dataclass(frozen=True)
class Score:
    """From 1 to 10, of a Region, or of one of its zones by its ID."""

    region: str
    zone_id: str | None
    value: int


@dataclass(frozen=True)
class Outcome:
    """What became of one configuration. `failure` says why there are no scores; `is_at_limit` is one of the reasons."""

    name: str
    scores: tuple[Score, ...] = ()
    failure: str = ""
    is_at_limit: bool = False


def metric_data(outcomes: Sequence[Outcome], time: datetime | None) -> list[dict[str, Any]]:
    """The data of one round, at the `time` for which it was scheduled, or else at that of the call.

    Score by Configuration and Region, or zone too; Failures, 0 or 1, and ConfigurationLimitExceeded, only when it is
    so, by Configuration; FailedConfigurations in all.
    """
    stamp = {"Timestamp": time} if time else {}
    return [{**datum, **stamp} for datum in _data(outcomes)]


def in_calls(data: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    """As few lists as PutMetricData takes."""
    for first in range(0, len(data), MOST_DATA_OF_A_CALL):
        yield data[first : first + MOST_DATA_OF_A_CALL]


def _data(outcomes: Iterable[Outcome]) -> Iterator[dict[str, Any]]:
    failed = 0
    for outcome in outcomes:
        of_configuration = {"Configuration": outcome.name}
        for score in outcome.scores:
            zone = {"AvailabilityZoneId": score.zone_id} if score.zone_id else {}
            yield _datum("Score", score.value, {**of_configuration, "Region": score.region, **zone}, "None")
        yield _datum("Failures", int(bool(outcome.failure)), of_configuration)
        if outcome.is_at_limit:
            yield _datum("ConfigurationLimitExceeded", 1, of_configuration)
        failed += bool(outcome.failure)
    yield _datum("FailedConfigurations", failed, {})


def _datum(name: str, value: int, dimensions: Mapping[str, str], unit: str = "Count") -> dict[str, Any]:
    by_name = [{"Name": key, "Value": text} for key, text in dimensions.items()]
    return {"MetricName": name, "Dimensions": by_name, "Value": value, "Unit": unit}
