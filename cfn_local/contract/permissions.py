"""Compares the calls that handlers made with the permissions that their schema declares.

The role that cfn generates, and that `cfn submit` makes, allows what any of the handlers declares. What none of them
does is refused on AWS; what another one does is allowed, and only noted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from cfn_local.iam import actions as iam_actions

_HANDLERS = {
    "CREATE_PRE_PROVISION": "preCreate",
    "UPDATE_PRE_PROVISION": "preUpdate",
    "DELETE_PRE_PROVISION": "preDelete",
}
# Not visible as a call: a role is passed with another call.
_UNSEEN = frozenset({"iam:passrole"})
_MOST_NAMED = 5


@dataclass
class Calls:
    """Calls made, by the name of the handler in the schema."""

    _by_handler: dict[str, dict[str, None]] = field(default_factory=dict)

    def note(self, invocations: Iterable[Mapping[str, Any]]) -> None:
        for one in invocations:
            event = one["Event"] if isinstance(one["Event"], dict) else {}
            action = event.get("action") or event.get("actionInvocationPoint") or ""
            handler = _HANDLERS.get(action, str(action).lower())
            self._by_handler.setdefault(handler, {}).update(dict.fromkeys(one["Calls"]))

    def items(self) -> Iterable[tuple[str, str]]:
        """(handler, call), each once."""
        return [(handler, call) for handler, calls in self._by_handler.items() for call in calls]


@dataclass(frozen=True)
class Missing:
    """An action that no handler declares."""

    action: str
    handlers: tuple[str, ...]

    @property
    def line(self) -> str:
        return (
            f"{_listed([name.upper() if name.islower() else name for name in self.handlers])} called {self.action}, "
            f'which no handler is permitted. Add "{self.action}" to '
            f"{_listed([f'handlers.{name}.permissions' for name in self.handlers])}."
        )


def missing(calls: Calls, schema: Mapping[str, Any]) -> list[Missing]:
    """Return each missing action once, in the order of the calls."""
    declared = _declared(schema)
    found: dict[str, list[str]] = {}
    for handler, call in calls.items():
        for action in iam_actions.actions_of(call) or ():
            if not any(_permits(pattern, action) for patterns in declared.values() for pattern in patterns):
                found.setdefault(action, []).append(handler)
    return [Missing(action, tuple(dict.fromkeys(handlers))) for action, handlers in found.items()]


def notes(calls: Calls, schema: Mapping[str, Any], *, is_complete: bool) -> list[str]:
    """Note actions declared for another handler only, and, if all tests ran, actions that no handler used."""
    declared = _declared(schema)
    lines = []
    unknown: list[str] = []
    elsewhere: dict[str, list[str]] = {}
    used: set[str] = set()
    for handler, call in calls.items():
        actions = iam_actions.actions_of(call)
        if actions is None:
            unknown.append(call)
            continue
        for action in actions:
            holders = [name for name, patterns in declared.items() if any(_permits(one, action) for one in patterns)]
            used.update(one for patterns in declared.values() for one in patterns if _permits(one, action))
            if holders and handler not in holders:
                elsewhere.setdefault(handler, []).append(action)
    for handler, actions_elsewhere in elsewhere.items():
        lines.append(f"handlers.{handler}.permissions lacks {_listed(actions_elsewhere)}, which other handlers have.")
    every = dict.fromkeys(one for patterns in declared.values() for one in patterns)
    wrong = [one for one in every if "*" not in one and not iam_actions.is_action(one)]
    if wrong:
        lines.append(f"IAM has no action {_listed(wrong)}.")
    unused = [one for one in every if one not in used and one not in wrong and one.lower() not in _UNSEEN]
    if is_complete and unused:
        lines.append(f"Permissions that no test has used: {_listed(unused)}.")
    if unknown:
        lines.append(f"Which permission {_listed(list(dict.fromkeys(unknown)))} needs is not known.")
    return lines


def _declared(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    handlers = schema.get("handlers") or {}
    return {name: list(declared.get("permissions") or []) for name, declared in handlers.items()}


def _permits(pattern: str, action: str) -> bool:
    return fnmatchcase(action.lower(), pattern.lower())


def _listed(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
