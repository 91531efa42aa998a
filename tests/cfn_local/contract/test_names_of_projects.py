"""The names by which `test` and `perturb` show projects while they run."""

from pathlib import Path

import pytest

from cfn_local.contract.progress import distinct_names


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (["/home/me/note"], ["note"]),
        (["/home/me/note", "/home/me/check"], ["note", "check"]),
        (["/home/me/note", "/home/you/note"], ["me/note", "you/note"]),
    ],
)
def test_have_as_much_of_the_path_as_makes_them_distinct(folders: list[str], names: list[str]) -> None:
    assert distinct_names([Path(folder) for folder in folders]) == names
