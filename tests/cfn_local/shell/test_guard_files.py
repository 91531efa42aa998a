"""The files that `cfn-local check --guard` takes."""

from pathlib import Path

import pytest

from cfn_local.runtime.cfn_guard import GuardError
from cfn_local.shell.guard_files import guard_rules


class TestRulesFiles:
    def test_are_those_below_folders_and_single_ones_of_any_name(self, tmp_path: Path) -> None:
        (tmp_path / "rules" / "s3").mkdir(parents=True)
        (tmp_path / "rules" / "one.guard").write_text("rule one { Resources exists }")
        (tmp_path / "rules" / "s3" / "two.ruleset").write_text("rule two { Resources exists }")
        (tmp_path / "rules" / "notes.txt").write_text("no rule {")
        (tmp_path / "single.rules").write_text("rule three { Resources exists }")

        assert guard_rules([tmp_path / "rules", tmp_path / "single.rules"]) == {
            "0/one.guard": "rule one { Resources exists }",
            "0/s3/two.ruleset": "rule two { Resources exists }",
            "1/single.guard": "rule three { Resources exists }",
        }

    def test_that_cannot_be_parsed_are_all_refused_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.guard").write_text("rule a {")
        (tmp_path / "b.guard").write_text("rule b { Resources exists }\nrule c (")

        with pytest.raises(GuardError) as error:
            guard_rules([tmp_path])
        assert str(error.value) == (
            "a.guard cannot be parsed at line 1, column 9. b.guard cannot be parsed at line 2, column 8."
        )

    def test_must_exist_in_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(GuardError) as error:
            guard_rules([tmp_path])
        assert str(error.value) == f"There are no Guard rules below {tmp_path}: they end with .guard or .ruleset."

    def test_must_be_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.guard").write_bytes(b"\xff")

        with pytest.raises(GuardError) as error:
            guard_rules([tmp_path / "a.guard"])
        assert str(error.value) == f"{tmp_path}/a.guard is not text in UTF-8."

    def test_may_be_none(self) -> None:
        assert guard_rules([]) == {}
