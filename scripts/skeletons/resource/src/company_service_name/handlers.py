"""The five handlers of the resource: each observes, plans, applies and responds."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib.identifier_utils import generate_resource_identifier
from cloudformation_cli_python_lib.interface import Action, BaseModel, OperationStatus, ProgressEvent
from cloudformation_cli_python_lib.resource import Resource

from . import TYPE_NAME, aws
from .models import ResourceHandlerRequest, ResourceModel
from .plan import plan_update
from .properties import desired_of, model_of, name_of
from .shared.connecting import client

LONGEST_NAME = 64

Context = MutableMapping[str, Any]
resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Create the parameter under a name derived from the request, so that a second invocation finds it."""
    logical_id, token = request.logicalResourceIdentifier, request.clientRequestToken
    name = aws.PATH + generate_resource_identifier(None, logical_id, token, LONGEST_NAME)
    text = desired_of(request.desiredResourceState)
    aws.put_text(client(session, "ssm"), name, text)
    return _succeeded(model_of(name, text))


@resource.handler(Action.READ)
def read_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return what the parameter holds now."""
    name = name_of(request.desiredResourceState)
    return _succeeded(model_of(name, aws.get_text(client(session, "ssm"), name)))


@resource.handler(Action.UPDATE)
def update_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Write the text if it differs."""
    ssm, name, text = (
        client(session, "ssm"),
        name_of(request.desiredResourceState),
        desired_of(request.desiredResourceState),
    )
    for step in plan_update(name, aws.get_text(ssm, name), text):
        aws.put_text(ssm, step.name, step.text)
    return _succeeded(model_of(name, text))


@resource.handler(Action.DELETE)
def delete_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Delete the parameter; NotFound if it does not exist."""
    aws.delete_text(client(session, "ssm"), name_of(request.desiredResourceState))
    return ProgressEvent(status=OperationStatus.SUCCESS)


@resource.handler(Action.LIST)
def list_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return one page of the parameters of this type."""
    texts, next_token = aws.list_texts(client(session, "ssm"), request.nextToken)
    models: list[BaseModel] = [model_of(name, text) for name, text in texts.items()]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models, nextToken=next_token)


def _succeeded(model: ResourceModel) -> ProgressEvent:
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=model)
