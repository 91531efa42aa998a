"""The handlers of Example::Ssm::Shelf, which keep all that they owe CloudFormation."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from typing import Any

from botocore.exceptions import ClientError, HTTPClientError
from cloudformation_cli_python_lib import Action, OperationStatus, ProgressEvent, Resource, SessionProxy, exceptions

from .models import ResourceHandlerRequest, ResourceModel

TYPE_NAME = "Example::Ssm::Shelf"
TOKEN_TAG = "made-by-request"
ERRORS = {
    "AccessDeniedException": exceptions.AccessDenied,
    "InternalServerError": exceptions.ServiceInternalError,
    "InternalFailure": exceptions.ServiceInternalError,
    "ThrottlingException": exceptions.Throttling,
}

resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    """Make the shelf and tell its identifier; only then its label."""
    desired = request.desiredResourceState
    with translated(desired.Name) as ssm_of:
        ssm = ssm_of(session)
        if not callback_context:
            make_shelf(ssm, desired.Name, request.clientRequestToken)
            return ProgressEvent(
                status=OperationStatus.IN_PROGRESS, resourceModel=desired, callbackContext={"made": True}
            )
        put_label(ssm, desired)
        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))


@resource.handler(Action.READ)
def read_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    name = request.desiredResourceState.Name
    with translated(name) as ssm_of:
        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm_of(session), name))


@resource.handler(Action.UPDATE)
def update_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    desired = request.desiredResourceState
    with translated(desired.Name) as ssm_of:
        ssm = ssm_of(session)
        shelf(ssm, desired.Name)
        put_label(ssm, desired)
        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))


@resource.handler(Action.DELETE)
def delete_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    """The label first, so that the shelf is there for as long as anything is; unless another took the shelf away."""
    name = request.desiredResourceState.Name
    with translated(name) as ssm_of:
        ssm = ssm_of(session)
        delete_label(ssm, name)
        ssm.delete_parameter(Name=name)
        return ProgressEvent(status=OperationStatus.SUCCESS)


@resource.handler(Action.LIST)
def list_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    with translated("") as ssm_of:
        pages = ssm_of(session).get_paginator("describe_parameters").paginate()
        names = [parameter["Name"] for page in pages for parameter in page["Parameters"]]
    shelves = [name for name in names if name.startswith("/shelves/") and not name.endswith("/label")]
    models = [ResourceModel._deserialize({"Name": name}) for name in shelves]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models)


def make_shelf(ssm: Any, name: str, token: str) -> None:
    """Make it, or find that this very request has made it before."""
    try:
        ssm.put_parameter(Name=name, Value="shelf", Type="String", Tags=[{"Key": TOKEN_TAG, "Value": token}])
    except ssm.exceptions.ParameterAlreadyExists:
        tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
        if {"Key": TOKEN_TAG, "Value": token} not in tags:
            raise exceptions.AlreadyExists(TYPE_NAME, name) from None


def put_label(ssm: Any, desired: ResourceModel) -> None:
    ssm.put_parameter(Name=f"{desired.Name}/label", Value=desired.Text, Type="String", Overwrite=True)


def delete_label(ssm: Any, name: str) -> None:
    with suppress(ssm.exceptions.ParameterNotFound):
        ssm.delete_parameter(Name=f"{name}/label")


def shelf(ssm: Any, name: str) -> ResourceModel:
    """The shelf as it is, without a text where it has no label. ParameterNotFound where there is no shelf."""
    ssm.get_parameter(Name=name)
    try:
        text = ssm.get_parameter(Name=f"{name}/label")["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        text = None
    return ResourceModel(Name=name, Text=text)


@contextmanager
def translated(name: str) -> Iterator[Any]:
    """Gives what makes the client, and turns AWS's errors into those of CloudFormation."""
    try:
        yield lambda session: session.client("ssm")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "ParameterNotFound":
            raise exceptions.NotFound(TYPE_NAME, name) from error
        if "LimitExceeded" in code:
            raise exceptions.ServiceLimitExceeded(str(error)) from error
        raise ERRORS.get(code, exceptions.GeneralServiceException)(str(error)) from error
    except HTTPClientError as error:
        raise exceptions.NetworkFailure(str(error)) from error
