"""Parameters of calls that several declarations need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Call
from cfn_local.engine.types.aws.handle import Handle


def of(name: str) -> Callable[[Handle], Any]:
    """The property with this name."""
    return lambda handle: handle.get(name)


def attributes(*names: str) -> Callable[[Handle], dict[str, str]]:
    """The properties that the call takes, as a map of texts."""
    return lambda handle: {name: as_text(handle.sending[name]) for name in names if name in handle.sending}


def filters(name: str, of_property: str) -> Callable[[Handle], list[dict[str, Any]]]:
    """EC2's filter for this value of a property."""
    return lambda handle: [{"Name": name, "Values": [handle[of_property]]}]


def api_gateway_arn(path: str) -> Callable[[Handle], str]:
    """An ARN of API Gateway, which has no account; `path` may name properties: /restapis/{RestApiId}."""
    return lambda handle: handle.api.partition.arn("apigateway", path.format(**handle.model), region=handle.region)


def within(call: Call, *names: str) -> Callable[[Handle], list[dict[str, Any]]]:
    """The list of resources whose identifiers include that of their parent, which the service does not repeat."""
    return lambda handle: [{**{name: handle[name] for name in names}, **model} for model in handle.all(call)]
