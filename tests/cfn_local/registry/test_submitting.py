"""The real `cfn submit` of projects that are nobody's own, against a local AWS."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

PROJECTS = Path(__file__).parent.parent / "contract" / "projects"
BIN = Path(sys.executable).parent
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(Path(__file__).parents[3] / ".wheelhouse")}

pytestmark = pytest.mark.contract


@dataclass
class Developer:
    """Somebody with the real cfn in one hand and a local AWS in the other."""

    aws: LocalAws
    home: Path

    def takes(self, project: str) -> Path:
        folder = self.home / project
        shutil.copytree(PROJECTS / project, folder)
        return folder

    def runs(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        system = {**environment.of_system(os.environ), **OFFLINE, "HOME": str(self.home)}
        return subprocess.run(
            [str(BIN / "cfn"), *arguments, "--region", "us-east-1"],
            cwd=folder,
            # cfn's plugin calls whatever pip comes first.
            env=self.aws.environment({**system, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def submits(self, folder: Path, *options: str) -> str:
        done = self.runs(folder, "submit", *options)
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws(soon=("cloudformation",)) as running:
        yield running


@pytest.fixture
def developer(aws: LocalAws, tmp_path: Path) -> Developer:
    aws.reset()
    return Developer(aws, tmp_path)


class TestAResourceType:
    def test_is_submitted_with_its_role_and_again_with_the_next_version(self, developer: Developer) -> None:
        folder, cloudformation = developer.takes("ssm-note"), developer.aws.client("cloudformation")
        named = {"Type": "RESOURCE", "TypeName": "Example::Ssm::Note"}
        arn = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Ssm-Note"

        assert "Registration complete." in developer.submits(folder)
        first = cloudformation.describe_type(**named)
        assert first["Arn"] == f"{arn}/00000001"
        assert "/example-ssm-note-role-stack-ExecutionRole-" in first["ExecutionRoleArn"]
        assert first["LoggingConfig"]["LogGroupName"] == "example-ssm-note-logs"

        told = developer.submits(folder, "--set-default")
        assert f"Set default version to '{arn}/00000002" in told
        assert cloudformation.describe_type(**named)["Arn"] == f"{arn}/00000002"


class TestAHook:
    def test_fails_with_the_reason_where_it_does_not_import_and_is_submitted_once_it_does(
        self, developer: Developer
    ) -> None:
        folder, cloudformation = developer.takes("name-check"), developer.aws.client("cloudformation")
        handlers = folder / "src/example_naming_check/handlers.py"
        whole = handlers.read_text("utf-8")
        assert developer.runs(folder, "generate").returncode == 0

        handlers.write_text(f"import no_such_package\n{whole}", "utf-8")
        refused = developer.runs(folder, "submit")
        assert refused.returncode != 0
        assert "cannot be imported: ModuleNotFoundError: No module named 'no_such_package'" in refused.stdout

        handlers.write_text(whole, "utf-8")
        developer.submits(folder)
        described = cloudformation.describe_type(Type="HOOK", TypeName="Example::Naming::Check")
        assert (
            described["Arn"] == "arn:aws:cloudformation:us-east-1:123456789012:type/hook/Example-Naming-Check/00000002"
        )


class TestAModule:
    def test_is_submitted_and_again_without_becoming_the_default(self, developer: Developer) -> None:
        folder, cloudformation = developer.takes("queue-module"), developer.aws.client("cloudformation")

        developer.submits(folder)
        developer.submits(folder)

        versions = cloudformation.list_type_versions(Type="MODULE", TypeName="Example::Sqs::Queue::MODULE")
        assert [(each["VersionId"], each["IsDefaultVersion"]) for each in versions["TypeVersionSummaries"]] == [
            ("00000001", True),
            ("00000002", False),
        ]
