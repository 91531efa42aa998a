"""Rounds of the placement score tracker's function, against the local services."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from moto import mock_aws
from spot_placement_score_tracker.function import aws, index

from cfn_local import services
from cfn_local.services import clock, conditions
from cfn_local.services.conditions import Conditions, SpotPlacementScore

WEB = {"InstanceTypes": ["c6i.large", "m6i.large", "r6i.large"], "TargetCapacity": 10, "RegionNames": ["eu-west-1"]}
BATCH = {**WEB, "SingleAvailabilityZone": True}
EVENT = {"time": "2026-11-23T08:05:00Z"}
THROTTLED = (
    b"<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>no</Message></Error></Errors></Response>"
)


class Context:
    """Lambda's, with so much time left when it is asked for the first time, and less and less."""

    def __init__(self, milliseconds: int = 290_000, a_look: int = 0) -> None:
        self.milliseconds, self.a_look = milliseconds, a_look

    def get_remaining_time_in_millis(self) -> int:
        self.milliseconds -= self.a_look
        return self.milliseconds + self.a_look


class Body:
    """The raw body of a response."""

    def stream(self) -> Iterator[bytes]:
        yield THROTTLED


@pytest.fixture(autouse=True)
def _local_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("METRIC_NAMESPACE", "Scores")
    monkeypatch.setenv("CONFIGURATIONS_PARAMETER", "CFN-Configurations")
    monkeypatch.setenv("CONFIGURATIONS_PATH", "")
    services.install()
    with mock_aws():
        clock.reset()
        yield
    clock.reset()


@contextmanager
def before_each_request(act: Callable[..., Any]) -> Iterator[None]:
    """Call `act` with each request to EC2; what it returns is the response, if it is one."""
    events = aws.connect().ec2.meta.events
    events.register_first("before-send.ec2", act)
    yield
    events.unregister("before-send.ec2", act)


def given(**properties: Any) -> None:
    conditions.apply("123456789012", "us-east-1", Conditions(**properties))


def store(name: str, text: str) -> None:
    aws.connect().ssm.put_parameter(Name=name, Value=text, Type="String", Overwrite=True)


def configured(**requests: Any) -> None:
    """The module's own configurations."""
    store("CFN-Configurations", json.dumps(requests))


def metrics() -> dict[str, float]:
    """The value of each metric at the time of the event, by its name and dimensions."""
    cloudwatch = aws.connect().cloudwatch
    time = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
    found = {}
    for metric in cloudwatch.list_metrics(Namespace="Scores")["Metrics"]:
        name = " ".join([metric["MetricName"], *(one["Value"] for one in metric["Dimensions"])])
        points = cloudwatch.get_metric_statistics(
            **metric, StartTime=time, EndTime=time.replace(minute=6), Period=60, Statistics=["Maximum"]
        )["Datapoints"]
        found[name] = points[0]["Maximum"] if points else -1
    return found


class TestARound:
    def test_puts_the_scores_of_regions_and_zones_at_the_time_of_its_event(self) -> None:
        given(
            spot_placement_scores=(SpotPlacementScore("eu-west-1", 3, "euw1-az2"), SpotPlacementScore("eu-west-1", 7))
        )
        configured(web=WEB, batch=BATCH)

        assert index.handler(EVENT, Context()) == {"configurations": 2, "scores": 4, "failed": []}
        assert metrics() == {
            "Score web eu-west-1": 7,
            "Score batch eu-west-1 euw1-az1": 7,
            "Score batch eu-west-1 euw1-az2": 3,
            "Score batch eu-west-1 euw1-az3": 7,
            "Failures web": 0,
            "Failures batch": 0,
            "FailedConfigurations": 0,
        }

    def test_takes_in_what_is_stored_below_the_path_however_much_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given(spot_placement_configuration_limit=100)
        monkeypatch.setenv("CONFIGURATIONS_PATH", "/spot-placement")
        configured(web=WEB)
        for number in range(23):
            store(f"/spot-placement/team/{number}", json.dumps({**WEB, "TargetCapacity": 100 + number}))
        store("/spot-placement-of-others/one", json.dumps(WEB))

        assert index.handler(EVENT, Context()) == {"configurations": 24, "scores": 24, "failed": []}
        assert metrics()["Score team/22 eu-west-1"] == 10

    def test_reads_every_page_of_scores(self) -> None:
        given(spot_placement_scores_per_page=3)
        configured(everywhere={name: value for name, value in WEB.items() if name != "RegionNames"})

        assert index.handler(EVENT, Context())["scores"] == 10

    def test_without_an_event_of_a_schedule_is_of_now(self) -> None:
        configured(web=WEB)

        assert index.handler({}, Context())["scores"] == 1
        assert metrics()["Score web eu-west-1"] == -1

    def test_that_cannot_know_its_configurations_fails(self) -> None:
        with pytest.raises(ClientError, match="ParameterNotFound"):
            index.handler(EVENT, Context())


class TestABadConfiguration:
    @pytest.mark.parametrize(
        ("bad", "saying"),
        [
            (7, "it is not a JSON object, the request"),
            ({**WEB, "MaxResults": 10}, "MaxResults cannot be in it"),
            ({"InstanceTypes": ["c6i.large"]}, 'Missing required parameter in input: "TargetCapacity"'),
            ({**WEB, "InstanceTypes": ["c6i.huge"]}, "Value (c6i.huge) for parameter InstanceTypes is invalid"),
            ({**WEB, "InstanceTypes": 3}, "Invalid type for parameter InstanceTypes"),
            ({**WEB, "TargetCapacity": 11}, "11 exceeds your limit of 10"),
        ],
    )
    def test_fails_alone_and_the_log_says_why(self, bad: Any, saying: str, caplog: pytest.LogCaptureFixture) -> None:
        given(spot_target_capacity_limit=10)
        configured(first=WEB, bad=bad, last=BATCH)

        assert index.handler(EVENT, Context()) == {"configurations": 3, "scores": 4, "failed": ["bad"]}
        told = metrics()
        assert (told["Failures bad"], told["Failures first"], told["Failures last"]) == (1, 0, 0)
        assert told["FailedConfigurations"] == 1
        (error,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
        assert error.startswith("bad has no scores: ")
        assert saying in error

    def test_whose_name_no_metric_can_have_keeps_no_other_from_its_metrics(self) -> None:
        configured(größe=WEB, web=BATCH)

        assert index.handler(EVENT, Context())["failed"] == ["gr??e"]
        assert metrics()["Score web eu-west-1 euw1-az1"] == 10

    def test_of_too_few_types_is_scored_with_a_warning(self, caplog: pytest.LogCaptureFixture) -> None:
        configured(web={**WEB, "InstanceTypes": ["c6i.large"]})
        index.handler(EVENT, Context())

        assert metrics()["Score web eu-west-1"] == 1
        warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
        assert warnings == ["web names fewer than three instance types: its scores are always low"]


class TestTheLimitOnNewConfigurations:
    def test_is_met_by_the_new_one_while_the_others_go_on(self) -> None:
        given(spot_placement_configuration_limit=2)
        configured(web=WEB, batch=BATCH)
        index.handler(EVENT, Context())
        configured(new={**WEB, "TargetCapacity": 99}, web=WEB, batch=BATCH)

        assert index.handler(EVENT, Context()) == {"configurations": 3, "scores": 4, "failed": ["new"]}
        told = metrics()
        assert [name for name in told if name.startswith("ConfigurationLimitExceeded")] == [
            "ConfigurationLimitExceeded new"
        ]
        assert (told["ConfigurationLimitExceeded new"], told["Failures new"]) == (1, 1)

    def test_counts_a_configuration_once_however_often_it_is_asked_and_however_it_is_written(self) -> None:
        given(spot_placement_configuration_limit=1)
        bodies: set[bytes] = set()
        backwards = {name: value[::-1] if isinstance(value, list) else value for name, value in reversed(WEB.items())}
        with before_each_request(lambda request, **_: bodies.add(request.body)):
            for written in (WEB, backwards, WEB):
                configured(web=written)
                assert index.handler(EVENT, Context())["failed"] == []
                clock.advance(20 * 3600)

        assert len(bodies) == 1


class TestAThrottledCall:
    @pytest.mark.parametrize(("refusals", "failed"), [(3, []), (4, ["first"])])
    def test_is_made_four_times_and_then_fails_alone(
        self, refusals: int, failed: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("botocore.endpoint.time.sleep", lambda seconds: None)
        left = list(range(refusals))
        configured(first=WEB, second=BATCH)

        def refuse(request: Any, **_: Any) -> AWSResponse | None:
            return AWSResponse(request.url, 503, {}, Body()) if left and left.pop() >= 0 else None

        with before_each_request(refuse):
            assert index.handler(EVENT, Context())["failed"] == failed


class TestAFunctionThatRunsOutOfTime:
    def test_says_which_configurations_it_has_left_out_and_tells_of_the_others(self) -> None:
        configured(first=WEB, second=BATCH, third={**WEB, "TargetCapacity": 9})

        done = index.handler(EVENT, Context(milliseconds=200_000, a_look=50_000))

        assert done["failed"] == ["third"]
        assert (metrics()["Score first eu-west-1"], metrics()["Failures third"]) == (10, 1)
