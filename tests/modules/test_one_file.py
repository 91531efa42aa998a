"""The files of a module's function, made into the one file that CloudFormation takes inline."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_functions import put_functions_into_fragment, with_functions
from one_file import SourceError, as_one_file


def folder_with(at: Path, **files: str) -> Path:
    folder = at / "src/package/function"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(code, "index.py", "exec"), names)
    return names


class TestFilesThatImportNamesOfEachOther:
    def test_become_one_in_which_each_stands_before_what_imports_it(self, tmp_path: Path) -> None:
        folder = folder_with(
            tmp_path,
            __init__="",
            index='"""Answers."""\n\nimport json\n\nfrom .a_rule import judge\n\n\ndef handler(event):\n'
            "    return json.dumps(judge(event))\n",
            a_rule='"""Judges."""\n\nfrom math import ceil\n\nfrom .words import GOOD\n\n\ndef judge(event):\n'
            "    return GOOD * ceil(event)\n",
            words='"""Words."""\n\nGOOD = "good "\n',
        )
        assert as_one_file(folder) == (
            '"""Answers."""\n\n'
            "from math import ceil\nimport json\n\n\n"
            '# words.py\nGOOD = "good "\n\n\n'
            "# a_rule.py\ndef judge(event):\n    return GOOD * ceil(event)\n\n\n"
            "# index.py\ndef handler(event):\n    return json.dumps(judge(event))\n"
        )

    @settings(max_examples=20, deadline=None)
    @given(st.data())
    def test_do_what_they_did(self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
        """Every file adds up what some of those after it in the alphabet come to, and the index that of all."""
        names = data.draw(st.permutations(["a", "b", "c", "d"]))
        files, sums = {}, {}
        for number, name in enumerate(names):
            imported = data.draw(st.lists(st.sampled_from(names[:number]), unique=True)) if number else []
            lines = [f"from .{one} import sum_{one}" for one in imported]
            terms = " + ".join(["1", *(f"sum_{one}" for one in imported)])
            files[name] = "\n".join([f'"""File {name}."""', *lines, f"sum_{name} = {terms}", ""])
            sums[name] = 1 + sum(sums[one] for one in imported)
        lines = [f"from .{one} import sum_{one}" for one in sorted(names)]
        files["index"] = "\n".join(['"""All."""', *lines, f"TOTAL = {' + '.join(f'sum_{one}' for one in names)}", ""])
        code = as_one_file(folder_with(tmp_path_factory.mktemp("any"), **files))
        assert run(code)["TOTAL"] == sum(sums.values())


WELL = '"""Well."""\n'


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"other": WELL}, "has no index.py"),
        ({"index": "x = 1\n"}, "has no docstring"),
        ({"index": WELL + "from .gone import x\n"}, "index.py imports from .gone, and there is no gone.py"),
        ({"index": WELL + "from . import other\n", "other": WELL}, "index.py, line 2: write `from .FILE import NAME`"),
        ({"index": WELL + "from .other import x as y\n", "other": WELL}, "without an alias"),
        ({"index": WELL, "other": WELL}, "nothing imports other.py"),
        ({"index": WELL + "from .other import x\n", "other": WELL + "from .index import y\n"}, "index imports other"),
        ({"index": WELL + "from .other import f\n_x = 1\n", "other": WELL + "_x = 2\ndef f(): ...\n"}, "_x is that of"),
        ({"index": WELL + "A = '{{resolve:ssm:x}}'\n"}, "dynamic reference"),
    ],
)
def test_what_cannot_be_one_file_is_refused_with_the_reason(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        as_one_file(folder_with(tmp_path, **files))
    assert reason in str(refused.value)


FRAGMENT = """Resources:
  One:
    Properties:
      Code:
        ZipFile: |  # src/package/function
          old = 1

          older = 2
      Handler: index.handler
  Two:
    Properties:
      Code:
        ZipFile: |
          untouched
"""


class TestAFragment:
    def test_gets_the_code_below_the_line_that_names_its_folder_and_nowhere_else(self, tmp_path: Path) -> None:
        folder_with(tmp_path, index='"""New."""\n\nNEW = 1\n')
        made = with_functions(FRAGMENT, tmp_path)
        code = '          """New."""\n\n\n          # index.py\n          NEW = 1\n'
        assert made == FRAGMENT.replace("          old = 1\n\n          older = 2\n", code)

    def test_that_is_made_again_stays_as_it_is(self, tmp_path: Path) -> None:
        folder_with(tmp_path, index='"""New."""\n\nNEW = 1\n')
        made = with_functions(FRAGMENT, tmp_path)
        assert with_functions(made, tmp_path) == made

    def test_that_would_be_too_large_is_left_alone_and_refused(self, tmp_path: Path) -> None:
        folder_with(tmp_path, index='"""Large."""\n\nLARGE = """' + "x" * 262144 + '"""\n')
        fragment = tmp_path / "fragments/large.yaml"
        fragment.parent.mkdir()
        fragment.write_text(FRAGMENT)
        with pytest.raises(SourceError, match="more than 262144 bytes"):
            put_functions_into_fragment(tmp_path)
        assert fragment.read_text() == FRAGMENT
