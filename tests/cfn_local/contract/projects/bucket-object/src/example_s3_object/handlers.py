"""The handlers of Example::S3::Object."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib import Action, OperationStatus, ProgressEvent, Resource, SessionProxy, exceptions

from .models import ResourceHandlerRequest, ResourceModel

TYPE_NAME = "Example::S3::Object"

resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    desired = request.desiredResourceState
    if text_of(session, desired) is not None:
        raise exceptions.AlreadyExists(TYPE_NAME, desired.Key)
    session.client("s3").put_object(Bucket=desired.Bucket, Key=desired.Key, Body=desired.Text.encode())
    return read_handler(session, request, callback_context)


@resource.handler(Action.READ)
def read_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    desired = request.desiredResourceState
    text = text_of(session, desired)
    if text is None:
        raise exceptions.NotFound(TYPE_NAME, desired.Key)
    model = ResourceModel(Bucket=desired.Bucket, Key=desired.Key, Text=text)
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=model)


@resource.handler(Action.UPDATE)
def update_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    desired = request.desiredResourceState
    if text_of(session, desired) is None:
        raise exceptions.NotFound(TYPE_NAME, desired.Key)
    session.client("s3").put_object(Bucket=desired.Bucket, Key=desired.Key, Body=desired.Text.encode())
    return read_handler(session, request, callback_context)


@resource.handler(Action.DELETE)
def delete_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    desired = request.desiredResourceState
    if text_of(session, desired) is None:
        raise exceptions.NotFound(TYPE_NAME, desired.Key)
    session.client("s3").delete_object(Bucket=desired.Bucket, Key=desired.Key)
    return ProgressEvent(status=OperationStatus.SUCCESS)


@resource.handler(Action.LIST)
def list_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    bucket = request.desiredResourceState.Bucket
    found = session.client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])
    models = [ResourceModel(Bucket=bucket, Key=item["Key"], Text=None) for item in found]
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModels=models)


def text_of(session: SessionProxy, model: ResourceModel) -> str | None:
    """What the object holds, None where there is no such object."""
    s3 = session.client("s3")
    try:
        return s3.get_object(Bucket=model.Bucket, Key=model.Key)["Body"].read().decode()
    except s3.exceptions.NoSuchKey:
        return None
