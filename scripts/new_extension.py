"""New extensions, from scripts/skeletons: small working projects whose names are replaced by those of the new type."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from workspace import ROOT, projects, with_handlers

SKELETONS = ROOT / "scripts" / "skeletons"
ROOMS = {"resource": "resources", "hook": "hooks", "module": "modules"}
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*::[A-Z][A-Za-z0-9]*::[A-Z][A-Za-z0-9]*")


class NewExtensionError(Exception):
    """The extension cannot be created. The message says why; nothing has been written."""


@dataclass(frozen=True)
class NewExtension:
    """An extension to create: `kind` is resource, hook or module."""

    kind: str
    type_name: str

    @classmethod
    def named(cls, kind: str, type_name: str) -> "NewExtension":
        """Raise NewExtensionError if the type name is invalid or taken."""
        if not _NAME.fullmatch(type_name.removesuffix("::MODULE") if kind == "module" else type_name):
            raise NewExtensionError(f"{type_name!r} is no type name. It has three parts, as AwsCommunity::Demo::Thing.")
        new = cls(kind, type_name.removesuffix("::MODULE"))
        if new.folder.exists():
            raise NewExtensionError(f"{new.folder.relative_to(ROOT)} exists already.")
        return new

    @property
    def name(self) -> str:
        """Return the name like awscommunity-demo-thing."""
        return self.type_name.lower().replace("::", "-")

    @property
    def package(self) -> str:
        """Return the name like awscommunity_demo_thing."""
        return self.type_name.lower().replace("::", "_")

    @property
    def folder(self) -> Path:
        return ROOT / ROOMS[self.kind] / self._folder_name

    @property
    def _folder_name(self) -> str:
        """Return the folder name. Modules omit company and service, as spot-auto-scaling does."""
        if self.kind != "module":
            return self.name
        return re.sub(r"(?<!^)(?=[A-Z])", "-", self.type_name.split("::")[-1]).lower()

    @property
    def tests(self) -> Path:
        return ROOT / "tests" / (self._folder_name.replace("-", "_") if self.kind == "module" else self.package)

    def text(self, of: str) -> str:
        """Return the text of a skeleton with the names of this extension."""
        for placeholder, name in (
            ("modules/company-service-name", f"modules/{self._folder_name}"),
            ("Company::Service::Name", self.type_name),
            ("Company-Service-Name", self.type_name.replace("::", "-")),
            ("company-service-name", self.name),
            ("company_service_name", self.package),
        ):
            of = of.replace(placeholder, name)
        return of


def make(new: NewExtension) -> list[Path]:
    """Write the project, its first test, and its lines in the workspace file and changelog. Return what was written."""
    skeleton = SKELETONS / new.kind
    written = []
    for source in sorted(path for path in skeleton.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        path = source.relative_to(skeleton)
        place = new.tests / path.name if path.parts[0] == "tests" else new.folder / path
        target = place.with_name(new.text(place.name))
        target = Path(str(target).replace("company_service_name", new.package))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(new.text(source.read_text("utf-8")), "utf-8")
        written.append(target)
    if new.kind != "module":
        shutil.copy(with_handlers()[0] / "requirements.txt", new.folder)
        written.append(new.folder / "requirements.txt")
    written += [_add_to_workspace(new), _add_to_changelog(new)]
    return written


def _add_to_workspace(new: NewExtension) -> Path:
    path = ROOT / ".rpdk-config"
    workspace = json.loads(path.read_text("utf-8"))
    workspace["projects"] = [folder.relative_to(ROOT).as_posix() for folder in [*projects(), new.folder]]
    path.write_text(json.dumps(workspace, indent=4) + "\n", "utf-8")
    return path


def _add_to_changelog(new: NewExtension) -> Path:
    path = ROOT / "CHANGELOG.md"
    before, heading, after = path.read_text("utf-8").partition("## Unreleased\n")
    if new.kind == "module":
        start, modules, rest = after.partition("### Modules\n")
        after = f"{start}{modules}- `{new.type_name}::MODULE`: new.\n{rest}"
    else:
        after = f"\n### {new.type_name}\n- New.\n{after}"
    path.write_text(before + heading + after, "utf-8")
    return path
