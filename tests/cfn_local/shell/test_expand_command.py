"""`cfn-local expand`: a template with its modules expanded, without any AWS."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cfn_local.shell.expand import expand
from tests.cfn_local.shell.shell_stories import CFN_LOCAL

QUEUE = {
    "Parameters": {"Name": {"Type": "String"}, "Days": {"Type": "Number", "Default": 4}},
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}},
}
TEMPLATE = """
Resources:
  Orders:
    Type: Example::Sqs::Queue::MODULE
    Properties: {Name: orders}
Outputs:
  Url:
    Value: !Ref Orders.Queue
"""


def module(folder: Path, type_name: str = "Example::Sqs::Queue::MODULE", kind: str = "MODULE") -> Path:
    (folder / "fragments").mkdir(parents=True)
    (folder / ".rpdk-config").write_text(json.dumps({"artifact_type": kind, "typeName": type_name}))
    (folder / "fragments/queue.json").write_text(json.dumps(QUEUE))
    return folder


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.yaml"
    path.write_text(TEMPLATE)
    return path


class TestATemplateWhoseModulesAreGiven:
    def test_is_printed_with_what_they_contain(self, tmp_path: Path, template: Path) -> None:
        command = [*map(str, CFN_LOCAL), "expand", str(template), "--modules", str(module(tmp_path / "queue"))]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == {
            "Resources": {"OrdersQueue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}},
            "Outputs": {"Url": {"Value": {"Ref": "OrdersQueue"}}},
        }


class TestATemplateThatCannotBeExpanded:
    def refusal(self, template: Path, projects: list[Path], capsys: pytest.CaptureFixture[str]) -> str:
        assert expand(template, projects) == 2
        told = capsys.readouterr()
        assert told.out == ""
        return told.err

    def test_for_a_module_that_is_not_given_is_refused_by_its_type(
        self, tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = module(tmp_path / "other", "Example::Sqs::Other::MODULE")
        assert "Unrecognized resource types: [Example::Sqs::Queue::MODULE]" in self.refusal(template, [other], capsys)

    def test_for_a_parameter_that_the_module_lacks_is_refused_with_those_it_has(
        self, tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        template.write_text(TEMPLATE.replace("Name: orders", "Nmae: orders"))
        refusal = self.refusal(template, [module(tmp_path / "queue")], capsys)
        assert "has no parameters [Nmae]; its parameters are: Name, Days" in refusal

    @pytest.mark.parametrize(
        ("break_it", "reason"),
        [
            (lambda folder: (folder / ".rpdk-config").unlink(), "is not the folder of a module project"),
            (lambda folder: (folder / ".rpdk-config").write_text("[]"), "is not the folder of a module project"),
            (lambda folder: (folder / "fragments/queue.json").write_text("{}"), "must have a Resources section"),
            (lambda folder: (folder / "fragments/queue.json").unlink(), "only one valid json or yaml"),
        ],
    )
    def test_for_a_folder_that_holds_no_module_is_refused_with_its_name(
        self,
        tmp_path: Path,
        template: Path,
        capsys: pytest.CaptureFixture[str],
        break_it: Callable[[Path], object],
        reason: str,
    ) -> None:
        folder = module(tmp_path / "queue")
        break_it(folder)
        refusal = self.refusal(template, [folder], capsys)
        assert str(folder) in refusal
        assert reason in refusal

    def test_for_the_project_of_a_resource_is_refused(
        self, tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        resource = module(tmp_path / "resource", kind="RESOURCE")
        assert "its .rpdk-config says so" in self.refusal(template, [resource], capsys)
