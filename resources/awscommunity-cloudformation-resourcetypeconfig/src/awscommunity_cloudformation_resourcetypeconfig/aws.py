"""Every AWS call, one function each."""

import json
from collections.abc import Iterator
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .observation import ConfiguredType, Document, Held, Place
from .shared.errors import translated

_KIND = "RESOURCE"
_NOT_FOUND = "404"
# The most that one call of BatchDescribeTypeConfigurations takes is not documented.
_AT_ONCE = 10


def configurations(cloudformation: Any, places: list[dict[str, str]]) -> Iterator[Held]:
    """Return those of the configurations that are set."""
    with translated("type configurations"):
        answer = cloudformation.batch_describe_type_configurations(TypeConfigurationIdentifiers=places)
    for error in answer.get("Errors", []):
        if error["ErrorCode"] != _NOT_FOUND and "NotFound" not in error["ErrorCode"]:
            raise exceptions.GeneralServiceException(
                f"BatchDescribeTypeConfigurations: {error['ErrorCode']}: {error['ErrorMessage']}"
            )
    for one in answer.get("TypeConfigurations", []):
        if document := json.loads(one.get("Configuration") or "{}"):
            name = one["TypeArn"].rpartition("/")[2].replace("-", "::")
            yield Held(one["Arn"], name, one["TypeArn"], one["Alias"], document)


def configuration(cloudformation: Any, place: Place) -> Held | None:
    """Return the configuration at this place; None if there is none, or no such type."""
    return next(configurations(cloudformation, [_identifier(place)]), None)


def configured_type(cloudformation: Any, place: Place) -> ConfiguredType:
    """Return the type at a place that names one; InvalidRequest if it does not exist."""
    named = {"Arn": place.type_arn} if place.type_arn else {"Type": _KIND, "TypeName": place.type_name}
    with translated(str(place)):
        described = cloudformation.describe_type(**named)
    text = described.get("ConfigurationSchema")
    return ConfiguredType(described["Arn"], described["TypeName"], json.loads(text) if text else None)


def set_configuration(cloudformation: Any, place: Place, document: Document) -> None:
    named = {"TypeArn": place.type_arn} if place.type_arn else {"Type": _KIND, "TypeName": place.type_name}
    with translated(str(place)):
        cloudformation.set_type_configuration(
            **named, ConfigurationAlias=place.alias, Configuration=json.dumps(document)
        )


def list_configurations(cloudformation: Any) -> Iterator[Held]:
    """Return the configurations of all private and activated resource types."""
    with translated("types"):
        pages = cloudformation.get_paginator("list_types").paginate(Type=_KIND, Visibility="PRIVATE")
        arns = [one["TypeArn"] for page in pages for one in page["TypeSummaries"]]
    for start in range(0, len(arns), _AT_ONCE):
        yield from configurations(cloudformation, [_of_type(arn) for arn in arns[start : start + _AT_ONCE]])


def _of_type(type_arn: str) -> dict[str, str]:
    return {"TypeArn": type_arn, "TypeConfigurationAlias": "default"}


def _identifier(place: Place) -> dict[str, str]:
    if place.arn:
        return {"TypeConfigurationArn": place.arn}
    if place.type_arn:
        return {"TypeArn": place.type_arn, "TypeConfigurationAlias": place.alias}
    return {"Type": _KIND, "TypeName": str(place.type_name), "TypeConfigurationAlias": place.alias}
