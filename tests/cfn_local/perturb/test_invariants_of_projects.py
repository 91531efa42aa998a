"""The file with a project's own invariants: what is taken from it, and why it is refused."""

from pathlib import Path
from typing import Any

import pytest

from cfn_local.perturb.invariants import Known, breaches, load
from cfn_local.perturb.told import Breach, Step
from cfn_local.project.loading import ProjectError
from cfn_local.protocol.outcome import OperationOutcome

PASSED = OperationOutcome("SUCCESS", {})
FAILED = OperationOutcome("FAILED", None, error_code="AccessDenied")
HEAD = "import os\nfrom pathlib import Path\nSIZE = 3\ndef _own(x): return x\n"


def written(folder: Path, text: str) -> Path:
    (folder / "perturb_invariants.py").write_text(text, "utf-8")
    return folder


class TestTheFile:
    def test_is_not_needed(self, tmp_path: Path) -> None:
        assert load(tmp_path) == []

    def test_has_an_invariant_in_each_public_function(self, tmp_path: Path) -> None:
        folder = written(tmp_path, f"{HEAD}def holds(client, known): pass\ndef holds_too(client, known): pass\n")

        assert [one.__name__ for one in load(folder)] == ["holds", "holds_too"]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("def holds(ec2): pass\n", "holds must take (client, known)"),
            (HEAD, "has no function that takes (client, known)"),
            ("import no_such_module\n", "cannot be imported: ModuleNotFoundError"),
            ("def holds(\n", "cannot be imported: SyntaxError"),
        ],
    )
    def test_is_refused_with_the_reason(self, tmp_path: Path, text: str, reason: str) -> None:
        with pytest.raises(ProjectError) as refused:
            load(written(tmp_path, text))

        assert reason in str(refused.value)


class TestAnInvariant:
    def test_is_broken_by_an_assertion_which_is_told(self) -> None:
        def is_small(client: Any, known: Known) -> None:
            raise AssertionError("It is big")

        assert list(breaches([is_small], lambda _service: None, Known(), Step("UPDATE", PASSED))) == [
            Breach("is_small", "UPDATE", "It is big")
        ]

    def test_is_broken_where_it_cannot_be_asked(self) -> None:
        def is_there(client: Any, known: Known) -> None:
            raise KeyError("Name")

        (breach,) = breaches([is_there], lambda _service: None, Known(), Step("UPDATE", PASSED))

        assert breach.message == "It raised KeyError: 'Name'"


class TestWhatCloudFormationKnows:
    def test_is_the_model_of_the_last_operation_that_succeeded(self) -> None:
        created = Known().after(Step("CREATE", PASSED), {"Id": "a"}, {"Size": 1})
        failed = created.after(Step("UPDATE", FAILED), {"Id": "a"}, {"Size": 2})
        rolled_back = failed.after(Step("UPDATE back", PASSED), {"Id": "a"}, {"Size": 1})
        deleted = rolled_back.after(Step("DELETE again", PASSED), {"Id": "a"}, None)

        assert created == Known({"Id": "a"}, {"Size": 1}, "CREATE")
        assert failed == Known({"Id": "a"}, {"Size": 1}, "CREATE", failed=True)
        assert rolled_back == Known({"Id": "a"}, {"Size": 1}, "UPDATE")
        assert deleted == Known({"Id": "a"}, None, "DELETE")
