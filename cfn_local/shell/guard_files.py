"""Guard rules in files: what `cfn-local check --guard` evaluates."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cfn_local.runtime import cfn_guard
from cfn_local.runtime.cfn_guard import GuardError

_SECONDS = 60


def guard_rules(paths: Sequence[Path]) -> Mapping[str, str]:
    """Return the texts of rules files, and of all those in folders and below, by names that tell them apart.

    Raise GuardError, before any template is checked, if there is none, if one cannot be read, or without a cfn-guard.
    """
    found = {}
    for at, path in enumerate(paths):
        files = _rules_below(path) if path.is_dir() else [path]
        if not files:
            raise GuardError(f"There are no Guard rules below {path}: they end with {' or '.join(cfn_guard.SUFFIXES)}.")
        for file in files:
            name = file.relative_to(path) if path.is_dir() else Path(file.name).with_suffix(cfn_guard.SUFFIXES[0])
            try:
                found[str(Path(str(at)) / name)] = file.read_text("utf-8")
            except UnicodeDecodeError as error:
                raise GuardError(f"{file} is not text in UTF-8.") from error
            except OSError as error:
                raise GuardError(f"{file}: {error.strerror}") from error
    cfn_guard.evaluate_texts(found, "{}", _SECONDS)
    return found


def _rules_below(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in cfn_guard.SUFFIXES and file.is_file())
