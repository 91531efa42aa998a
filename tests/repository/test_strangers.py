"""`cfn-local` for the projects of others: what docs/your-own-extension.md shows can be done, and the wheel is whole."""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cfn_local import cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/your-own-extension.md").read_text("utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


PRE_COMMIT = next(block for block in blocks("yaml") if block.startswith("repos:"))
WORKFLOW = next(block for block in blocks("yaml") if block.startswith("name: extension"))


def commands() -> Iterator[str]:
    """Every `cfn-local` command that the page, its workflow and the hooks for pre-commit have."""
    shells = "\n".join(blocks("sh"))
    workflow = yaml.safe_load(WORKFLOW)
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    lines = [line.partition("#")[0].strip() for line in [*shells.splitlines(), *runs, *(one["entry"] for one in HOOKS)]]
    yield from (line for line in lines if line.startswith("cfn-local "))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[argparse.Namespace]:
    """What `cfn-local` has understood, which it then does not do."""
    found: list[argparse.Namespace] = []
    parse = argparse.ArgumentParser.parse_args

    def only_parse(parser: argparse.ArgumentParser, *given: Any) -> argparse.Namespace:
        found.append(parse(parser, *given))
        raise SystemExit(0)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", only_parse)
    return found


class TestThePage:
    def test_has_commands_that_there_are(self, parsed: list[argparse.Namespace]) -> None:
        written = list(commands())
        for command in written:
            with pytest.raises(SystemExit) as ended:
                cli.main(command.split()[1:])
            assert ended.value.code == 0, command
        assert len(parsed) == len(written) >= 6

    def test_has_a_workflow_with_the_least_permissions_and_no_secrets(self) -> None:
        workflow = yaml.safe_load(WORKFLOW)
        assert workflow["permissions"] == {"contents": "read"}
        assert "secrets." not in WORKFLOW

    def test_uses_hooks_of_pre_commit_that_there_are(self) -> None:
        (used,) = yaml.safe_load(PRE_COMMIT)["repos"]
        assert {hook["id"] for hook in used["hooks"]} <= {hook["id"] for hook in HOOKS}
        assert used["rev"] == f"v{tomllib.loads((ROOT / 'pyproject.toml').read_text())['project']['version']}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built from a copy, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "cfn_local", folder / "cfn_local", ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder / "dist", folder], check=True)
    (built,) = (folder / "dist").glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.mark.contract
class TestTheWheel:
    def test_has_every_file_of_the_package_that_is_not_a_page(self, wheel: zipfile.ZipFile) -> None:
        files = {
            str(path.relative_to(ROOT))
            for path in (ROOT / "cfn_local").rglob("*")
            if path.is_file() and path.suffix not in (".md", ".pyc")
        }
        packaged = {name for name in wheel.namelist() if not name.split("/")[0].endswith(".dist-info")}
        assert "cfn_local/py.typed" in packaged
        assert packaged == files

    def test_installs_the_command(self, wheel: zipfile.ZipFile) -> None:
        (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert "cfn-local = cfn_local.cli:main" in wheel.read(entry_points).decode()
