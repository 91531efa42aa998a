"""`cfn-local expand`: expands the modules of a template from the folders of their projects, without any AWS."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cfn_local.engine.template import TemplateError, load
from cfn_local.registry.module_fragments import FragmentError, read_fragment

EXIT_NOT_EXPANDED = 2
_SETTINGS = ".rpdk-config"


def expand(template: Path, projects: Iterable[Path]) -> int:
    """Print the template as GetTemplate returns the processed one. Return 2 if it cannot be expanded.

    `projects` are the folders of module projects, for the modules in the template and those nested in them.
    """
    try:
        fragments = dict(_module(project) for project in projects)
        expanded = load(template.read_text("utf-8"), fragments.get).processed_body
    except (TemplateError, FragmentError, UnicodeDecodeError) as error:
        sys.stderr.write(f"cfn-local expand: {error}\n")
        return EXIT_NOT_EXPANDED
    sys.stdout.write(f"{expanded.rstrip()}\n")
    return 0


def _module(project: Path) -> tuple[str, dict[str, Any]]:
    """Return the type name and the fragment of a module project."""
    try:
        settings = json.loads((project / _SETTINGS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FragmentError(
            f"{project} is not the folder of a module project, such as modules/NAME: {_SETTINGS}: {error}"
        ) from error
    if not isinstance(settings, dict) or settings.get("artifact_type") != "MODULE":
        raise FragmentError(f"{project} is not the folder of a module project: its {_SETTINGS} says so")
    try:
        return str(settings["typeName"]), read_fragment(project / "fragments")
    except (FragmentError, KeyError) as error:
        raise FragmentError(f"{project}: {error}") from error
