"""Running cfn-guard, from PATH or from the package, and reading what it reports."""

import json
import platform
import tarfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from cfn_local import cli
from cfn_local.runtime import cfn_guard
from cfn_local.runtime.cfn_guard import Evaluation, FailedCheck, GuardError, evaluate_texts

BUCKET = json.dumps({"Resources": {"Data": {"Type": "AWS::S3::Bucket", "Properties": {}}}}, separators=(",", ":"))
RULES = """
rule named { Resources.*.Properties.BucketName exists << Give it a name. >> }
rule typed { Resources.*.Type exists }
rule of_queues when Resources.*[ Type == 'AWS::SQS::Queue' ] !empty { Resources empty }
rule any_of { Resources.Data.Type == 'a' or Resources.Data.Type == 'b' }
rule depends { named << It needs a name. >> }
"""


def evaluated(text: str = RULES, data: str = BUCKET) -> Evaluation:
    return evaluate_texts({"rules.guard": text}, data, 60)


@pytest.fixture
def in_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Puts a program called cfn-guard, with this body in shell, first into PATH."""

    def put(body: str) -> None:
        (tmp_path / "cfn-guard").write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / "cfn-guard").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return put


class TestAnEvaluation:
    def test_tells_which_rules_failed_passed_and_do_not_apply(self) -> None:
        found = evaluated()

        assert found.failed_rules == ("any_of", "depends", "named")
        assert found.passed_rules == ("typed",)
        assert found.skipped_rules == ("of_queues",)

    def test_has_each_check_at_any_depth_with_the_rules_own_message(self) -> None:
        checks = [(one.rule, one.custom_message) for one in evaluated().failed_checks]

        assert checks == [
            ("named", " Give it a name. "),
            ("any_of", ""),
            ("any_of", ""),
            ("depends", " It needs a name. "),
        ]
        assert evaluated().failed_checks[0] == FailedCheck(
            "named",
            "Check was not compliant as property [BucketName] is missing. "
            "Value traversed to [Path=/Resources/Data/Properties[L:0,C:60] Value={}].",
            " Give it a name. ",
        )

    def test_of_a_rules_file_without_rules_has_none(self) -> None:
        assert evaluated("").failed_rules == ()

    def test_names_a_check_outside_of_rules_after_its_file(self) -> None:
        assert evaluated("Resources empty").failed_rules == ("rules.guard/default",)


class TestRulesThatCannotBeEvaluated:
    def test_are_told_with_their_place_even_beside_others(self) -> None:
        with pytest.raises(GuardError) as error:
            evaluate_texts({"good.guard": RULES, "bad.guard": "rule x {"}, BUCKET, 60)
        assert str(error.value) == "bad.guard cannot be parsed at line 1, column 9."


class TestTheBinary:
    def test_in_path_comes_first(self, in_path: Any) -> None:
        in_path("""echo '[{"not_compliant": [], "compliant": ["mine"], "not_applicable": []}]'""")

        assert evaluated().passed_rules == ("mine",)

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ("exit 3", "cfn-guard ended with status 3 and no message."),
            ("echo 'error: unexpected argument' >&2; exit 2", "error: unexpected argument"),
            ("echo FAILED", "cfn-guard's report cannot be read: version 3 or newer is needed."),
        ],
    )
    def test_that_answers_otherwise_is_refused(self, in_path: Any, body: str, message: str) -> None:
        in_path(body)

        with pytest.raises(GuardError) as error:
            evaluated()
        assert str(error.value) == message

    def test_has_so_many_seconds(self, in_path: Any) -> None:
        in_path("exec sleep 600")

        with pytest.raises(TimeoutError, match=r"cfn-guard timed out after 0\.01 seconds"):
            evaluate_texts({"rules.guard": RULES}, BUCKET, 0.01)

    def test_is_in_the_package_for_linux_and_macos(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with tarfile.open(cfn_guard._archive(distribution(cfn_guard.PACKAGE))) as opened:
            programs = {member.name for member in opened if member.mode & 0o100}

        for system, processor in (("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Darwin", "x86_64")):
            monkeypatch.setattr(platform, "system", lambda system=system: system)
            monkeypatch.setattr(platform, "machine", lambda processor=processor: processor)
            assert f"package/bin/{'/'.join(cfn_guard._place())}/cfn-guard" in programs

    def test_is_told_to_be_missing_on_any_other_system(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(platform, "system", lambda: "Windows")
        monkeypatch.setattr(platform, "machine", lambda: "AMD64")

        with pytest.raises(GuardError) as error:
            cfn_guard._place()
        assert str(error.value) == (
            "cdklabs.cdk-validator-cfnguard has no cfn-guard for Windows on AMD64: "
            "put one into the PATH of the local AWS."
        )

    def test_is_told_to_be_missing_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str) -> None:
            raise PackageNotFoundError(name)

        monkeypatch.setenv("PATH", "/nowhere")
        monkeypatch.setattr(cfn_guard, "distribution", missing)

        with pytest.raises(GuardError) as error:
            evaluated()
        assert str(error.value) == ("No cfn-guard in PATH: pip install --no-deps cdklabs.cdk-validator-cfnguard")

    def test_is_unpacked_again_after_the_cache_is_pruned(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path))
        rules = cfn_guard.control_tower_rules()
        assert list(rules.iterdir())

        assert cli.main(["cache", "--prune", "--days", "0"]) == 0
        assert not rules.exists()
        assert list(cfn_guard.control_tower_rules().iterdir())
