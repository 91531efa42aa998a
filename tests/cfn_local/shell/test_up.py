"""`cfn-local up`: a local AWS for any shell, until it is stopped."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from cfn_local.gateway.local_aws import LocalAwsClient
from tests.cfn_local.shell.shell_stories import CFN_LOCAL, hostile, is_running, run


class Up:
    """A running `cfn-local up`, whose lines are in a file that a shell can read."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.exports = folder / "exports"
        with self.exports.open("w") as file:
            self.process = subprocess.Popen(
                [*CFN_LOCAL, "up", *arguments], stdout=file, stderr=subprocess.PIPE, text=True
            )
        assert self.process.stderr is not None
        self.said: IO[str] = self.process.stderr
        self.ready = self.said.readline()

    def shell(self, script: str, environ: dict[str, str]) -> str:
        command = ["sh", "-c", f'. "$0"; {script}', str(self.exports)]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    def environment(self) -> dict[str, str]:
        lines = self.shell("env -0", dict(os.environ)).split("\0")
        return dict(line.split("=", 1) for line in lines if line)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait()
        self.said.close()
        return status


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    running = Up(tmp_path_factory.mktemp("up"))
    yield running
    running.stop()


class TestTheLines:
    def test_lead_a_shell_there_whatever_its_own_settings_are(self, up: Up, tmp_path: Path) -> None:
        asking = "aws sts get-caller-identity --query Account --output text; env | grep -c 999999999999"
        command = ["sh", "-c", f'. "$0"; {asking}', str(up.exports)]
        done = subprocess.run(command, env=hostile(tmp_path), capture_output=True, text=True, check=False)

        assert done.stdout == "123456789012\n0\n", done.stderr

    def test_lead_a_shell_without_any_settings_there_too(self, up: Up) -> None:
        asking = "aws sts get-caller-identity --query Account --output text"

        assert up.shell(asking, {"PATH": os.environ["PATH"]}) == "123456789012\n"

    def test_say_that_all_is_ready_on_standard_error(self, up: Up) -> None:
        url = up.environment()["HTTPS_PROXY"]

        assert up.ready == f"Ready at {url}. The lines above lead a shell here; Ctrl-C stops it.\n"


class TestServing:
    def test_goes_on_when_clients_go_away_in_the_middle_of_a_request(self, up: Up) -> None:
        aws = LocalAwsClient.of(up.environment())
        address = urlsplit(aws.url)
        for beginning in (b"", b"POST / HT", b"PUT /_cfn_local/label HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"):
            with socket.create_connection((address.hostname, address.port)) as client:
                client.sendall(beginning)
        for host in (b"sts.amazonaws.com", b"example.com"):
            with socket.create_connection((address.hostname, address.port)) as client:
                client.sendall(b"CONNECT " + host + b":443 HTTP/1.1\r\n\r\n")

        assert aws.client("sts").get_caller_identity()["Account"] == "123456789012"

    def test_keeps_what_one_client_makes_for_the_next(self, up: Up) -> None:
        environ = up.environment()
        subprocess.run(["aws", "s3", "mb", "s3://made-by-one"], env=environ, capture_output=True, check=True)

        buckets = LocalAwsClient.of(environ).client("s3").list_buckets()["Buckets"]
        assert "made-by-one" in [bucket["Name"] for bucket in buckets]


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_is_a_good_end_and_leaves_nothing_behind(self, tmp_path: Path, number: signal.Signals) -> None:
        running = Up(tmp_path)
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
        authority = Path(running.environment()["AWS_CA_BUNDLE"])
        assert authority.is_file() and len(children) == 1
        running.process.send_signal(number)

        assert running.process.wait() == 0
        assert running.said.read() == ""
        assert not is_running(int(children[0]))
        assert not authority.parent.exists()
        running.said.close()

    def test_by_itself_is_told(self, tmp_path: Path) -> None:
        running = Up(tmp_path)
        (gateway,) = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
        os.kill(int(gateway), signal.SIGKILL)

        assert running.process.wait() == 1
        assert running.said.read() == "The local AWS has ended by itself.\n"
        running.said.close()


class TestThePort:
    def test_can_be_chosen(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        running = Up(tmp_path, "--port", str(port))

        assert running.ready.startswith(f"Ready at http://127.0.0.1:{port}.")
        assert running.stop() == 0

    def test_that_is_in_use_is_told(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = run("up", "--port", str(port))

        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr == f"cfn-local up: Cannot listen on 127.0.0.1:{port}: Address already in use.\n"


class TestStandIns:
    def test_are_announced_before_it_is_ready_and_listed_at_the_end(self, tmp_path: Path) -> None:
        up = Up(tmp_path, "--stand-ins=AWS::Braket::*")
        assert up.ready == "Stand-ins for AWS::Braket::*: nothing of AWS is behind them.\n"
        assert up.said.readline().startswith("Ready at http://127.0.0.1:")
        body = "Resources: {Box: {Type: 'AWS::Braket::SpendingLimit', Properties: {DeviceArn: one, SpendingLimit: 1}}}"
        deploying = f'aws cloudformation create-stack --stack-name web --template-body "{body}" --query StackId'
        waiting = "aws cloudformation wait stack-create-complete --stack-name web"
        up.shell(f"{deploying} && {waiting}", dict(os.environ))
        up.process.send_signal(signal.SIGTERM)
        assert up.said.read().splitlines() == [
            "Stood in for, with nothing of AWS behind:",
            "  AWS::Braket::SpendingLimit: Box of web",
        ]
        assert up.stop() == 0
