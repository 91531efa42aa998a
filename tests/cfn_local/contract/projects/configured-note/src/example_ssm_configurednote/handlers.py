"""The handlers of Example::Ssm::ConfiguredNote."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib import Action, OperationStatus, ProgressEvent, Resource, SessionProxy, exceptions

from .models import ResourceHandlerRequest, ResourceModel, TypeConfigurationModel

TYPE_NAME = "Example::Ssm::ConfiguredNote"

resource = Resource(TYPE_NAME, ResourceModel, TypeConfigurationModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    ssm, desired = session.client("ssm"), request.desiredResourceState
    try:
        ssm.put_parameter(Name=parameter_name(request), Value=desired.Text, Type="String")
    except ssm.exceptions.ParameterAlreadyExists:
        raise exceptions.AlreadyExists(TYPE_NAME, desired.Title) from None
    return read_handler(session, request, callback_context)


@resource.handler(Action.READ)
def read_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    ssm, title = session.client("ssm"), request.desiredResourceState.Title
    try:
        text = ssm.get_parameter(Name=parameter_name(request))["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        raise exceptions.NotFound(TYPE_NAME, title) from None
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=ResourceModel(Title=title, Text=text))


@resource.handler(Action.DELETE)
def delete_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    ssm = session.client("ssm")
    try:
        ssm.delete_parameter(Name=parameter_name(request))
    except ssm.exceptions.ParameterNotFound:
        raise exceptions.NotFound(TYPE_NAME, request.desiredResourceState.Title) from None
    return ProgressEvent(status=OperationStatus.SUCCESS)


@resource.handler(Action.LIST)
def list_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    pages = session.client("ssm").get_paginator("describe_parameters").paginate()
    names = [parameter["Name"] for page in pages for parameter in page["Parameters"]]
    path = f"{request.typeConfiguration.Path}/"
    models = [ResourceModel(Title=name.removeprefix(path), Text=None) for name in names if name.startswith(path)]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models)


def parameter_name(request: ResourceHandlerRequest) -> str:
    """Where the note is kept. Without a type configuration there is no such place."""
    configuration: TypeConfigurationModel | None = request.typeConfiguration
    if configuration is None:
        raise exceptions.InvalidTypeConfiguration(TYPE_NAME, "Path is required")
    return f"{configuration.Path}/{request.desiredResourceState.Title}"
