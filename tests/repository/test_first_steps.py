"""What docs/your-own-extension.md says is done, from `cfn init` to a stack; the code is that of the tests' projects."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/your-own-extension.md").read_text("utf-8")
PROJECTS = ROOT / "tests/cfn_local/contract/projects"
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.contract


def section(title: str, language: str) -> list[str]:
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## )", PAGE, re.S | re.M)
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The lines of a block of the page, in a shell that finds what `pip install` has put beside `cfn-local`."""
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ROOT / ".wheelhouse")}
    found = {**os.environ, **offline, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=found,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def write_code_of(project: str, into: Path) -> None:
    """The schema, the handlers and the inputs, where the reader would write their own."""
    for path in [*(PROJECTS / project).glob("*.json"), *(PROJECTS / project).glob("src/*/handlers.py")]:
        shutil.copy(path, into / path.relative_to(PROJECTS / project))
    shutil.copytree(PROJECTS / project / "inputs", into / "inputs", dirs_exist_ok=True)


def test_a_resource_type_comes_from_cfn_init_to_a_stack(tmp_path: Path) -> None:
    begin, _, deploy = section("A new resource type", "sh")
    begun = run(begin, tmp_path)
    assert "-> There are no inputs" in begun.stdout or "-> contract_" in begun.stdout, begun.stdout

    project = tmp_path / "note"
    write_code_of("ssm-note", project)
    stale = run("cfn-local test . -- -k contract_create_delete", project)
    assert "src/example_ssm_note/models.py is not of the schema" in stale.stdout

    assert "cfn-local exec -- cfn generate" in PAGE
    assert run("cfn-local exec -- cfn generate", project).returncode == 0
    tested = run("cfn-local test . -- -k contract_create_delete", project)
    assert "1 of 1 passed" in tested.stdout, tested.stdout

    (project / "note.yaml").write_text(section("A new resource type", "yaml")[0])
    deployed = run(deploy, project)
    assert (deployed.returncode, '"Value": "bread"' in deployed.stdout) == (0, True), deployed.stdout


def test_a_hook_comes_from_cfn_init_to_its_contract_tests(tmp_path: Path) -> None:
    enter, init, *rest = section("A new hook", "sh")[0].splitlines()
    assert run(f"{enter}\n{init}", tmp_path).returncode == 0

    project = tmp_path / "check"
    write_code_of("name-check", project)
    tested = run("\n".join(rest), project)
    assert "1 of 1 passed" in tested.stdout, tested.stdout
