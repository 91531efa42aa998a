"""Parts of APIs of AppSync, whose ARNs are their identifiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.handle import Handle

API = "{AWS::AppSync::GraphQLApi.ApiId}"


def in_arn(position: int) -> Callable[[Handle], str]:
    """The part of the ARN of the resource: `.../apis/{1}/datasources/{3}`."""
    return lambda handle: str(handle.identifier).split("/")[position]


def named_in_arn(**positions: int) -> dict[str, Any]:
    """Parameters with these parts of the ARN of the resource."""
    return {name: in_arn(position) for name, position in positions.items()}
