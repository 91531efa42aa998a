"""The artifact that is tested is the one that `cfn submit` would ship."""

import io
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cfn_local.runtime import artifact, image
from cfn_local.runtime.artifact import ArtifactError, build, install_requirements
from cfn_local.runtime.interpreter import Interpreter, interpreter_for
from tests.cfn_local.runtime.requirement_stories import PACKAGE, project, wheel

RUNNING = interpreter_for(f"python{sys.version_info.major}.{sys.version_info.minor}")


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for each test, and no package index."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path / "cache"))


def contents(folder: Path) -> dict[str, bytes]:
    """What the artifact holds, by name, links followed; without what differs between any two runs of pip."""
    found = {}
    for parent, _, files in os.walk(folder, followlinks=True):
        for file in files:
            path = Path(parent) / file
            found[str(path.relative_to(folder))] = path.read_bytes()
    return _comparable(found)


def shipped_by_cfn(folder: Path) -> dict[str, bytes]:
    """What the real `cfn submit --dry-run` puts into the ResourceProvider.zip of the project."""
    binaries = Path(sys.executable).parent
    command = [str(binaries / "cfn"), "submit", "--dry-run"]
    search = f"{binaries}{os.pathsep}{os.environ['PATH']}"  # cfn runs the `pip` that it finds there
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": search}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "example-tiny-thing.zip") as outer:
        inner = zipfile.ZipFile(io.BytesIO(outer.read("ResourceProvider.zip")))
    return _comparable({name: inner.read(name) for name in inner.namelist()})


def _comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: content for name, content in files.items() if not name.endswith((".pyc", "/RECORD", "/direct_url.json"))
    }


class TestAnArtifact:
    def test_holds_what_cfn_ships(self, tmp_path: Path) -> None:
        wheel(tmp_path / "wheels", "tiny", content="VALUE = 1\n")
        folder = project(tmp_path / "project", f"--find-links {tmp_path / 'wheels'}\ntiny==1.0\n")
        built = build(folder, PACKAGE, install_requirements(folder, RUNNING), tmp_path / "artifact")

        held = contents(built.root)
        assert held == shipped_by_cfn(folder)
        assert f"{PACKAGE}/rules/table.json" in held
        assert held["tiny.py"] == b"VALUE = 1\n"

    def test_without_requirements_is_the_package_alone(self, tmp_path: Path) -> None:
        folder = project(tmp_path / "project", None)
        built = build(folder, PACKAGE, install_requirements(folder, RUNNING), tmp_path / "artifact")

        assert {name.split("/")[0] for name in contents(built.root)} == {PACKAGE}
        assert built.size_bytes == sum(map(len, contents(built.root).values()))

    def test_over_the_limit_of_lambda_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = project(tmp_path / "project")
        large = folder / "src" / PACKAGE / "large.bin"
        with large.open("wb") as file:
            file.truncate(251 * 2**20)

        with pytest.raises(ArtifactError, match="The artifact is 251 MiB unpacked; Lambda takes at most 250 MiB"):
            build(folder, PACKAGE, None, tmp_path / "artifact")

    def test_of_a_project_without_its_package_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ArtifactError, match="src/example_missing does not exist"):
            build(project(tmp_path / "project"), "example_missing", None, tmp_path / "artifact")

    def test_into_which_a_requirement_brings_the_same_package_is_refused_as_by_cfn(self, tmp_path: Path) -> None:
        (tmp_path / "installed" / PACKAGE).mkdir(parents=True)

        with pytest.raises(ArtifactError, match=f"A requirement brings a {PACKAGE} of its own"):
            build(project(tmp_path / "project"), PACKAGE, tmp_path / "installed", tmp_path / "artifact")

    def test_can_be_built_twice_at_once(self, tmp_path: Path) -> None:
        wheel(tmp_path / "wheels", "tiny")
        folder = project(tmp_path / "project", f"--find-links {tmp_path / 'wheels'}\ntiny\n")

        def built(name: str) -> set[str]:
            return set(contents(build(folder, PACKAGE, install_requirements(folder, RUNNING), tmp_path / name).root))

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(built, ["first", "second"])
        assert first == second
        assert len(list((tmp_path / "cache/requirements").iterdir())) == 1


def installed(folder: Path, interpreter: Interpreter = RUNNING) -> Path:
    found = install_requirements(folder, interpreter)
    assert found is not None
    return found


@pytest.fixture
def without_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip takes seconds; where the question is only when it runs, an empty folder does."""
    monkeypatch.setattr(artifact, "_pip_install", lambda requirements, target, interpreter: None)


@pytest.mark.usefixtures("without_pip")
class TestKeptRequirements:
    @pytest.mark.parametrize(
        "line",
        [
            "./vendored/tiny.whl",
            "../project/vendored/tiny.whl",
            "tiny @ file://{folder}/vendored/tiny.whl",
            "tiny@file:vendored/tiny.whl",
            "./vendored/tiny.whl[extra] ; python_version > '3'  # why",
            "--find-links=vendored\ntiny",
            "-f vendored\ntiny",
            "-r more/list.txt",
            "-rmore/list.txt",
            "-r more/of_project.txt",
            "--requirement=more/list.txt",
            "-c more/list.txt\ntiny",
            "-e ./local",
            "-e./local",
            "./local",
            "${{LOCAL_PACKAGES}}/local",
        ],
    )
    def test_are_made_anew_when_what_a_local_path_leads_to_changes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
    ) -> None:
        folder = project(tmp_path / "project", line.format(folder=tmp_path / "project") + "\n")
        monkeypatch.setenv("LOCAL_PACKAGES", str(folder))
        for name in ("vendored/tiny.whl", "local/src/module.py", "more/tiny.zip"):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text("1")
        (folder / "more/list.txt").write_text("-r ../more/other.txt\n")
        (folder / "more/other.txt").write_text("./tiny.zip\n")
        (folder / "more/of_project.txt").write_text("./vendored/tiny.whl\n")
        before = installed(folder)
        assert installed(folder) == before

        for name in ("vendored/tiny.whl", "local/src/module.py", "more/tiny.zip"):
            (folder / name).write_text("2")
        assert installed(folder) != before

    def test_are_made_anew_when_a_file_of_a_local_package_moves(self, tmp_path: Path) -> None:
        folder = project(tmp_path / "project", "./local\n")
        (folder / "local/before").mkdir(parents=True)
        (folder / "local/before/module.py").write_text("")
        before = installed(folder)
        (folder / "local/before").rename(folder / "local/after")

        assert installed(folder) != before

    def test_are_not_made_anew_for_what_pip_and_git_leave_in_a_local_package(self, tmp_path: Path) -> None:
        folder = project(tmp_path / "project", "./local\n")
        (folder / "local").mkdir()
        before = installed(folder)
        for name in ("build/lib/module.py", "local.egg-info/PKG-INFO", ".git/HEAD", "__pycache__/module.pyc"):
            (folder / "local" / name).parent.mkdir(parents=True)
            (folder / "local" / name).write_text("")

        assert installed(folder) == before

    def test_are_shared_by_projects_with_the_same_content(self, tmp_path: Path) -> None:
        one, two = project(tmp_path / "one", "tiny==1.0\n"), project(tmp_path / "two", "tiny==1.0\n")

        assert installed(one) == installed(two)

    def test_are_apart_for_another_content_and_another_python(self, tmp_path: Path) -> None:
        one, two = project(tmp_path / "one", "tiny==1.0\n"), project(tmp_path / "two", "tiny==2.0\n")
        other = Interpreter(sys.executable, "3.99", False)

        assert len({installed(one), installed(two), installed(one, other)}) == 3


class TestInstalledRequirements:
    def test_from_a_local_wheel_are_never_stale(self, tmp_path: Path) -> None:
        folder = project(tmp_path / "project", "./vendored/tiny-1.0-py3-none-any.whl\n")
        for content in ("VALUE = 1\n", "VALUE = 2\n"):
            wheel(folder / "vendored", "tiny", content=content)

            assert (installed(folder) / "tiny.py").read_text() == content

    def test_that_do_not_install_say_why_in_pips_words_and_leave_nothing(self, tmp_path: Path) -> None:
        folder = project(tmp_path / "project", "no-such-package-anywhere==1.0\n")

        with pytest.raises(ArtifactError) as caught:
            install_requirements(folder, RUNNING)
        assert str(caught.value).startswith("requirements.txt does not install:\n")
        assert "No matching distribution found for no-such-package-anywhere==1.0" in str(caught.value)
        assert list((tmp_path / "cache/requirements").iterdir()) == []


def test_the_runtime_brings_boto3_and_what_it_needs_and_no_more() -> None:
    assert sorted(entry.name for entry in image.runtime_packages().iterdir()) == [
        "boto3",
        "botocore",
        "dateutil",
        "jmespath",
        "s3transfer",
        "six.py",
        "urllib3",
    ]
