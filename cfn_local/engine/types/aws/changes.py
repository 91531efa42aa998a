"""The calls that bring a resource to its desired state, after its creation and in an update."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Logic, Setting
from cfn_local.engine.types.aws.errors import not_updated
from cfn_local.engine.types.aws.handle import Handle


def complete(handle: Handle) -> None:
    """Set what the call that creates the resource does not take."""
    declaration = handle.declaration
    taken = handle.carried(declaration.create) if isinstance(declaration.create, Call) else frozenset()
    if declaration.tags is not None and declaration.tags.is_afterwards:
        _retag(handle, {})
    _set(handle, handle.wanted.keys() - taken)


def bring_about(handle: Handle, tags_before: Mapping[str, str]) -> None:
    """Apply the changes of an update."""
    for step in handle.declaration.update:
        _take(handle, step)
    if handle.tags != tags_before:
        _retag(handle, tags_before)
    _set(handle, handle.changed)


def carried(handle: Handle, step: Call | Logic) -> frozenset[str]:
    """The properties that a step of an update sets."""
    return handle.carried(step) if isinstance(step, Call) else frozenset(step.carries)


def _take(handle: Handle, step: Call | Logic) -> None:
    about = carried(handle, step) & handle.changed
    if about and isinstance(step, Call):
        handle.change(step, _defaults(handle, about, step))
    elif about and isinstance(step, Logic):
        step.do(handle)


def _set(handle: Handle, names: Collection[str]) -> None:
    """Set or remove the properties among `names` that have calls of their own."""
    for name, setting in handle.declaration.settings.items():
        if name not in names:
            continue
        value = handle.wanted.get(name)
        if not isinstance(setting, Setting):
            setting(handle, value)
        elif value is None and setting.remove is not None:
            handle.address(setting.remove)
        else:
            handle.set(setting.put, name, _defaults(handle, {name}, setting.put).get(name, value))


def _defaults(handle: Handle, names: Collection[str], call: Call) -> dict[str, Any]:
    """The defaults of properties that the template no longer sets. Raises InvalidRequest if one is unknown."""
    gone, defaults = set(names) - handle.wanted.keys(), handle.declaration.defaults
    if call.replaces:
        return {}
    if unknown := ", ".join(sorted(gone - defaults.keys())):
        type_name = handle.declaration.name
        raise not_updated(f"take {unknown} of {type_name} away; state it", type_name)
    return {name: defaults[name] for name in gone}


def _retag(handle: Handle, before: Mapping[str, str]) -> None:
    tags = handle.declaration.tags
    gone = [key for key in before if key not in handle.tags]
    new = {key: value for key, value in handle.tags.items() if before.get(key) != value}
    if tags is not None and tags.replace is not None:
        tags.replace(handle)
    if tags is not None and tags.untag is not None and gone:
        handle.address(tags.untag, gone)
    if tags is not None and tags.tag is not None and new:
        handle.address(tags.tag, new)
