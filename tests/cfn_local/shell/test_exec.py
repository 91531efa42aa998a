"""`cfn-local exec`: a command of the user's, which finds a local AWS and nothing of the real one."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cfn_local.shell.shell_stories import CFN_LOCAL, NOBODY, hostile, is_running, run, waits_until

# Tells where its local AWS is, and waits for a signal.
TELLING = """
import json, os, signal, sys
told_by = {signal.SIGINT, signal.SIGTERM, signal.SIGUSR1}
signal.pthread_sigmask(signal.SIG_BLOCK, told_by)
if "apart" in sys.argv:
    os.setpgrp()  # out of the reach of the terminal's own Ctrl-C
with open(sys.argv[1], "w") as file:
    json.dump({"authority": os.environ["AWS_CA_BUNDLE"], "proxy": os.environ["HTTPS_PROXY"], "pid": os.getpid()}, file)
seen = [signal.sigwait(told_by)]
second = signal.sigtimedwait(told_by, 0.2)  # if there is one
print(*(signal.Signals(number).name for number in [*seen, *([second.si_signo] if second else [])]), flush=True)
sys.exit(5)
"""

ASKING = """
set -u
aws sts get-caller-identity --query Account --output text
aws s3 mb s3://of-the-local-account && aws s3 ls | cut -d' ' -f3
aws configure list-profiles
python - <<'PYTHON'
import boto3, os, requests
session = boto3.Session()
sts = session.client("sts")
print(session.get_credentials().access_key, session.region_name, sts.meta.endpoint_url)
print(sts.get_caller_identity()["Account"])
print([bucket["Name"] for bucket in session.client("s3").list_buckets()["Buckets"]])
for url in ("https://api.example.com", "http://api.example.com", "https://s3.example.com/amazonaws.com"):
    try:
        print(requests.get(url).status_code)
    except requests.exceptions.ProxyError:
        print("refused")
PYTHON
"""


class TestInAHostileEnvironment:
    def test_every_client_talks_to_the_local_aws_and_reaches_nothing_else(self, tmp_path: Path) -> None:
        done = run("exec", "--", "sh", "-c", ASKING, environ=hostile(tmp_path))

        assert done.stdout.splitlines() == [
            "123456789012",
            "make_bucket: of-the-local-account",
            "of-the-local-account",
            "AKIAIOSFODNN7EXAMPLE eu-west-1 https://sts.eu-west-1.amazonaws.com",
            "123456789012",
            "['of-the-local-account']",
            "refused",
            "502",
            "refused",
        ], done.stderr

    def test_nothing_of_it_is_left_that_leads_to_aws(self, tmp_path: Path) -> None:
        environ = hostile(tmp_path)
        code = "import json, os; print(json.dumps(dict(os.environ)))"
        found = json.loads(run("exec", "--", sys.executable, "-c", code, environ=environ).stdout)

        kept = {name for name in environ if found.get(name) == environ[name]}
        assert kept - {"PYTHONPATH", "CFN_LOCAL_CACHE"} == {"HOME", "PIP_NO_INDEX", "AWS_REGION", "AWS_DEFAULT_REGION"}
        assert {name for name, value in found.items() if "real" in value.lower() or value == NOBODY} == {"PIP_PROXY"}
        assert found["PATH"] == f"{environ['PATH']}:{Path(sys.executable).parent}"


class TestTheExitStatus:
    @pytest.mark.parametrize(("script", "status"), [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)])
    def test_is_that_of_the_command_or_tells_the_signal(self, script: str, status: int) -> None:
        assert run("exec", "--", "sh", "-c", script).returncode == status

    def test_of_a_command_that_does_not_exist_is_as_in_a_shell(self) -> None:
        done = run("exec", "--", "no-such-command")

        assert done.returncode == 127
        assert done.stderr == "cfn-local exec: no-such-command: No such file or directory\n"

    def test_of_a_file_that_is_no_program_is_as_in_a_shell(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("text")

        assert run("exec", "--", str(tmp_path / "text")).returncode == 126

    def test_without_a_command_is_that_of_wrong_usage(self) -> None:
        done = run("exec")

        assert done.returncode == 2
        assert "name the command to run" in done.stderr


class TestTheCommand:
    @pytest.mark.parametrize("dashes", [["--"], []])
    def test_gets_its_arguments_as_they_are(self, dashes: list[str]) -> None:
        printing = "import sys; print(sys.argv[1:])"
        done = run("exec", *dashes, sys.executable, "-c", printing, "--port", "--", "-h", "a b")

        assert done.stdout == "['--port', '--', '-h', 'a b']\n"

    def test_reads_the_users_input(self) -> None:
        done = subprocess.run([*CFN_LOCAL, "exec", "cat"], input="typed", capture_output=True, text=True, check=True)

        assert done.stdout == "typed"


class TestSignals:
    def started(self, told: Path, *more: str, **named: object) -> "subprocess.Popen[str]":
        arguments = [*CFN_LOCAL, "exec", "--", sys.executable, "-c", TELLING, str(told), *more]
        running = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, **named)  # type: ignore[call-overload]
        assert waits_until(lambda: told.is_file() and bool(told.read_text()))
        return running

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGUSR1])
    def test_reach_the_command_which_may_end_as_it_likes(self, tmp_path: Path, number: signal.Signals) -> None:
        running = self.started(tmp_path / "told", stdin=subprocess.DEVNULL)
        running.send_signal(number)

        assert running.communicate()[0] == f"{number.name}\n"
        assert running.returncode == 5

    def test_leave_no_process_and_no_file_behind(self, tmp_path: Path) -> None:
        told = tmp_path / "told"
        running = self.started(told, stdin=subprocess.DEVNULL)
        before = json.loads(told.read_text())
        children = [int(each) for each in Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()]
        running.send_signal(signal.SIGTERM)
        running.communicate()

        assert len(children) == 2 and before["pid"] in children
        assert not any(is_running(process_id) for process_id in children)
        assert not Path(before["authority"]).parent.exists()

    @pytest.mark.parametrize(("where", "said"), [("with us", "SIGINT\n"), ("apart", "SIGTERM\n")])
    def test_of_a_terminal_are_left_to_the_terminal(self, tmp_path: Path, where: str, said: str) -> None:
        keyboard, terminal = pty.openpty()
        named = {"stdin": terminal, "start_new_session": True, "preexec_fn": _own_terminal}
        running = self.started(tmp_path / "told", where, **named)
        os.write(keyboard, b"\x03")
        if where == "apart":
            running.send_signal(signal.SIGTERM)

        assert running.communicate()[0] == said
        os.close(keyboard)
        os.close(terminal)


def _own_terminal() -> None:
    """Make standard input the terminal that the new session is controlled by."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
