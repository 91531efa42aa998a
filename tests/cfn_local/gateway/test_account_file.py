"""The file that keeps an account from run to run: what it holds, and what is refused."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from moto import mock_aws
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from cfn_local.gateway import account_file
from cfn_local.gateway.account_file import AccountFileError, keep, restore
from cfn_local.partitions import partition_of
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock

# pytest's own loader of tests does not give their code away.
ADDITIONS = """
def adding(number):
    return lambda other, factor=2: number + factor * other
"""
ROOT = Path(__file__).parents[3]
ACCOUNT, REGION = "123456789012", "us-east-1"


@pytest.fixture(autouse=True)
def account() -> Iterator[None]:
    with mock_aws():
        clock.reset()
        backend().create_queue("jobs", {})
        yield
    clock.reset()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An account with a queue, and nothing else."""
    file = tmp_path / "account"
    keep(file)
    return file


@pytest.fixture
def workers(tmp_path: Path) -> Workers:
    return Workers({}, tmp_path / "handlers")


def backend() -> Any:
    return sqs_backends[ACCOUNT][REGION]


def edited(file: Path, **members: str) -> None:
    header, _, content = file.read_bytes().partition(b"\n")
    file.write_bytes(json.dumps({**json.loads(header), **members}).encode() + b"\n" + content)


def certificate(key: Any) -> x509.Certificate:
    name, now = x509.Name([]), datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=1))
    return made.sign(key, hashes.SHA256())


def test_what_has_no_name_is_kept_by_its_code_its_text_or_made_anew(
    file: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "additions.py").write_text(ADDITIONS)
    monkeypatch.syspath_prepend(file.parent)
    adding = import_module("additions").adding
    key = ec.generate_private_key(ec.SECP256R1())
    vars(backend())["held"] = adding(3), key, key.public_key(), certificate(key), threading.Lock(), sqs_backends
    clock.advance(864_000)
    keep(file)
    sqs_backends.reset()
    clock.reset()

    restore(file, workers)

    add, kept_key, public_key, kept_certificate, lock, backends = vars(backend())["held"]
    assert list(backend().queues) == ["jobs"]
    assert add(2) == 7
    assert kept_key.private_numbers() == key.private_numbers()
    assert public_key.public_numbers() == key.public_key().public_numbers()
    assert kept_certificate.serial_number == 7
    assert lock.acquire(blocking=False)
    assert backends is sqs_backends
    assert clock.ahead() == timedelta(days=10)


@pytest.mark.parametrize("name", ["cfn-local", "moto", "Python"])
def test_another_version_is_refused_by_name(file: Path, workers: Workers, name: str) -> None:
    edited(file, **{name: "0.0.1"})
    backend().create_queue("later", {})

    with pytest.raises(AccountFileError, match=rf"was written with {name} 0\.0\.1, and this is .*move the file away"):
        restore(file, workers)
    assert list(backend().queues) == ["jobs", "later"]


@pytest.mark.parametrize("content", [b"", b"notes\n", b"[]\n", b'{"cfn-local'])
def test_what_is_no_account_is_refused(file: Path, workers: Workers, content: bytes) -> None:
    file.write_bytes(content)

    with pytest.raises(AccountFileError, match="is damaged, or no account of cfn-local: move it away"):
        restore(file, workers)


def test_a_damaged_file_is_refused(file: Path, workers: Workers) -> None:
    file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(AccountFileError, match="is damaged, or no account of cfn-local: move it away"):
        restore(file, workers)


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_to_is_refused(file: Path, workers: Workers, mode: int) -> None:
    file.chmod(mode)

    with pytest.raises(AccountFileError, match="reading it runs code: open only your own files"):
        restore(file, workers)


def test_nobody_else_may_read_the_file(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_runs_is_named_and_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_file, "_SECONDS_TO_END", 0)
    before, ended = file.read_bytes(), threading.Event()
    threads = [threading.Thread(target=ended.wait, name=name) for name in ("stack s", "execution-1")]
    for thread in threads:
        thread.start()
    try:
        with pytest.raises(AccountFileError, match=r"Still running, so that the account is not kept: stack s\."):
            keep(file)
        threads[0].name = "ended"
        vars(backend())["execution"] = threads[1]
        with pytest.raises(AccountFileError, match=r"execution-1 is still running\. .*account is as it was\."):
            keep(file)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(AccountFileError, match=r"gone/account cannot be written: No such file or directory\."):
        keep(tmp_path / "gone/account")


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"])
def test_every_region_and_partition_is_kept(file: Path, workers: Workers, region: str) -> None:
    sqs_backends[ACCOUNT][region].create_queue("here", {})
    s3_backends[ACCOUNT][partition_of(region).id].create_bucket("files", region)
    keep(file)
    for backends in (sqs_backends, s3_backends):
        backends.reset()

    restore(file, workers)

    assert "here" in sqs_backends[ACCOUNT][region].queues
    assert s3_backends[ACCOUNT][partition_of(region).id].buckets["files"].region_name == region


def test_the_threads_of_operations_are_known_by_their_names() -> None:
    rooms = [ROOT / "cfn_local" / room for room in ("cloud_control", "engine", "registry")]
    texts = [file.read_text("utf-8") for room in rooms for file in room.rglob("*.py")]

    begun = {name for text in texts for name in re.findall(r'[(, ]name=f"([a-z ]+ )\{[^"]*"(?:, daemon=True)\)', text)}

    assert begun == set(account_file._OPERATIONS)
