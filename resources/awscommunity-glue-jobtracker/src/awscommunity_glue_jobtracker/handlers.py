"""The five verbs of the resource: each observes, plans, applies and answers."""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.identifier_utils import generate_resource_identifier
from cloudformation_cli_python_lib.interface import Action, OperationStatus, ProgressEvent
from cloudformation_cli_python_lib.resource import Resource

from . import TYPE_NAME, complaints, policies, rounds
from .aws import role, rule, table
from .aws.clients import connect
from .deployment import RUNS_DESCRIPTION, Deployment, wanted
from .models import ResourceHandlerRequest, ResourceModel
from .names import PREFIX, RUNS_SUFFIX, Names
from .observation import observed
from .operation import Operation, Progress
from .part import Clients, Site
from .properties import described, model_with, properties_of
from .settings import Properties
from .shared.concurrency import together
from .shared.errors import HandlerError
from .shared.tags import token_of
from .tags import TOKEN_TAG

LONGEST_NAME = 30
NAME = re.compile(rf"(?=.{{1,{LONGEST_NAME}}}$)[A-Za-z0-9](-?[A-Za-z0-9])*")

Context = MutableMapping[str, Any]
resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Check the request and return the name before anything is created; then create the table, then the rest."""
    clients = connect(session)
    names, properties = _names(request, clients), properties_of(_model(request))
    operation = _operation(clients, request, names, context, properties)
    operation.makes_it = True
    if context:
        return rounds.undo(operation) if operation.progress.failure else rounds.create(operation)
    _refuse(complaints.about_request(properties, names, request.desiredResourceTags or {}))
    _begin_create(operation, properties)
    return operation.continued("The tracker can be made.", seconds=0)


def _begin_create(operation: Operation, properties: Properties) -> None:
    """Reject an existing tracker and an unsuitable role, in one round of calls."""
    clients, names = operation.clients, operation.names
    held, rules, its_role = together(
        [
            partial(table.describe_table, clients.dynamodb, names.common),
            partial(rule.rules_named, clients.events, names.common + "-"),
            partial(_check_role, clients, properties),
        ]
    )
    if isinstance(its_role, HandlerError):
        raise its_role
    if not isinstance(held, HandlerError):
        if table.tags_of_table(clients.dynamodb, names.table_arn).get(TOKEN_TAG) != operation.token:
            raise exceptions.AlreadyExists(TYPE_NAME, names.tracker)
    elif not isinstance(held, exceptions.NotFound):
        raise held
    elif isinstance(rules, HandlerError):
        raise rules
    elif {names.runs_rule, names.report_rule} & rules.keys():
        raise exceptions.AlreadyExists(TYPE_NAME, names.tracker)


@resource.handler(Action.READ)
def read_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return the state in AWS, in one round of calls."""
    clients = connect(session)
    names = _known_names(request, clients)
    site = Site(clients, names)
    return ProgressEvent(OperationStatus.SUCCESS, resourceModel=described(observed(site), names, site.queue_url))


@resource.handler(Action.UPDATE)
def update_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Read the state, change what differs from the desired state, and read again."""
    clients = connect(session)
    names, properties = _known_names(request, clients), properties_of(_model(request))
    operation = _operation(clients, request, names, context, properties)
    if context:
        return rounds.resume_update(operation)
    _refuse(complaints.about_request(properties, names, request.desiredResourceTags or {}))
    operation.held = operation.look()
    if operation.held.table != operation.wanted.table:
        raise exceptions.NotUpdatable("KmsKeyArn can only change by replacement.")
    if (operation.wanted.function or {}).get("Role") != (operation.held.function or {}).get("Role"):
        _check_role(clients, properties)
    return rounds.update(operation)


@resource.handler(Action.DELETE)
def delete_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Remove everything with the tracker's tag, and nothing else."""
    clients = connect(session)
    return rounds.delete(_operation(clients, request, _known_names(request, clients), context))


@resource.handler(Action.LIST)
def list_handler(session: Any, _request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return all trackers in one response: the library does not pass next tokens to handlers."""
    rules = rule.rules_named(connect(session).events, PREFIX)
    found = [
        name.removeprefix(PREFIX).removesuffix(RUNS_SUFFIX)
        for name, description in rules.items()
        if description == RUNS_DESCRIPTION and name.endswith(RUNS_SUFFIX)
    ]
    models = [model_with({"TrackerName": name}) for name in found]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=list(models))


def _operation(
    clients: Clients,
    request: ResourceHandlerRequest,
    names: Names,
    context: Context,
    properties: Properties | None = None,
) -> Operation:
    goal = wanted(properties, names, request.desiredResourceTags or {}) if properties else Deployment()
    model = replace(_model(request), TrackerName=names.tracker)
    token, before = token_of(request.clientRequestToken), request.previousResourceState
    asked_before = list(before.AlertEmails or ()) if before else []
    return Operation(clients, names, model, Progress(**context), token, goal, asked_before=asked_before)


def _check_role(clients: Clients, properties: Properties) -> None:
    """InvalidRequest if the given role does not exist or does not trust Lambda."""
    arn = properties.get("FunctionRoleArn")
    if not arn:
        return
    try:
        trust = role.get_role(clients.iam, arn.rsplit("/", 1)[1])["AssumeRolePolicyDocument"]
    except exceptions.NotFound:
        raise exceptions.InvalidRequest(f"FunctionRoleArn is {arn}; there is no such role.") from None
    if not policies.trusts_lambda(trust):
        raise exceptions.InvalidRequest(f"FunctionRoleArn is {arn}, which does not trust {policies.LAMBDA}.")


def _model(request: ResourceHandlerRequest) -> ResourceModel:
    return request.desiredResourceState or model_with({})


def _names(request: ResourceHandlerRequest, clients: Clients) -> Names:
    """Derive names from the given name, or from one that is stable across retries of this request."""
    generated = generate_resource_identifier(
        request.stackId, request.logicalResourceIdentifier, request.clientRequestToken, LONGEST_NAME
    )
    name = _model(request).TrackerName or re.sub("-+", "-", generated).strip("-")
    # The library's request.awsPartition is aws-gov in GovCloud, a partition that does not exist.
    return Names(name, request.awsAccountId or "", request.region or "", clients.sqs.meta.partition)


def _known_names(request: ResourceHandlerRequest, clients: Clients) -> Names:
    """Derive the names of the request's tracker; NotFound for a name that no tracker can have."""
    name = _model(request).TrackerName or ""
    if not NAME.fullmatch(name):
        raise exceptions.NotFound(TYPE_NAME, name)
    return _names(request, clients)


def _refuse(complaints_made: Sequence[str]) -> None:
    if complaints_made:
        raise exceptions.InvalidRequest(" ".join(complaints_made))
