"""The five handlers of the resource: each observes, plans, applies and responds."""

from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from typing import Any

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.interface import Action, BaseModel, OperationStatus, ProgressEvent
from cloudformation_cli_python_lib.resource import Resource

from . import TYPE_NAME, aws
from .models import ResourceHandlerRequest, ResourceModel
from .observation import Document, Held, Place
from .plan import Standing, plan_change, plan_removal, standing
from .properties import model_of, place_of, wanted_of
from .shared.connecting import client
from .steps import SetConfiguration

# The callback context of an operation that may set the configuration, or has set it and looks again.
BEGUN = {"Begun": True}
SECONDS_BETWEEN_LOOKS = 2

Context = MutableMapping[str, Any]
resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Make sure that the type has no configuration, and set it in the next invocation, which may come twice."""
    cloudformation, model = client(session, "cloudformation"), _model(request)
    place = place_of(replace(model, ConfigurationArn=None))
    its_type = aws.configured_type(cloudformation, place)
    wanted = wanted_of(model, its_type)
    held = aws.configuration(cloudformation, place)
    if standing(held, wanted, has_begun=bool(context)) is Standing.FOREIGN:
        raise exceptions.AlreadyExists(TYPE_NAME, held.arn if held else str(place))
    model = replace(model, ConfigurationArn=its_type.configuration_arn(place.alias))
    if not context:
        return _in_progress(model)
    return _converge(cloudformation, place, model, held, wanted)


@resource.handler(Action.READ)
def read_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return what is set now, with references as they are."""
    return _succeeded(_observed(client(session, "cloudformation"), place_of(request.desiredResourceState)))


@resource.handler(Action.UPDATE)
def update_handler(session: Any, request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Set the configuration if it differs, whoever has changed it."""
    cloudformation, model = client(session, "cloudformation"), _model(request)
    held = _observed(cloudformation, place_of(model))
    place = _place(held)
    wanted = wanted_of(model, aws.configured_type(cloudformation, place))
    return _converge(cloudformation, place, replace(model, ConfigurationArn=held.arn), held, wanted)


@resource.handler(Action.DELETE)
def delete_handler(session: Any, request: ResourceHandlerRequest, context: Context) -> ProgressEvent:
    """Take the configuration away and make sure that it is gone; NotFound if there was none."""
    cloudformation, place = client(session, "cloudformation"), place_of(request.desiredResourceState)
    held = aws.configuration(cloudformation, place)
    if held is None and context:
        return ProgressEvent(status=OperationStatus.SUCCESS)
    if held is None:
        raise exceptions.NotFound(TYPE_NAME, str(place))
    _apply(cloudformation, _place(held), plan_removal())
    return _in_progress(replace(_model(request), ConfigurationArn=held.arn))


@resource.handler(Action.LIST)
def list_handler(session: Any, _request: ResourceHandlerRequest, _context: Context) -> ProgressEvent:
    """Return all configurations in one response, whoever has set them."""
    found = aws.list_configurations(client(session, "cloudformation"))
    models: list[BaseModel] = [model_of(held) for held in found]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models)


def _model(request: ResourceHandlerRequest) -> ResourceModel:
    assert request.desiredResourceState is not None
    return request.desiredResourceState


def _observed(cloudformation: Any, place: Place) -> Held:
    held = aws.configuration(cloudformation, place)
    if held is None:
        raise exceptions.NotFound(TYPE_NAME, str(place))
    return held


def _place(held: Held) -> Place:
    return Place(type_arn=held.type_arn, alias=held.alias)


def _converge(
    cloudformation: Any, place: Place, model: ResourceModel, held: Held | None, wanted: Document
) -> ProgressEvent:
    """Succeed once the wanted configuration has been read; until then set it and look again."""
    steps = plan_change(held, wanted)
    if held is not None and not steps:
        return _succeeded(held)
    _apply(cloudformation, place, steps)
    return _in_progress(model)


def _in_progress(model: ResourceModel) -> ProgressEvent:
    return ProgressEvent(
        status=OperationStatus.IN_PROGRESS,
        resourceModel=model,
        callbackContext=dict(BEGUN),
        callbackDelaySeconds=SECONDS_BETWEEN_LOOKS,
    )


def _apply(cloudformation: Any, place: Place, steps: Sequence[SetConfiguration]) -> None:
    for step in steps:
        aws.set_configuration(cloudformation, place, step.document)


def _succeeded(held: Held) -> ProgressEvent:
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=model_of(held))
