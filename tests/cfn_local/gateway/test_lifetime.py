"""A local AWS lives as long as the one who started it wants, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError

HANGING = """
import os, subprocess, time
def handler(event, context):
    child = subprocess.Popen(["sleep", "1000"])
    with open(event, "w") as file:
        file.write(f"{os.getpid()} {child.pid}")
    time.sleep(1000)
"""


def is_running(process_id: int) -> bool:
    """Zombies, which nobody has waited for yet, do not run."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def waits_until(condition: Callable[[], bool]) -> bool:
    """Looks until it holds; a minute at most."""
    ended = subprocess.Popen(["sleep", "60"])
    try:
        while not condition():
            if ended.poll() is not None:
                return False
            os.sched_yield()
        return True
    finally:
        ended.kill()
        ended.wait()


def hang(aws: LocalAws, folder: Path) -> list[int]:
    """Have a function hang, and give the ids of its process and of the child it started."""
    (folder / "handlers.py").write_text(HANGING)
    told = folder / "told"
    aws.put_function(
        "Hanging",
        entry_point="handlers.handler",
        search_path=[str(folder)],
        interpreter=sys.executable,
        timeout_seconds=900,
    )
    Thread(target=_invoke, args=(aws, str(told)), daemon=True).start()
    assert waits_until(lambda: told.is_file() and len(told.read_text().split()) == 2)
    return [int(process_id) for process_id in told.read_text().split()]


def _invoke(aws: LocalAws, event: str) -> None:
    try:
        aws.invoke("Hanging", event)
    except (LocalAwsError, OSError):
        """It ends before the function does, which is what these tests are about."""


class TestStopping:
    def test_ends_every_process_and_removes_every_file(self, tmp_path: Path) -> None:
        with LocalAws(soon=()) as aws:
            gateway, folder = aws._process.pid, aws.certificate_authority.parent
            processes = hang(aws, tmp_path)
            assert all(is_running(process_id) for process_id in [gateway, *processes])

        assert not any(is_running(process_id) for process_id in [gateway, *processes])
        assert not folder.exists()

    def test_twice_is_as_good_as_once(self) -> None:
        aws = LocalAws(soon=())
        aws.stop()
        aws.stop()

        with pytest.raises(LocalAwsError, match="does not answer"):
            aws.describe()

    def test_by_a_signal_leaves_nothing_either(self, tmp_path: Path) -> None:
        aws = LocalAws(soon=())
        processes = hang(aws, tmp_path)
        aws._process.send_signal(signal.SIGTERM)
        aws._process.wait()
        aws.stop()

        assert not any(is_running(process_id) for process_id in processes)
        assert not aws.certificate_authority.parent.exists()

    def test_happens_by_itself_when_the_parent_dies(self) -> None:
        parent = subprocess.run(
            [
                sys.executable,
                "-c",
                "import os; from cfn_local.gateway.local_aws import LocalAws; aws = LocalAws(soon=());"
                "print(aws._process.pid, aws.certificate_authority, flush=True); os._exit(0)",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        gateway, certificate_authority = parent.stdout.split()

        assert waits_until(lambda: not is_running(int(gateway)))
        assert not Path(certificate_authority).parent.exists()


class TestStarting:
    def test_on_a_port_in_use_says_so(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(LocalAwsError) as caught:
                LocalAws(port)

        assert str(caught.value) == f"Cannot listen on 127.0.0.1:{port}: Address already in use."

    def test_on_a_port_that_cannot_be_says_so(self) -> None:
        with pytest.raises(LocalAwsError, match=r"127\.0\.0\.1:70000: ports are 0 to 65535\.$"):
            LocalAws(70000)

    def test_on_a_chosen_port_listens_there(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with LocalAws(port, soon=()) as aws:
            assert urlsplit(aws.url).port == port

    def test_does_not_import_what_lies_in_the_current_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "moto.py").write_text("raise SystemExit('the wrong moto')")
        monkeypatch.chdir(tmp_path)
        with LocalAws(soon=()) as aws:
            assert aws.client("sts").get_caller_identity()["Account"] == "123456789012"

    def test_can_be_reset_before_it_has_loaded_what_there_is_to_reset(self) -> None:
        with LocalAws() as aws:
            aws.reset()
            aws.put_conditions({"OnDemandInstanceQuota": 1})

            assert aws.describe().calls == ()

    def test_serves_clients_of_many_services_that_all_come_at_once(self) -> None:
        with LocalAws(soon=("ec2",)) as aws:
            calls = [
                aws.client("cloudformation").list_stacks,
                aws.client("autoscaling").describe_auto_scaling_groups,
                aws.client("resource-groups").list_groups,
                aws.client("ec2").describe_capacity_reservations,
                aws.client("sts").get_caller_identity,
                aws.describe,
            ]
            with ThreadPoolExecutor(len(calls)) as pool:
                for future in [pool.submit(call) for call in calls]:
                    future.result()
            assert aws.describe().unsupported == ()
