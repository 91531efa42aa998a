"""Packages are installed for the Python that will import them, by a pip that supports it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfn_local.runtime import image, pip
from cfn_local.runtime.interpreter import RUNNING, Interpreter, interpreter_for
from tests.cfn_local.runtime.requirement_stories import wheel

OURS = Interpreter(sys.executable, RUNNING, True)


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache of its own for each test, and no package index."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path / "cache"))
    caches = (pip._command, image._installed, image._setuptools)
    for one in caches:
        one.cache_clear()
    yield
    for one in caches:
        one.cache_clear()


def on_this_machine(version: str) -> Interpreter:
    found = interpreter_for(f"python{version}")
    if not found.is_declared:
        pytest.skip(f"Python {version} is not on this machine")
    return found


def script(path: Path, content: str) -> Interpreter:
    """A Python 3.8 that is a shell script."""
    path.write_text(f"#!/bin/sh\n{content}\n")
    path.chmod(0o755)
    return Interpreter(str(path), "3.8", True)


class TestPackages:
    @pytest.mark.parametrize("version", [RUNNING, "3.7", "3.8", "3.9", "3.10", "3.12", "3.13"])
    def test_are_installed_for_every_python_that_is_there(self, tmp_path: Path, version: str) -> None:
        wheel(tmp_path / "wheels", "tiny", content="VALUE = 1\n")
        into = tmp_path / "into"
        into.mkdir()

        pip.install(["--find-links", str(tmp_path / "wheels"), "tiny"], into, on_this_machine(version))

        assert (into / "tiny.py").read_text() == "VALUE = 1\n"

    def test_that_cannot_be_had_are_told_in_pips_words(self, tmp_path: Path) -> None:
        with pytest.raises(pip.PipError, match="No matching distribution found for no-such-package-anywhere"):
            pip.install(["no-such-package-anywhere"], tmp_path, OURS)

    def test_come_by_the_pythons_own_pip_where_ours_is_too_new(self, tmp_path: Path) -> None:
        old = script(tmp_path / "python3.8", f'echo "$@" >> {tmp_path}/asked')

        pip.install(["tiny"], tmp_path / "into", old)

        assert [line.split()[:4] for line in (tmp_path / "asked").read_text().splitlines()] == [
            ["-I", "-m", "pip", "--version"],
            ["-I", "-m", "pip", "install"],
        ]

    def test_come_by_the_pip_that_a_python_bundles_where_it_has_none_of_its_own(self, tmp_path: Path) -> None:
        bundled = f'mkdir -p "$4/bin"; printf "#!/bin/sh\\necho \\$3 >> {tmp_path}/asked\\n" > "$4/bin/python"'
        old = script(tmp_path / "python3.8", f'[ "$3" = venv ] || exit 1\n{bundled}; chmod +x "$4/bin/python"; exit 0')

        pip.install(["tiny"], tmp_path / "into", old)

        assert (tmp_path / "asked").read_text() == "pip\n"

    def test_cannot_be_installed_for_a_python_without_any_pip(self, tmp_path: Path) -> None:
        bare = script(tmp_path / "python3.8", "exit 1")

        assert not pip.has_pip(bare)
        with pytest.raises(pip.PipError, match=r"Python 3\.8 has no pip, and bundles none\."):
            pip.install(["tiny"], tmp_path, bare)


class TestTheImage:
    def test_brings_our_clients_to_a_python_that_reads_them(self, tmp_path: Path) -> None:
        assert image.search_path([tmp_path], OURS, "python3.12") == [str(tmp_path), str(image.runtime_packages())]

    def test_brings_none_beside_those_of_the_artifact(self, tmp_path: Path) -> None:
        (tmp_path / "boto3").mkdir()

        assert image.search_path([tmp_path], OURS, "python3.12") == [str(tmp_path)]

    def test_brings_no_clients_that_an_old_python_cannot_read(self, tmp_path: Path) -> None:
        (tmp_path / "handlers.py").write_text("import boto3\n")
        old = script(tmp_path / "python3.8", "exit 1")

        assert image.search_path([tmp_path], old, "python3.12") == [str(tmp_path)]

    def test_brings_an_old_python_clients_of_its_own_where_the_code_names_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pip, "install", lambda what, target, _for: (target / what[0]).mkdir())
        old = script(tmp_path / "python3.8", "exit 1")
        code = tmp_path / "code"
        code.mkdir()
        assert image.search_path([code], old, "python3.12") == [str(code)]

        (code / "handlers.py").write_text("import boto3\n")
        found, own = image.search_path([code], old, "python3.12")
        assert (found, Path(own).name, (Path(own) / "boto3").is_dir()) == (str(code), "boto3-3.8", True)

    @pytest.mark.parametrize(("runtime", "brings"), [("python3.9", True), ("python3.11", True), ("python3.12", False)])
    def test_brings_setuptools_up_to_3_11(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runtime: str, brings: bool
    ) -> None:
        monkeypatch.setattr(image, "_setuptools", lambda _for: tmp_path / "setuptools")

        assert (str(tmp_path / "setuptools") in image.search_path([tmp_path], OURS, runtime)) is brings

    def test_brings_pkg_resources_beside_a_setuptools_that_has_given_it_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(image, "_setuptools", lambda _for: tmp_path / "bundled")
        (tmp_path / "setuptools").mkdir()
        assert str(tmp_path / "bundled") in image.search_path([tmp_path], OURS, "python3.11")

        (tmp_path / "pkg_resources").mkdir()
        assert str(tmp_path / "bundled") not in image.search_path([tmp_path], OURS, "python3.11")

    @pytest.mark.parametrize("version", ["3.9", "3.10", "3.11"])
    def test_has_the_setuptools_that_a_python_bundles(self, version: str) -> None:
        interpreter = on_this_machine(version)
        found = image._setuptools(interpreter)
        if found is None:
            pytest.skip(f"Python {version} bundles no setuptools on this machine")
        asked = [
            interpreter.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.append({str(found)!r}); import pkg_resources",
        ]

        assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
