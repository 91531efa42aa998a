"""Findings that a project accepts, each with a reason and a date."""

from datetime import date
from pathlib import Path

import pytest

from cfn_local.project import accepted
from cfn_local.project.accepted import Accepted
from cfn_local.project.loading import ProjectError
from tests.cfn_local.contract.strangers import written

ONE = '{"check": "permissions", "finding": "kms:Decrypt", "reason": "the key\'s policy", "date": "2026-11-28"}'
OTHER = '{"check": "perturb", "finding": "leak", "reason": "by design", "date": "2026-11-28"}'


def test_are_those_of_the_check(tmp_path: Path) -> None:
    written(accepted.FILE, f"[{ONE}, {OTHER}]")(tmp_path)
    assert accepted.load(tmp_path, "permissions") == [
        Accepted("permissions", "kms:Decrypt", "the key's policy", date(2026, 11, 28))
    ]


def test_are_none_where_there_is_no_file(tmp_path: Path) -> None:
    assert accepted.load(tmp_path, "permissions") == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[", "is not JSON"),
        ("{}", "must be a list."),
        ('["leak"]', "each must have check, finding, reason, date"),
        (f"[{ONE.replace('2026-11-28', 'today')}]", "the date of kms:Decrypt must be like 2026-11-28; it is 'today'."),
        (f"[{ONE.replace('reason', 'why')}]", "each must have check, finding, reason, date"),
    ],
)
def test_without_what_they_need_are_refused(tmp_path: Path, content: str, expected: str) -> None:
    written(accepted.FILE, content)(tmp_path)
    with pytest.raises(ProjectError, match=r".") as raised:
        accepted.load(tmp_path, "permissions")
    assert expected in raised.value.reason


def test_that_are_not_found_any_more_are_told(tmp_path: Path) -> None:
    written(accepted.FILE, f"[{ONE}]")(tmp_path)
    known = accepted.load(tmp_path, "permissions")
    assert accepted.outdated(known, ["kms:Decrypt"]) == []
    assert accepted.outdated(known, []) == ["accepted-findings.json: kms:Decrypt is not found any more; take it out."]
