"""The functions of a module, put into its template fragment.

A module is one template, so that a function's code is inline in it, as one file. In the fragment a line such as

    ZipFile: |  # src/spot_placement_score_tracker/function

names the folder of real Python files that the code below it is made from. Limits: AWS::Lambda::Function says of ZipFile
that the zip file made of it cannot exceed 4 MB; cfn takes fragments of 1,500,000 bytes. Ours is lower than both: the
template of a stack may have 1 MB, and several modules must fit into one.
"""

import re
from pathlib import Path

from one_file import SourceError, as_one_file

LARGEST_FRAGMENT_BYTES = 256 * 1024
_MARK = re.compile(r"(?P<indent> *)ZipFile: \|  # (?P<folder>src/\S+)")


def put_functions_into_fragment(project: Path) -> None:
    """Write the code of every function into the fragment of `project`. Raise SourceError if it cannot be written."""
    for fragment in sorted((project / "fragments").iterdir()):
        before = fragment.read_text("utf-8")
        after = with_functions(before, project)
        if len(after.encode()) > LARGEST_FRAGMENT_BYTES:
            raise SourceError(f"{fragment} would have more than {LARGEST_FRAGMENT_BYTES} bytes: make its code smaller")
        if after != before:
            fragment.write_text(after, "utf-8")


def with_functions(fragment: str, project: Path) -> str:
    """Return the text of the fragment with the code below its marked lines regenerated."""
    lines: list[str] = []
    left = fragment.splitlines()
    while left:
        lines.append(left.pop(0))
        if marked := _MARK.fullmatch(lines[-1]):
            indent = marked["indent"]
            del left[: _length_of_block(left, indent)]
            code = as_one_file(project / marked["folder"])
            lines += [f"{indent}  {line}" if line else "" for line in code.splitlines()]
    return "\n".join(lines) + "\n"


def _length_of_block(lines: list[str], indent: str) -> int:
    """Return how many of the first lines are indented by more than `indent`, including blank lines between them."""
    length = 0
    for number, line in enumerate(lines, 1):
        if line.startswith(f"{indent} "):
            length = number
        elif line:
            break
    return length
