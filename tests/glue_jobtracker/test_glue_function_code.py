"""The zip file with the function: the same wherever it is packed, and complete."""

import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from awscommunity_glue_jobtracker import function_code

from tests.glue_jobtracker.invocations import PROJECT

SOURCE = PROJECT / "src" / "awscommunity_glue_jobtracker"


def entries() -> list[tuple[str, tuple[int, ...], int, int]]:
    with ZipFile(BytesIO(function_code.zipped())) as archive:
        return [(i.filename, i.date_time, i.external_attr, i.compress_type) for i in archive.infolist()]


class TestTheZipFile:
    def test_has_every_module_of_the_function_sorted_and_nothing_else(self) -> None:
        sources = sorted(path.relative_to(SOURCE).as_posix() for path in (SOURCE / "function").rglob("*.py"))

        assert [name for name, *_ in entries()] == sources

    def test_has_nothing_that_depends_on_when_and_where_it_was_packed(self) -> None:
        assert {entry[1:] for entry in entries()} == {((1980, 1, 1, 0, 0, 0), 0o100644 << 16, ZIP_STORED)}

    def test_is_the_same_when_it_is_packed_again(self) -> None:
        first = function_code.zipped()
        function_code.zipped.cache_clear()

        assert function_code.zipped() == first

    def test_has_the_sha256_that_lambda_will_show(self) -> None:
        assert function_code.code_sha256() == b64encode(sha256(function_code.zipped()).digest()).decode()

    def test_holds_the_handler_that_lambda_is_told_of(self, tmp_path: Path) -> None:
        with ZipFile(BytesIO(function_code.zipped())) as archive:
            archive.extractall(tmp_path)
        module, _, name = function_code.HANDLER.rpartition(".")
        loads = f"import importlib; print(callable(getattr(importlib.import_module({module!r}), {name!r})))"
        environment = {"PYTHONPATH": str(tmp_path), "AWS_DEFAULT_REGION": "us-east-1"}
        ran = subprocess.run(
            [sys.executable, "-c", loads], cwd=tmp_path, env=environment, capture_output=True, text=True
        )

        assert (ran.stdout, ran.stderr) == ("True\n", "")


class TestHandlersAndFunction:
    def test_import_nothing_of_each_other(self) -> None:
        for path in SOURCE.rglob("*.py"):
            text = path.read_text()
            if "function" in path.relative_to(SOURCE).parts[:-1]:
                assert "from .." not in text, path
                assert "awscommunity_glue_jobtracker" not in text, path
            else:
                assert "from .function import" not in text or path.parent.name == "aws", path
                assert "from ..function" not in text, path
