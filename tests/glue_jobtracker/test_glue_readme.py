"""What the README of the extension says and the code can confirm."""

import re

import pytest
from awscommunity_glue_jobtracker.deployment import MEMORY_MB, RUNTIME, TIMEOUT_SECONDS
from awscommunity_glue_jobtracker.operation import MOST_LOOKS, SECONDS_BETWEEN_LOOKS

from tests.glue_jobtracker.invocations import PROJECT, SCHEMA
from tests.glue_jobtracker.test_glue_permissions import DEPENDENT_ACTIONS

README = (PROJECT / "README.md").read_text()


class TestTheTableOfPermissions:
    def test_names_every_dependent_action(self) -> None:
        for call, actions in DEPENDENT_ACTIONS.items():
            assert f"| `{call}` | {', '.join(f'`{action}`' for action in actions)} |" in README


class TestTheSmallestTemplate:
    def test_is_the_one_among_the_examples(self) -> None:
        snippet = README.partition("```yaml\n")[2].partition("```")[0]

        assert snippet in (PROJECT / "examples" / "smallest.yaml").read_text()


class TestTheTableOfProperties:
    def test_says_of_each_whether_it_can_change(self) -> None:
        rows = dict(re.findall(r"^\| `(\w+)` \| (nothing|replacement) \|", README, re.MULTILINE))
        create_only = {path.rpartition("/")[2] for path in SCHEMA["createOnlyProperties"]}

        assert {name for name, needs in rows.items() if needs == "replacement"} == create_only
        assert rows.keys() <= SCHEMA["properties"].keys()

    @pytest.mark.parametrize("path", SCHEMA["readOnlyProperties"])
    def test_and_the_attributes_are_all_there(self, path: str) -> None:
        assert f"`{path.rpartition('/')[2]}`" in README


class TestItsNumbers:
    def test_are_those_of_the_code(self) -> None:
        assert (RUNTIME, MEMORY_MB, TIMEOUT_SECONDS) == ("python3.13", 256, 15 * 60)
        assert "Python 3.13, 256 MB, 15 minutes" in README
        assert SECONDS_BETWEEN_LOOKS * MOST_LOOKS == 10 * 60
        assert "look again every 10 seconds, for up to 10 minutes" in README
