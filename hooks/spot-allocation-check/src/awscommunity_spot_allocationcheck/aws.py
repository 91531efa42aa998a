"""AWS calls, one function each. Errors are returned as answers: a look-up never fails the hook."""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from .errors import NOT_FOUND, reason_of
from .observation import (
    Answer,
    Launch,
    LaunchConfiguration,
    Question,
    SubnetZones,
    TemplateVersion,
    Unanswered,
    Zones,
)
from .properties import mapping, text

# A hook must complete within 30 seconds.
SECONDS_FOR_LOOK_UPS = 20
PATIENCE = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})


def look_up(session: Any, questions: Collection[Question]) -> dict[Question, Answer]:
    """Ask all questions concurrently and return the answers; `Unanswered` for any that takes over 20 seconds."""
    if session is None:
        return dict.fromkeys(questions, Unanswered("the hook has no execution role"))
    try:
        calls = {question: _call(session, question) for question in questions}
    except BotoCoreError as error:
        return dict.fromkeys(questions, Unanswered(reason_of(error, "")))
    threads = ThreadPoolExecutor(max(1, len(calls)))
    asked = {question: threads.submit(_answer, question, call) for question, call in calls.items()}
    wait(asked.values(), SECONDS_FOR_LOOK_UPS)
    threads.shutdown(wait=False, cancel_futures=True)
    late = Unanswered(f"no answer within {SECONDS_FOR_LOOK_UPS} seconds")
    return {question: future.result() if future.done() else late for question, future in asked.items()}


def launch_of_template(ec2: Any, template: TemplateVersion) -> Answer:
    """Return what this launch template version launches (DescribeLaunchTemplateVersions)."""
    answer = ec2.describe_launch_template_versions(**{template.key: template.value}, Versions=[template.version])
    for version in answer.get("LaunchTemplateVersions", []):
        launch = mapping(version.get("LaunchTemplateData"))
        market = text(mapping(launch.get("InstanceMarketOptions")).get("MarketType"))
        return Launch(market == "spot", mapping(launch.get("InstanceRequirements")), _targets_reservations(launch))
    return Unanswered(NOT_FOUND)


def launch_of_configuration(autoscaling: Any, configuration: LaunchConfiguration) -> Answer:
    """Return what the launch configuration launches, Spot or not (DescribeLaunchConfigurations)."""
    answer = autoscaling.describe_launch_configurations(LaunchConfigurationNames=[configuration.name])
    for found in answer.get("LaunchConfigurations", []):
        return Launch(bool(found.get("SpotPrice")), {})
    return Unanswered(NOT_FOUND)


def zones_of_subnets(ec2: Any, question: SubnetZones) -> Answer:
    """Return the Availability Zones of the subnets (DescribeSubnets)."""
    answer = ec2.describe_subnets(SubnetIds=sorted(question.subnets))
    return Zones(frozenset(subnet["AvailabilityZone"] for subnet in answer.get("Subnets", [])))


def _targets_reservations(launch: Mapping[str, Any]) -> bool:
    """Return whether a launch template targets specific capacity reservations, without preferring others."""
    specification = mapping(launch.get("CapacityReservationSpecification"))
    target = mapping(specification.get("CapacityReservationTarget"))
    names = (target.get("CapacityReservationId"), target.get("CapacityReservationResourceGroupArn"))
    preference = text(specification.get("CapacityReservationPreference"))
    return preference in ("", "capacity-reservations-only") and any(map(text, names))


_ASKED_OF: Mapping[type, tuple[str, Callable[[Any, Any], Answer]]] = {
    TemplateVersion: ("ec2", launch_of_template),
    LaunchConfiguration: ("autoscaling", launch_of_configuration),
    SubnetZones: ("ec2", zones_of_subnets),
}


def _call(session: Any, question: Question) -> Callable[[], Answer]:
    """Return the call for a question; its client is created here, since boto3 sessions are not thread-safe."""
    service, ask = _ASKED_OF[type(question)]
    return partial(ask, session.client(service, config=PATIENCE), question)


def _answer(question: Question, call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except (ClientError, BotoCoreError) as error:
        return Unanswered(reason_of(error, question.action))
