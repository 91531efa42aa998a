"""One checked template, as the reports see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.gateway.control_protocol import CheckedTemplate


@dataclass(frozen=True)
class Obstruction:
    """One thing in the way: an obstacle, or a hook that stops a resource. `kind` is one of a few short texts."""

    kind: str
    text: str
    logical_ids: tuple[str, ...]
    remedy: str = ""
    can_be_stood_in_for: bool = False

    @property
    def sentence(self) -> str:
        places = f" ({', '.join(self.logical_ids)})" if self.logical_ids else ""
        return f"{self.kind}: {self.text}{places}"


@dataclass(frozen=True)
class Checked:
    """A template with its path as given. `problem` says why it could not be checked; then nothing was `found`."""

    path: str
    text: str
    found: CheckedTemplate | None = None
    problem: str = ""

    @property
    def obstructions(self) -> list[Obstruction]:
        """Everything that stands in the way."""
        if self.found is None:
            return []
        own = [
            Obstruction(one.kind, one.name, one.logical_ids, one.remedy, one.can_be_stood_in_for)
            for one in self.found.obstacles
        ]
        return [*own, *_stopping(self.found.resources)]

    @property
    def runs(self) -> bool:
        return self.found is not None and not self.obstructions

    @property
    def runs_with_stand_ins(self) -> bool:
        return self.found is not None and all(one.can_be_stood_in_for for one in self.obstructions)


def _stopping(resources: tuple[Mapping[str, Any], ...]) -> Iterator[Obstruction]:
    for resource in resources:
        is_one = resource["TargetType"] == "RESOURCE"
        for hook in resource["Hooks"]:
            if hook["Stops"]:
                whole = "" if is_one else f" ({resource['TargetType']})"
                text = f"{hook['HookType']}{whole}: {hook['HookStatusReason']}"
                yield Obstruction("hook", text, (resource["LogicalResourceId"],) if is_one else ())
