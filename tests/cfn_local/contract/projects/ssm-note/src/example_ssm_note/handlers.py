"""The handlers of Example::Ssm::Note."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib import Action, OperationStatus, ProgressEvent, Resource, SessionProxy, exceptions

from .models import ResourceHandlerRequest, ResourceModel, Tag

TYPE_NAME = "Example::Ssm::Note"
SECONDS_BETWEEN_LOOKS = 30

resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    if callback_context:
        return read_handler(session, request, callback_context)
    ssm, desired = session.client("ssm"), request.desiredResourceState
    tags = [{"Key": tag.Key, "Value": tag.Value} for tag in desired.Tags or []]
    try:
        ssm.put_parameter(Name=desired.Name, Value=desired.Text, Type="String", Tags=tags)
    except ssm.exceptions.ParameterAlreadyExists:
        raise exceptions.AlreadyExists(TYPE_NAME, desired.Name) from None
    return ProgressEvent(
        status=OperationStatus.IN_PROGRESS,
        resourceModel=desired,
        callbackContext={"put": True},
        callbackDelaySeconds=SECONDS_BETWEEN_LOOKS,
    )


@resource.handler(Action.READ)
def read_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    return ProgressEvent(
        status=OperationStatus.SUCCESS, resourceModel=existing(session, request.desiredResourceState.Name)
    )


@resource.handler(Action.UPDATE)
def update_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    ssm, desired = session.client("ssm"), request.desiredResourceState
    current = existing(session, desired.Name)
    wanted = {tag.Key: tag.Value for tag in desired.Tags or []}
    surplus = sorted({tag.Key for tag in current.Tags or []} - wanted.keys())
    ssm.put_parameter(Name=desired.Name, Value=desired.Text, Overwrite=True)
    if surplus:
        ssm.remove_tags_from_resource(ResourceType="Parameter", ResourceId=desired.Name, TagKeys=surplus)
    if wanted:
        tags = [{"Key": key, "Value": value} for key, value in wanted.items()]
        ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId=desired.Name, Tags=tags)
    return read_handler(session, request, callback_context)


@resource.handler(Action.DELETE)
def delete_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    ssm, name = session.client("ssm"), request.desiredResourceState.Name
    try:
        ssm.delete_parameter(Name=name)
    except ssm.exceptions.ParameterNotFound:
        raise exceptions.NotFound(TYPE_NAME, name) from None
    return ProgressEvent(status=OperationStatus.SUCCESS)


@resource.handler(Action.LIST)
def list_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    pages = session.client("ssm").get_paginator("describe_parameters").paginate()
    names = [parameter["Name"] for page in pages for parameter in page["Parameters"]]
    models = [ResourceModel._deserialize({"Name": name}) for name in names if name.startswith("/notes/")]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models)


def existing(session: SessionProxy, name: str) -> ResourceModel:
    """The note as it is. NotFound where there is none."""
    ssm = session.client("ssm")
    try:
        parameter = ssm.get_parameter(Name=name)["Parameter"]
    except ssm.exceptions.ParameterNotFound:
        raise exceptions.NotFound(TYPE_NAME, name) from None
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
    return ResourceModel(
        Name=name,
        Text=parameter["Value"],
        Version=parameter["Version"],
        Tags=[Tag(Key=tag["Key"], Value=tag["Value"]) for tag in tags] or None,
    )
