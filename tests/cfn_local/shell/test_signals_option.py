"""`--signals` of up and exec reaches the process of the local AWS."""

import os
import signal
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from cfn_local import cli
from cfn_local.shell import command_run
from cfn_local.shell import up as up_verb


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    """The command line installs handlers of signals, which must not outlive the test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        (["exec", "--signals", "ok", "--", "true"], "ok"),
        (["up", "--signals", "wait"], "wait"),
        (["exec", "--", "true"], None),
    ],
)
def test_the_choice_is_passed_on(monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], chosen: str | None) -> None:
    seen: list[str | None] = []

    def look(*_arguments: Any, **_options: Any) -> int:
        seen.append(os.environ.get("CFN_LOCAL_SIGNALS"))
        return 0

    monkeypatch.setenv("CFN_LOCAL_SIGNALS", "")  # so that the test leaves nothing behind
    monkeypatch.delenv("CFN_LOCAL_SIGNALS")
    monkeypatch.setattr(command_run, "run_command", look)
    monkeypatch.setattr(up_verb, "up", look)

    assert cli.main(arguments) == 0
    assert seen == [chosen]


def test_another_choice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["up", "--signals", "perhaps"])
    assert "invalid choice: 'perhaps'" in capsys.readouterr().err
