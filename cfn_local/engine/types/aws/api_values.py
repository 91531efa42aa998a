"""Values of a template as the parameters of AWS's APIs.

CloudFormation accepts 5 and "5", true and "true", a policy as an object and as text; the APIs accept one of each.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.property_shapes import text_of


def as_shape(value: Any, shape: Any, path: str = "") -> Any:
    """`value` as botocore's model shape `shape` requires it, without None. InvalidRequest if it cannot be converted."""
    if isinstance(value, Mapping) and shape.type_name == "structure":
        return {
            name: as_shape(member, shape.members[name], f"{path}.{name}") if name in shape.members else member
            for name, member in value.items()
            if member is not None
        }
    if isinstance(value, Mapping) and shape.type_name == "map":
        return {text_of(key): as_shape(member, shape.value, f"{path}.{key}") for key, member in value.items()}
    if shape.type_name == "list":
        items = value if isinstance(value, list | tuple) else [value]
        return [as_shape(item, shape.member, f"{path}[{index}]") for index, item in enumerate(items)]
    try:
        return _PRIMITIVES.get(shape.type_name, _unchanged)(value)
    except (TypeError, ValueError):
        raise AwsTypeError(f"{path.lstrip('.')} must be a valid {shape.type_name}; it is {value!r}") from None


def _unchanged(value: Any) -> Any:
    return value


def as_text(value: Any) -> str:
    """A primitive as CloudFormation's text for it; an object or a list, such as a policy, as JSON."""
    return json.dumps(value) if isinstance(value, Mapping | list) else text_of(value)


def is_true(value: Any) -> bool:
    """Whether it is true or "true". Raises InvalidRequest if it is not a boolean."""
    try:
        return _boolean(value)
    except ValueError as error:
        raise AwsTypeError(str(error)) from None


def _boolean(value: Any) -> bool:
    if text_of(value).lower() not in ("true", "false"):
        raise ValueError(f"{value!r} is neither true nor false")
    return text_of(value).lower() == "true"


def _blob(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


_PRIMITIVES: dict[str, Callable[[Any], Any]] = {
    "string": as_text,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
    "boolean": _boolean,
    "blob": _blob,
}
