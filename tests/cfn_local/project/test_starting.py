"""What the user is told on the way to started handlers."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cfn_local.project.checkout import Checkout
from cfn_local.project.options import Options
from cfn_local.project.starting import _Start
from cfn_local.runtime import artifact, pip
from cfn_local.runtime.artifact import ArtifactError
from cfn_local.runtime.interpreter import interpreter_for
from cfn_local.runtime.pip import PipError
from tests.cfn_local.contract.strangers import copied, replaced, written

WITHOUT_AWS: Any = None


def start_of(folder: Path, running: ExitStack, notes: list[str]) -> _Start:
    return _Start(Checkout(folder, running), WITHOUT_AWS, Options(), lambda _phase: None, notes.append)


class TestATypeConfiguration:
    def test_that_does_not_fit_is_used_and_told_with_what_does_not(self, tmp_path: Path) -> None:
        folder = copied("configured-note", tmp_path, written("typeConfiguration.json", '{"Path": "notes"}'))
        notes: list[str] = []
        with ExitStack() as running:
            chosen = start_of(folder, running, notes)._choose_configuration()
        assert chosen == folder / "typeConfiguration.json"
        assert notes == ["typeConfiguration.json does not fit: $.Path: 'notes' does not match '^/[a-z]+$'"]


class TestATargetOfADiscontinuedService:
    def test_is_skipped_and_named_and_the_others_are_tested(self, tmp_path: Path) -> None:
        schema = "example-naming-check.json"
        folder = copied(
            "name-check",
            tmp_path,
            replaced(schema, '"AWS::SSM::Parameter"', '"AWS::SSM::Parameter", "AWS::Bygone::Thing"'),
        )
        notes: list[str] = []
        with ExitStack() as running:
            start = start_of(folder, running, notes)
            chosen = start._choose_targets()
            scratch = start.checkout.scratch
            shipped, written_anew = (scratch.folder / schema).read_text("utf-8"), scratch.generated()
        assert notes == ["AWS::Bygone::Thing is skipped: AWS has no such service any more. Take it out of targetNames."]
        assert "AWS::SSM::Parameter" in chosen["preCreate"]
        assert "Bygone" not in shipped
        assert written_anew == {}  # it would be said that cfn has written it


class TestRequirements:
    @pytest.mark.parametrize(
        "said",
        [
            "fatal: unable to access 'https://github.com/example/notes.git/': Could not resolve host: github.com",
            "ssh: connect to host github.com port 22: Network is unreachable",
            "HTTPSConnectionPool(host='github.com', port=443): Max retries exceeded with url: /notes.zip",
        ],
    )
    def test_on_a_host_that_cannot_be_reached_are_told_by_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
    ) -> None:
        def fail(*_: object) -> None:
            raise PipError(said)

        monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(pip, "install", fail)
        written("requirements.txt", "notes @ git+https://github.com/example/notes.git\n")(tmp_path)
        with pytest.raises(ArtifactError) as raised:
            artifact.install_requirements(tmp_path, interpreter_for(""))
        assert str(raised.value) == f"requirements.txt needs github.com, which cannot be reached.\n{said}"
