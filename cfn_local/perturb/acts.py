"""The acts of a project: each operation of the type on each available model."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from cfn_local.perturb.cases import THEN, Act
from cfn_local.perturb.variations import Variation
from cfn_local.protocol.replies import Model
from cfn_local.schemas import comparison

_OPERATIONS = ("CREATE", "READ", "UPDATE", "LIST", "DELETE")
_WILD = re.compile(r"[*?[]")
_ON_VARIATIONS = ("CREATE", "READ", "DELETE")


def acts_of(schema: dict[str, Any], models: Mapping[str, Model], variations: Sequence[Variation] = ()) -> Iterator[Act]:
    """Return each operation on each input set, with an UPDATE to every other input model that needs no replacement.

    Models from the schema are created, read and deleted, and the models they are derived from are updated to them.
    """
    handlers = {name.upper() for name in schema.get("handlers") or {}}
    own = {f"{one.name}_create": one for one in variations}
    for name in models:
        input_set, _, purpose = name.rpartition("_")
        if purpose != "create":
            continue
        for operation in _OPERATIONS if name not in own else _ON_VARIATIONS:
            if operation in handlers and operation != "UPDATE":
                yield Act(input_set, operation)
        if "UPDATE" in handlers and name not in own:
            targets = [one for one in models if one not in own or own[one].base == input_set]
            yield from (Act(input_set, "UPDATE", one) for one in targets if _is_update(schema, models, name, one))


def may_hold(act: Act, patterns: Sequence[str]) -> bool:
    """Return whether a case that matches one of the patterns may belong to the act, which must then run undisturbed."""
    return not patterns or any(_may_hold(act, pattern.partition(THEN)[0]) for pattern in patterns)


def _may_hold(act: Act, pattern: str) -> bool:
    parts = pattern.split("/")
    is_of_act = len(parts) > 2 and parts[1].partition(":")[0] in _OPERATIONS
    if is_of_act and not _WILD.search(parts[1]):
        return fnmatchcase(act.name, "/".join(parts[:2]))
    begins, known = f"{act.name}/", _WILD.split(pattern)[0]
    return begins.startswith(known) or known.startswith(begins)


def _is_update(schema: dict[str, Any], models: Mapping[str, Model], name: str, target: str) -> bool:
    changes = comparison.changes(models[name], models[target], schema)
    return bool(changes) and comparison.requires_replacement(changes) == "False"
