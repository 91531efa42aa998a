"""What CloudWatch is told of a round of the placement score tracker."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from spot_placement_score_tracker.function.metrics import Outcome, Score, in_calls, metric_data

TIME = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


class TestTheDataOfARound:
    def test_are_scores_by_region_and_by_zone_failures_and_the_limit(self) -> None:
        outcomes = [
            Outcome("web", (Score("eu-west-1", None, 7),)),
            Outcome("batch", (Score("us-east-1", "use1-az1", 9), Score("us-east-1", "use1-az2", 1))),
            Outcome("bad", failure="it is not JSON"),
            Outcome("new", failure="the limit", is_at_limit=True),
        ]
        told = [
            (datum["MetricName"], {one["Name"]: one["Value"] for one in datum["Dimensions"]}, datum["Value"])
            for datum in metric_data(outcomes, TIME)
        ]
        in_use1 = {"Configuration": "batch", "Region": "us-east-1"}
        assert told == [
            ("Score", {"Configuration": "web", "Region": "eu-west-1"}, 7),
            ("Failures", {"Configuration": "web"}, 0),
            ("Score", {**in_use1, "AvailabilityZoneId": "use1-az1"}, 9),
            ("Score", {**in_use1, "AvailabilityZoneId": "use1-az2"}, 1),
            ("Failures", {"Configuration": "batch"}, 0),
            ("Failures", {"Configuration": "bad"}, 1),
            ("Failures", {"Configuration": "new"}, 1),
            ("ConfigurationLimitExceeded", {"Configuration": "new"}, 1),
            ("FailedConfigurations", {}, 2),
        ]

    def test_bear_the_time_for_which_the_round_was_scheduled(self) -> None:
        assert {datum["Timestamp"] for datum in metric_data([Outcome("web")], TIME)} == {TIME}

    def test_bear_no_time_where_nobody_scheduled_it(self) -> None:
        assert not any("Timestamp" in datum for datum in metric_data([Outcome("web")], None))

    def test_tell_of_a_round_without_configurations_that_none_failed(self) -> None:
        assert [(datum["MetricName"], datum["Value"]) for datum in metric_data([], TIME)] == [
            ("FailedConfigurations", 0)
        ]


class TestTheCalls:
    @given(st.integers(0, 5000))
    def test_are_as_few_as_can_be_and_lose_nothing(self, count: int) -> None:
        data = [{"Value": number} for number in range(count)]
        calls = list(in_calls(data))

        assert [datum for call in calls for datum in call] == data
        assert all(len(call) <= 1000 for call in calls)
        assert len(calls) == -(-count // 1000)
