"""The Python of a handler is the one that its project declares, where there is such a one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfn_local.runtime import interpreter
from cfn_local.runtime.interpreter import Interpreter, interpreter_for

RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine with an empty path, and an empty pyenv in the folder that is given."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    interpreter._find.cache_clear()
    yield tmp_path
    interpreter._find.cache_clear()


def install(script: Path, content: str) -> None:
    script.parent.mkdir(parents=True)
    script.write_text(content)
    script.chmod(0o755)


class TestTheDeclaredPython:
    def test_is_the_running_one_where_that_is_declared(self) -> None:
        assert interpreter_for(f"python{RUNNING}") == Interpreter(sys.executable, RUNNING, True)

    @pytest.mark.parametrize("version", ["3.9", "3.10", "3.12", "3.13"])
    def test_is_found_where_pyenv_keeps_it(self, version: str) -> None:
        found = interpreter_for(f"python{version}")
        if not found.is_declared:
            pytest.skip(f"Python {version} is not on this machine")

        assert found.version == version
        # In a handler's bare environment, where a stand-in of pyenv does not work.
        asked = [found.executable, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        assert subprocess.run(asked, env={}, capture_output=True, text=True, check=True).stdout == f"{version}\n"

    def test_is_found_behind_a_script_of_that_name(self, nothing_else: Path) -> None:
        install(nothing_else / "bin/python3.77", f"#!/bin/sh\necho 3.77 {sys.executable}\n")

        assert interpreter_for("python3.77") == Interpreter(sys.executable, "3.77", True)

    @pytest.mark.parametrize("script", ["#!/bin/sh\nexit 127\n", "#!/no/such/shell\n", "#!/bin/sh\necho 3.76 /bin/x\n"])
    def test_is_not_what_only_bears_its_name(self, nothing_else: Path, script: str) -> None:
        install(nothing_else / "pyenv/versions/3.77.0/bin/python3.77", script)

        assert interpreter_for("python3.77") == Interpreter(sys.executable, RUNNING, False)


class TestAPythonThatIsNotThere:
    @pytest.mark.parametrize("runtime", ["python3.99", "python2.7", "java17", ""])
    def test_is_replaced_by_the_running_one_which_says_so(self, runtime: str) -> None:
        assert interpreter_for(runtime) == Interpreter(sys.executable, RUNNING, False)

    @pytest.mark.parametrize("runtime", ["python3.6", "python3.7"])
    def test_is_replaced_by_3_9_where_cfn_has_left_it_behind(self, nothing_else: Path, runtime: str) -> None:
        install(nothing_else / "bin/python3.9", "#!/bin/sh\necho 3.9 /opt/python3.9\n")

        assert interpreter_for(runtime) == Interpreter("/opt/python3.9", "3.9", False)

    def test_is_what_is_there_and_cannot_be_used(self, nothing_else: Path) -> None:
        install(nothing_else / "bin/python3.77", "#!/bin/sh\necho 3.77 /opt/python3.77\n")

        assert interpreter_for("python3.77", lambda one: one.version == "3.78").version == RUNNING


class TestAnOutdatedPython:
    def test_is_used_where_what_runs_beside_a_handler_can_run_on_it(self, nothing_else: Path) -> None:
        for version in ("3.6", "3.7"):
            (nothing_else / "bin").mkdir(exist_ok=True)
            script = nothing_else / f"bin/python{version}"
            script.write_text(f"#!/bin/sh\necho {version} /opt/python{version}\n")
            script.chmod(0o755)

        assert interpreter_for("python3.7") == Interpreter("/opt/python3.7", "3.7", True)
        assert interpreter_for("python3.6") == Interpreter(sys.executable, RUNNING, False)
