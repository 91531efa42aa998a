"""The settings in the environment."""

import json

import pytest
from awscommunity_glue_jobtracker.function.definitions import JobNames
from awscommunity_glue_jobtracker.function.settings import Settings, read_settings
from awscommunity_glue_jobtracker.function.thresholds import Limits

LEAST = {"table": "runs", "topic": "arn:aws:sns:us-east-1:123456789012:alerts"}


class TestTheLeast:
    def test_everything_else_has_its_default(self) -> None:
        assert read_settings({"SETTINGS": json.dumps(LEAST)}) == Settings(
            table="runs",
            topic="arn:aws:sns:us-east-1:123456789012:alerts",
            name="Glue",
            alert_states=frozenset({"FAILED", "TIMEOUT"}),
            limits=Limits(workers=10, minutes=480, dpus=None, cost=None),
            exempt_key="remediate",
            exempt_value="false",
            report=True,
            sender="",
            recipients=(),
            period_days=7,
            retention_days=35,
            prices={},
            price_list=False,
            currency="USD",
            job_names=JobNames(),
        )

    @pytest.mark.parametrize("lacking", ["table", "topic"])
    def test_less_is_an_error(self, lacking: str) -> None:
        given = {name: value for name, value in LEAST.items() if name != lacking}

        with pytest.raises(TypeError, match=lacking):
            read_settings({"SETTINGS": json.dumps(given)})


class TestAllOfThem:
    def test_each_is_read(self) -> None:
        given = {
            **LEAST,
            "name": "week",
            "alertStates": ["STOPPED"],
            "maxWorkers": 20,
            "maxMinutes": 60,
            "maxDpus": 100.5,
            "maxCost": 9.5,
            "exemptKey": "quiet",
            "exemptValue": "yes",
            "report": False,
            "sender": "a@example.com",
            "recipients": ["b@example.com", "c@example.com"],
            "periodDays": 14,
            "retentionDays": 60,
            "prices": {"Flex": 0.2},
            "priceList": True,
            "currency": "EUR",
            "jobNames": ["orders"],
        }

        assert read_settings({"SETTINGS": json.dumps(given)}) == Settings(
            table="runs",
            topic="arn:aws:sns:us-east-1:123456789012:alerts",
            name="week",
            alert_states=frozenset({"STOPPED"}),
            limits=Limits(20, 60, 100.5, 9.5),
            exempt_key="quiet",
            exempt_value="yes",
            report=False,
            sender="a@example.com",
            recipients=("b@example.com", "c@example.com"),
            period_days=14,
            retention_days=60,
            prices={"Flex": 0.2},
            price_list=True,
            currency="EUR",
            job_names=JobNames(frozenset({"orders"})),
        )

    def test_null_lifts_a_limit(self) -> None:
        settings = read_settings({"SETTINGS": json.dumps({**LEAST, "maxWorkers": None})})

        assert settings.limits == Limits(workers=None, minutes=480)
