"""The exports of an account once a refactor is executed."""

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import StackAccount, stack_account
from cfn_local.engine.template import Output, TemplateError, is_unknown


class ExportValues:
    """The value of every export, those of the refactored `stacks` as they become."""

    def __init__(self, stacks: Mapping[str, Stack]) -> None:
        first = next(iter(stacks.values()))
        self._account: StackAccount = stack_account(first.account_id, first.region)
        self._others = {
            name: value for name, (value, owner) in self._account.exports().items() if owner.stack_id not in stacks
        }
        self._values: dict[str, Any] = dict(self._others)
        self._stacks = stacks

    def exported(self, name: str) -> Any:
        """The value of an export; None if there is none."""
        return self._values.get(name)

    def find(self, resolved: Mapping[str, Resolved]) -> None:
        """Find the values. Outputs may import what other outputs export, so look until nothing is new."""
        while (found := {**self._others, **_known(resolved)}) != self._values:
            self._values = found

    def problems(self, resolved: Mapping[str, Resolved]) -> list[str]:
        """Why the stacks cannot have their exports, imports and outputs."""
        return [*self._own(resolved), *self._of_others()]

    def _own(self, resolved: Mapping[str, Resolved]) -> list[str]:
        problems: list[str] = []
        owners: dict[str, Stack] = {}
        for one in resolved.values():
            stack = one.stack
            try:
                missing = one.scope.unknown_exports()
                problems += [f"{stack.stack_id}: No export named {name} found." for name in missing]
                made = [] if missing else one.scope.outputs()
            except TemplateError as error:
                problems.append(f"{stack.stack_id}: {error}")
                continue
            problems += _lost_by_the_parent(stack, made)
            for name in (output.export_name for output in made if output.export_name):
                if name in self._others:
                    owners[name] = self._account.exports()[name][1]
                if name in owners:
                    other = owners[name].name
                    problems.append(f"{stack.stack_id}: Export with name {name} is already exported by stack {other}.")
                owners[name] = stack
        return problems

    def _of_others(self) -> list[str]:
        """Refuse to change or drop what stacks outside of the refactor import."""
        now = self._account.exports()
        users = [one for one in self._account.existing() if one.stack_id not in self._stacks]
        return [
            f"Cannot {'update' if name in self._values else 'delete'} export {name} as it is in use by {one.name}."
            for one in users
            for name in sorted(one.imports)
            if name in now and now[name][0] != self._values.get(name)
        ]


def _lost_by_the_parent(stack: Stack, made: list[Output]) -> list[str]:
    """Refuse to change or drop outputs of a nested stack, which its parent may use."""
    values = {output.key: output.value for output in made}
    lost = [output.key for output in stack.outputs if values.get(output.key) != output.value]
    if stack.parent_id is None or not lost:
        return []
    return [f"{stack.stack_id}: its parent may use the outputs {', '.join(lost)}, which would change."]


def _known(resolved: Mapping[str, Resolved]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for one in resolved.values():
        try:
            made = one.scope.over(expecting_exports=False).outputs()
        except TemplateError:
            continue  # told with the problems of the stack
        known |= {
            output.export_name: output.value
            for output in made
            if output.export_name and not is_unknown(output.export_name) and not is_unknown(output.value)
        }
    return known
