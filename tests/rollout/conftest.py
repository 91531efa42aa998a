"""The packages of all extensions, made once; and a local AWS with the user's shell around it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
sys.path.insert(0, str(ROOT / "scripts"))

from shipping.extension import all_extensions  # noqa: E402 - once its folder is on the path
from shipping.package import Package, build  # noqa: E402


@pytest.fixture(scope="session")
def packages() -> dict[str, Package]:
    """By type name."""
    return {extension.type_name: build(extension) for extension in all_extensions()}


@dataclass
class Shell:
    """A shell whose AWS is a local one."""

    aws: LocalAws
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        system = {**environment.of_system(os.environ), "HOME": str(self.home)}
        return self.aws.environment({**system, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"})

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Of the repository's folder, as a user would."""
        program = BIN / command[0] if (BIN / command[0]).exists() else ROOT / command[0]
        words = [str(program), *command[1:]]
        return subprocess.run(
            words, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    def deploy(self, stack: str, template: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
        command = ["cloudformation", "deploy", "--stack-name", stack, "--template-file", str(template)]
        overrides = ["--parameter-overrides", *parameters] if parameters else []
        return self.run("aws", *command, "--capabilities", "CAPABILITY_IAM", *overrides)

    def outputs(self, stack: str) -> dict[str, str]:
        (found,) = self.aws.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        return {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}

    def types(self) -> dict[str, list[str]]:
        """The ids of the live versions of each type that is registered, the default one first."""
        cloudformation: Any = self.aws.client("cloudformation")
        found = {}
        for listed in cloudformation.list_types(Visibility="PRIVATE")["TypeSummaries"]:
            versions = cloudformation.list_type_versions(Type=listed["Type"], TypeName=listed["TypeName"])
            ids = [(not one["IsDefaultVersion"], one["VersionId"]) for one in versions["TypeVersionSummaries"]]
            found[listed["TypeName"]] = [version_id for _, version_id in sorted(ids)]
        return found


@pytest.fixture(scope="session")
def used_shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    with LocalAws() as aws:
        yield Shell(aws, tmp_path_factory.mktemp("home"))


@pytest.fixture
def shell(used_shell: Shell) -> Shell:
    """Of a fresh account."""
    used_shell.aws.reset()
    return used_shell


@pytest.fixture(scope="session")
def changed_hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the hook's project that uses another word in what it says."""
    hook = next(extension.folder for extension in all_extensions() if extension.kind == "HOOK")
    folder = tmp_path_factory.mktemp("changed") / hook.name
    shutil.copytree(hook, folder, ignore=shutil.ignore_patterns("build", "*.zip"))
    wording = folder / "src" / "awscommunity_spot_allocationcheck" / "wording.py"
    wording.write_text(wording.read_text().replace("Rejected", "Refused"))
    return folder
