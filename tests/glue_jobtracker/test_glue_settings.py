"""What the handlers write into the function's environment is what the function reads there."""

import json
from typing import Any

import pytest
from awscommunity_glue_jobtracker import settings as written_settings
from awscommunity_glue_jobtracker.function.definitions import JobNames
from awscommunity_glue_jobtracker.function.settings import VARIABLE, Settings, read_settings
from awscommunity_glue_jobtracker.function.thresholds import Limits
from awscommunity_glue_jobtracker.properties import with_defaults
from hypothesis import given, settings

from tests.glue_jobtracker.any_request import requests

TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"


def written(request: dict[str, Any]) -> str:
    return written_settings.written(with_defaults(request), "nightly", "runs", TOPIC)


def read(request: dict[str, Any]) -> Settings:
    """What the function reads of a tracker that was requested so."""
    return read_settings({VARIABLE: written(request)})


class TestTheSmallestTracker:
    def test_has_the_functions_own_defaults(self) -> None:
        assert written_settings.VARIABLE == VARIABLE
        assert read({}) == Settings(table="runs", topic=TOPIC, name="nightly", report=False)


class TestEverySetting:
    def test_reaches_the_function(self) -> None:
        everything = {
            "AlertStates": ["STOPPED"],
            "JobNames": ["load", "merge"],
            "Thresholds": {"Workers": 3, "DurationMinutes": 90, "StreamDurationMinutes": 99, "Dpus": 7.5, "Cost": 2.5},
            "AlertOn": "LastAttempt",
            "AlertFormat": "CHATBOT",
            "OwnerTag": "team",
            "ExemptTag": {"Key": "alerts", "Value": "off"},
            "Report": {
                "Sender": "a@example.com",
                "SenderRegion": "eu-west-1",
                "Recipients": ["b@example.com"],
                "Bucket": "figures",
                "Prefix": "glue/",
                "PeriodDays": 10,
            },
            "Pricing": {"Source": "PriceListApi", "Currency": "EUR", "Flex": 0.2, "FlexGlue6": 0.1},
            "RunRetentionDays": 50,
        }

        assert read(everything) == Settings(
            table="runs",
            topic=TOPIC,
            name="nightly",
            alert_states=frozenset({"STOPPED"}),
            limits=Limits(workers=3, minutes=90, dpus=7.5, cost=2.5, stream_minutes=99),
            alert_on="LastAttempt",
            alert_format="CHATBOT",
            owner_tag="team",
            sender_region="eu-west-1",
            bucket="figures",
            prefix="glue/",
            exempt_key="alerts",
            exempt_value="off",
            report=True,
            sender="a@example.com",
            recipients=("b@example.com",),
            period_days=10,
            retention_days=50,
            prices={"Flex": 0.2, "FlexGlue6": 0.1},
            price_list=True,
            currency="EUR",
            job_names=JobNames(frozenset({"load", "merge"})),
        )

    @settings(max_examples=200, deadline=None)
    @given(requested=requests())
    def test_is_read_back_by_the_handlers(self, requested: dict[str, Any]) -> None:
        back = with_defaults(written_settings.properties_in(json.loads(written(requested))))
        elsewhere = ("AlertEmails", "LogRetentionInDays", "RetainRunTableOnDelete", "Tags")
        expected = {name: value for name, value in with_defaults(requested).items() if name not in elsewhere}
        if "Report" in expected:  # the rule has the rest
            back["Report"] |= {name: expected["Report"][name] for name in ("Enabled", "ScheduleExpression")}

        assert {name: value for name, value in back.items() if name not in elsewhere} == expected


class TestTheSize:
    def test_is_that_of_the_whole_environment_as_json(self) -> None:
        assert written_settings.size('{"a":"ü"}') == len(b'{"SETTINGS":"{\\"a\\":\\"\xc3\xbc\\"}"}')


class TestSettingsThatAreNone:
    @pytest.mark.parametrize("text", ["", "nonsense", "[]", '"text"', "null"])
    def test_are_read_as_none(self, text: str) -> None:
        assert written_settings.read(text) == {}
