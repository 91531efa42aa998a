"""Tags and key-value attributes of the Elastic Load Balancing types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle

_THIS: Final = {"ResourceArns": lambda handle: [handle.identifier]}

LOAD_BALANCING_TAGS: Final = Tagging(
    Call("AddTags", params=_THIS),
    Call("RemoveTags", params=_THIS),
    Call("DescribeTags", "TagDescriptions[0].Tags", _THIS),
)


def attributes_told(action: str, name: str) -> Callable[[Handle], dict[str, Any]]:
    """A reader of the property `name`: only attributes that the template sets, since AWS adds others."""

    def read(handle: Handle) -> dict[str, Any]:
        stated = {attribute["Key"] for attribute in handle.get(name) or ()}
        found = handle.found(Call(action, "Attributes"))
        return {name: [attribute for attribute in found if not stated or attribute["Key"] in stated]}

    return read


def attributes_by(action: str, name: str) -> Callable[[Handle, Any], None]:
    """A setter of the attributes in the property `name`; one no longer in the template stays as it is."""

    def change(handle: Handle, wanted: list[dict[str, str]] | None) -> None:
        if wanted:
            handle.set(Call(action), name, wanted)

    return change
