"""The Spot placement scores of every configuration, to CloudWatch. EventBridge calls it every few minutes."""

import json
import logging
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .aws import Clients, connect, parameter, parameters_below, placement_scores, put_metric_data
from .configurations import Configuration, listed_configurations, stored_configuration, without_namesakes
from .metrics import Outcome, Score, in_calls, metric_data

LOG = logging.getLogger(__name__)
LOG.setLevel(logging.INFO)
# Kept of the function's time for the last configuration, with all attempts, and for CloudWatch.
RESERVE_MILLISECONDS = 120_000
# EC2 documents the second, and has been seen to send the first.
CODES_AT_THE_LIMIT = ("MaxConfigLimitExceeded", "MaxConfigLimitExceededException")


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """How many configurations there are, how many scores, and which configurations have failed, which is logged too.

    A failure of one configuration is a metric and an error in the log. Whatever keeps all from being done is raised.
    """
    clients = connect()
    configurations = without_namesakes(_read(clients, os.environ))
    outcomes = [_outcome(clients, one, context) for one in configurations]
    time = datetime.fromisoformat(event["time"]) if "time" in event else None
    for data in in_calls(metric_data(outcomes, time)):
        put_metric_data(clients.cloudwatch, os.environ["METRIC_NAMESPACE"], data)
    done = {
        "configurations": len(outcomes),
        "scores": sum(len(outcome.scores) for outcome in outcomes),
        "failed": [outcome.name for outcome in outcomes if outcome.failure],
    }
    LOG.info(json.dumps(done))
    return done


def _read(clients: Clients, settings: Mapping[str, str]) -> Iterator[Configuration]:
    """Those of the module's own parameter, and those that are below the path, if there is one."""
    yield from listed_configurations(parameter(clients.ssm, settings["CONFIGURATIONS_PARAMETER"]))
    if path := settings.get("CONFIGURATIONS_PATH"):
        for name, text in parameters_below(clients.ssm, path):
            yield stored_configuration(name, text)


def _outcome(clients: Clients, configuration: Configuration, context: Any) -> Outcome:
    outcome = _scored(clients, configuration, context)
    if outcome.failure:
        LOG.error("%s has no scores: %s", configuration.name, outcome.failure)
    elif configuration.has_few_types:
        LOG.warning("%s names fewer than three instance types: its scores are always low", configuration.name)
    return outcome


def _scored(clients: Clients, configuration: Configuration, context: Any) -> Outcome:
    name = configuration.name
    if configuration.complaint:
        return Outcome(name, failure=configuration.complaint)
    if context.get_remaining_time_in_millis() < RESERVE_MILLISECONDS:
        return Outcome(name, failure="those before it have taken all the time that there is")
    try:
        found = placement_scores(clients.ec2, configuration.request)
    except ClientError as error:
        return Outcome(name, failure=str(error), is_at_limit=error.response["Error"]["Code"] in CODES_AT_THE_LIMIT)
    except BotoCoreError as error:
        return Outcome(name, failure=str(error))
    return Outcome(name, tuple(Score(one["Region"], one.get("AvailabilityZoneId"), one["Score"]) for one in found))
