"""`--keep` leaves the local AWS of what failed up; Ctrl-C or SIGTERM ends everything, then and at any other time."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from tests.cfn_local.contract.strangers import PROJECTS, copied, with_create

pytestmark = pytest.mark.contract


class Running:
    """`cfn-local` in a process group of its own, with a temporary folder of its own."""

    def __init__(self, temp: str, *arguments: str | Path) -> None:
        self.temp = temp
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cfn_local.cli", "test", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env={**os.environ, "TMPDIR": temp, "PYTHONUNBUFFERED": "1"},
        )

    def lines_until(self, text: str) -> list[str]:
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if text in line:
                return lines
        raise AssertionError("\n".join(lines))

    def end_with(self, signal_number: signal.Signals) -> str:
        """What it printed after the signal, which goes to all its processes as from a terminal."""
        os.killpg(self.process.pid, signal_number)
        return self.process.communicate()[0]

    def left_behind(self) -> list[str]:
        return [path.name for path in Path(self.temp).iterdir()]


@pytest.fixture
def temp(tmp_path: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        yield folder


class TestKeep:
    def test_the_failed_world_can_be_looked_at_until_ctrl_c(self, tmp_path: Path, temp: str) -> None:
        # It makes the parameter and then cannot answer, so that the parameter stays.
        leak = "session.client('ssm').put_parameter(Name='/leaked', Value='1', Type='String'); {}['colour']"
        running = Running(temp, copied("ssm-note", tmp_path, with_create(leak)), "--keep", "--", "-k", "create_delete")
        lines = running.lines_until("Press Ctrl-C to stop.")
        exports = dict(line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export "))
        ssm = boto3.client(
            "ssm",
            region_name=exports["AWS_REGION"],
            aws_access_key_id=exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=exports["AWS_SECRET_ACCESS_KEY"],
            config=Config(proxies={"https": exports["HTTPS_PROXY"]}),
            verify=exports["AWS_CA_BUNDLE"],
        )
        assert ssm.get_parameter(Name="/leaked")["Parameter"]["Value"] == "1"
        assert running.end_with(signal.SIGINT) == "stopped\n"
        assert running.process.returncode == 1
        assert running.left_behind() == []

    def test_what_passed_is_not_kept(self, temp: str) -> None:
        running = Running(temp, PROJECTS / "queue-module", "--keep")
        assert "Press Ctrl-C" not in running.process.communicate()[0]
        assert running.process.returncode == 0


class TestStoppingInTheMiddle:
    @pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_nothing_stays_behind(self, temp: str, signal_number: signal.Signals) -> None:
        running = Running(temp, PROJECTS / "ssm-note")
        running.lines_until("generate")
        output = running.end_with(signal_number)
        assert running.process.returncode == 130, output
        assert "Traceback" not in output
        assert running.left_behind() == []
