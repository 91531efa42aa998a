"""The five verbs of the resource: each observes, plans, applies and answers."""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.identifier_utils import generate_resource_identifier
from cloudformation_cli_python_lib.interface import Action, OperationStatus, ProgressEvent
from cloudformation_cli_python_lib.resource import Resource

from . import TYPE_NAME, aws, complaints, rounds
from .models import ResourceHandlerRequest, ResourceModel
from .observation import Held
from .operation import Operation, Phase, Progress, observe
from .plan import hindrances, zones_to_buy_in
from .promise import Desired, Promise, Purchase
from .properties import described, desired_of, model_with, unchangeable_changes, zones_given
from .shared import concurrency
from .shared.concurrency import answered
from .shared.errors import UNANSWERED, HandlerError
from .shared.tags import token_of
from .tags import PURCHASE_TAG, TOKEN_TAG

ARN = re.compile(r"arn:aws[a-z-]*:resource-groups:[a-z0-9-]+:\d{12}:group/[^/]+")
LONGEST_NAME = 128
LENGTH_OF_A_NOTE = 16  # characters that tell one request from another
LOCATION_TYPES = {"AvailabilityZoneIds": "availability-zone-id"}  # any other property: availability-zone

Context = MutableMapping[str, Any]
resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Create the group and return its ARN before anything is billed; then buy in every zone, or in none."""
    clients = aws.connect(session)
    if not context:
        return _begin_create(clients, request)
    progress = Progress.from_context(context)
    operation = _operation(clients, request, progress, _desired(request, progress.zones))
    match progress.phase:
        case Phase.UNDOING:
            return rounds.undo(operation)
        case Phase.CONFIGURING:
            return rounds.configure(operation)
    return rounds.resume(operation, partial(operation.look, members=True))


def _begin_create(clients: aws.Clients, request: ResourceHandlerRequest) -> ProgressEvent:
    """Check the request and create the group, while asking EC2 which zones offer the instance type."""
    model = _model(request)
    _refuse(complaints.about_request(model))
    desired = _desired(request, _zones(clients, model))
    _refuse(complaints.about_size(desired))
    nothing = Held(arn="")
    now = datetime.now(UTC)
    _refuse(complaints.about_purchase(nothing, desired, now))
    if desired.promise.schedule:
        vcpus = aws.vcpus_of(clients.ec2, desired.promise.instances.instance_type)
        _refuse(complaints.about_schedule(desired, vcpus, now))
    made, offering = concurrency.together(
        [partial(_make_group, clients, request, desired), partial(_zones_offering, clients, desired)]
    )
    (arn,) = answered([made])
    progress = Progress(
        arn, Phase.CONFIGURING, list(desired.zones), ends_group=True, ends_alarm=desired.alarm is not None
    )
    operation = _operation(clients, request, progress, desired)
    if isinstance(offering, HandlerError):
        return rounds.go_back(operation, offering)
    if lacking := complaints.about_offer(desired, desired.zones, offering):
        return rounds.go_back(operation, exceptions.InvalidRequest(" ".join(lacking)))
    return operation.continued(f"The group is made.{_commitment(desired)}")


def _commitment(desired: Desired) -> str:
    """Warn about the commitment before such a reservation is bought."""
    schedule = desired.promise.schedule
    if schedule is None:
        return ""
    return (
        f" What is reserved now starts at {schedule.start_date} and is committed until "
        f"{schedule.committed_until:%Y-%m-%dT%H:%M:%SZ}. Once it is scheduled, EC2 cancels it only with a quote and a "
        "charge, which neither a rollback nor a delete accepts."
    )


def _make_group(clients: aws.Clients, request: ResourceHandlerRequest, desired: Desired) -> str:
    """Create the group, or find it created by this same request: CreateGroup has no client token."""
    name, tags = _name(request), _group_tags(request, desired)
    try:
        return aws.create_group(clients.groups, name, tags)
    except (exceptions.InvalidRequest, *UNANSWERED) as error:
        try:
            arn = aws.arn_of_group(clients.groups, name)
        except exceptions.NotFound:
            raise error from None
        if aws.tags_of_group(clients.groups, arn).get(TOKEN_TAG) != tags[TOKEN_TAG]:
            raise exceptions.AlreadyExists(TYPE_NAME, name) from error
        return arn


@resource.handler(Action.READ)
def read_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return the state in AWS, in one round of three calls."""
    clients = aws.connect(session)
    held, promise = _observe_ours(clients, _arn(clients, request))
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=described(held, promise))


@resource.handler(Action.UPDATE)
def update_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Grow, group and verify before anything shrinks, so that the old or the new promise holds at every moment."""
    clients = aws.connect(session)
    if not context:
        return _begin_update(clients, request, _arn(clients, request))
    progress = Progress.from_context(context)
    operation = _operation(clients, request, progress, _desired(request, progress.zones))
    if progress.phase is Phase.UNDOING:
        return rounds.undo(operation)

    def look() -> None:
        operation.held, _ = _observe_ours(clients, progress.arn)

    return rounds.resume(operation, look)


def _begin_update(clients: aws.Clients, request: ResourceHandlerRequest, arn: str) -> ProgressEvent:
    model = _model(request)
    _refuse(complaints.about_request(model))
    held, promise = _observe_ours(clients, arn)
    desired = _desired(request, _zones(clients, model))
    if changed := unchangeable_changes(held, promise, desired):
        raise exceptions.NotUpdatable(f"{', '.join(changed)} can only change by replacement.")
    _refuse(complaints.about_size(desired))
    now = datetime.now(UTC)
    _refuse(complaints.about_purchase(held, desired, now))
    _refuse(hindrances(held, desired, now))
    if zones := zones_to_buy_in(held, desired):
        _refuse(complaints.about_offer(desired, zones, _zones_offering(clients, desired)))
    before = {r.reservation_id: (r.count, r.end_date) for r in held.returnable}
    interrupted = held.purchase is not None and held.purchase.request != desired.request
    expected = held.expected(now) if interrupted else 0
    phase = Phase.AWAITING if expected else Phase.GROWING
    progress = Progress(arn, phase, list(desired.zones), before=before, expected=expected)
    operation = _operation(clients, request, progress, desired)
    operation.held = held
    return rounds.converge(operation)


@resource.handler(Action.DELETE)
def delete_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Cancel every reservation with the group's tag, whether or not the group exists; then delete it."""
    clients = aws.connect(session)
    if context:
        return rounds.resume_sweep(_operation(clients, request, Progress.from_context(context)))
    arn = _arn(clients, request)
    tags, reservations = concurrency.together(
        [partial(aws.tags_of_group, clients.groups, arn), partial(aws.reservations_of_group, clients.ec2, arn)]
    )
    if isinstance(tags, exceptions.NotFound):
        tags = {}
    tags, reservations = answered([tags, reservations])
    held = Held(arn, tags, tuple(reservations))
    promise = held.promise
    if promise is None and not held.billed:
        raise exceptions.NotFound(TYPE_NAME, arn)
    expected = held.expected(datetime.now(UTC))
    progress = Progress(
        arn,
        Phase.SWEEPING,
        ends_group=promise is not None,
        ends_alarm=held.may_have_alarm,
        expected=expected,
    )
    operation = _operation(clients, request, progress)
    operation.held = held
    return rounds.sweep(operation)


@resource.handler(Action.LIST)
def list_handler(session: Any, _request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return all groups of this type in one response: the library does not pass next tokens to handlers."""
    models = [model_with({"Arn": arn}) for arn in aws.list_groups(aws.connect(session).groups)]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=list(models))


def _operation(
    clients: aws.Clients, request: ResourceHandlerRequest, progress: Progress, desired: Desired | None = None
) -> Operation:
    """Return the operation, with only a group that has the tags of a create."""
    held = Held(progress.arn, _group_tags(request, desired) if desired else {})
    model = replace(_model(request), Arn=progress.arn)
    return Operation(clients, model, progress, held, datetime.now(UTC), request.clientRequestToken, desired)


def _observe_ours(clients: aws.Clients, arn: str) -> tuple[Held, Promise]:
    held = observe(clients, arn)
    promise = held.promise
    if promise is None:
        raise exceptions.NotFound(TYPE_NAME, arn)
    return held, promise


def _model(request: ResourceHandlerRequest) -> ResourceModel:
    return request.desiredResourceState or model_with({})


def _arn(clients: aws.Clients, request: ResourceHandlerRequest) -> str:
    """Return the request's ARN, or that of the group with its Name, whether or not it still exists."""
    arn, name = _model(request).Arn or "", _model(request).Name
    if ARN.match(arn):
        return arn
    if arn or not name:
        raise exceptions.NotFound(TYPE_NAME, arn)
    try:
        return aws.arn_of_group(clients.groups, name)
    except exceptions.NotFound:  # reservations may be left, and their tag tells the name alone
        partition = aws.partition_of(clients)
        return f"arn:{partition}:resource-groups:{request.region}:{request.awsAccountId}:group/{name}"


def _name(request: ResourceHandlerRequest) -> str:
    """Return the given name, or one that is stable across retries of this request. Names may not start with aws."""
    prefix = "odcr-"
    generated = generate_resource_identifier(
        request.stackId, request.logicalResourceIdentifier, request.clientRequestToken, LONGEST_NAME - len(prefix)
    )
    return _model(request).Name or prefix + generated.lstrip("-")


def _group_tags(request: ResourceHandlerRequest, desired: Desired) -> dict[str, str]:
    """Return the tags of a new group, with the note of everything that will be bought."""
    purchase = Purchase(len(desired.zones), desired.request, datetime.now(UTC))
    return {**desired.group_tags(token_of(request.clientRequestToken)), PURCHASE_TAG: purchase.tag()}


def _desired(request: ResourceHandlerRequest, zones: Sequence[str]) -> Desired:
    desired = desired_of(_model(request), zones, request.desiredResourceTags or {})
    return replace(desired, request=token_of(request.clientRequestToken)[:LENGTH_OF_A_NOTE])


def _zones(clients: aws.Clients, model: ResourceModel) -> list[str]:
    ((name, given),) = zones_given(model).items()
    return sorted(aws.zones_of_subnets(clients.ec2, given)) if name == "SubnetIds" else given


def _zones_offering(clients: aws.Clients, desired: Desired) -> set[str]:
    location_type = LOCATION_TYPES.get(desired.promise.zones_by, "availability-zone")
    return aws.zones_offering(clients.ec2, desired.promise.instances.instance_type, location_type)


def _refuse(complaints_made: Sequence[str]) -> None:
    if complaints_made:
        raise exceptions.InvalidRequest(" ".join(complaints_made))
