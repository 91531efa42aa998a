"""The workspace file, the folders and the names agree."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tool_settings
from workspace import projects

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = json.loads((ROOT / ".rpdk-config").read_text("utf-8"))
PROJECTS = WORKSPACE["projects"]
MODULES = [folder for folder in PROJECTS if folder.startswith("modules/")]
# The only folder whose name does not follow from its type name.
FREELY_NAMED = {"hooks/spot-allocation-check": "AwsCommunity::Spot::AllocationCheck"}


def settings_of(folder: str) -> dict:
    return json.loads((ROOT / folder / ".rpdk-config").read_text("utf-8"))


def names_from(type_name: str) -> tuple[str, str]:
    parts = type_name.lower().split("::")
    return "-".join(parts), "_".join(parts)


class TestTheWorkspaceFile:
    def test_lists_exactly_the_folders_that_hold_a_project(self):
        found = {
            str(path.parent.relative_to(ROOT))
            for room in ("resources", "hooks", "modules")
            for path in (ROOT / room).glob("*/.rpdk-config")
        }
        assert set(PROJECTS) == found
        assert len(PROJECTS) == len(found)

    def test_is_refused_by_cfn_and_left_alone(self, tmp_path):
        config = tmp_path / ".rpdk-config"
        config.write_bytes((ROOT / ".rpdk-config").read_bytes())
        done = subprocess.run(
            [str(Path(sys.executable).with_name("cfn")), "validate"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert "is invalid" in done.stdout + done.stderr
        assert config.read_bytes() == (ROOT / ".rpdk-config").read_bytes()


@pytest.mark.parametrize("folder", [folder for folder in PROJECTS if folder not in MODULES])
class TestAProjectWithHandlers:
    def test_has_the_shared_settings(self, folder):
        settings = settings_of(folder)
        shared = WORKSPACE["shared"]
        assert settings["language"] == shared["language"]
        assert settings["runtime"] == shared["runtime"]
        assert shared["settings"].items() <= settings["settings"].items()

    def test_is_named_after_its_type(self, folder):
        settings = settings_of(folder)
        hyphenated, underscored = names_from(settings["typeName"])
        expected = {FREELY_NAMED.get(folder, settings["typeName"])}
        assert {settings["typeName"]} == expected
        if folder not in FREELY_NAMED:
            assert Path(folder).name == hyphenated
        schema = json.loads((ROOT / folder / f"{hyphenated}.json").read_text("utf-8"))
        assert schema["typeName"] == settings["typeName"]
        assert (ROOT / folder / "src" / underscored / "__init__.py").is_file()

    def test_has_the_entry_points_of_its_package(self, folder):
        settings = settings_of(folder)
        _, underscored = names_from(settings["typeName"])
        noun = "hook" if settings["artifact_type"] == "HOOK" else "resource"
        assert settings["entrypoint"] == f"{underscored}.handlers.{noun}"
        assert settings["testEntrypoint"] == f"{underscored}.handlers.test_entrypoint"

    def test_says_its_type_name_in_its_package(self, folder):
        type_name = settings_of(folder)["typeName"]
        _, underscored = names_from(type_name)
        package = (ROOT / folder / "src" / underscored / "__init__.py").read_text("utf-8")
        assert f'TYPE_NAME = "{type_name}"' in package


@pytest.mark.parametrize("folder", PROJECTS)
class TestEveryProject:
    def test_has_a_readme_of_its_own(self, folder: str) -> None:
        readme = (ROOT / folder / "README.md").read_text("utf-8")
        assert "Congratulations on starting development" not in readme, "this is the README that cfn init writes"

    def test_has_a_line_in_the_changelog(self, folder: str) -> None:
        """Under its type name, or, a module, in the line that begins with it."""
        type_name = settings_of(folder)["typeName"]
        heading = f"\n- `{type_name}`" if folder in MODULES else f"\n### {type_name}\n- "
        assert heading in (ROOT / "CHANGELOG.md").read_text("utf-8")

    def test_has_an_example(self, folder: str) -> None:
        assert list((ROOT / folder / "examples").glob("*.yaml"))

    def test_is_tested(self, folder: str) -> None:
        """By a test that imports its package, or names its folder or type."""
        type_name = settings_of(folder)["typeName"]
        named = (type_name, f"{names_from(type_name)[1]}.", Path(folder).name)
        tests = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
        assert any(name in text for text in tests for name in named)


def test_the_tools_know_every_project() -> None:
    text = tool_settings.PYPROJECT.read_text("utf-8")
    assert tool_settings.with_lists(text, projects()) == text, "run scripts/generate"


@pytest.mark.parametrize("folder", MODULES)
class TestAModule:
    def test_is_named_after_its_type(self, folder):
        """The folder ends in the words of the name; the service stands before them where that says more."""
        settings = settings_of(folder)
        company, service, name, suffix = settings["typeName"].split("::")
        assert (company, suffix, settings["artifact_type"]) == ("AwsCommunity", "MODULE", "MODULE")
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
        assert Path(folder).name in (words, f"{service.lower()}-{words}")

    def test_needs_none_of_the_settings_that_are_shared_by_handlers_but_the_protocol(self, folder):
        assert settings_of(folder)["settings"] == {"protocolVersion": "2.0.0"}
