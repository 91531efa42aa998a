"""What every test stands on: fake credentials, one Region, and no trace of the AWS set-up of who runs it."""

import os
import signal
from importlib.util import find_spec

import pytest

from tests.skips import skips_in_words

REGION = "us-east-1"

if find_spec("hypothesis"):  # the virtual environment of the CDK has none
    from hypothesis import HealthCheck, settings

    # How long an example takes says how busy the machine is, and nothing about the code.
    settings.register_profile("without deadlines", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("without deadlines")

# A shell has what it starts in the background ignore Ctrl-C, and so would all that the tests start and then stop by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """In a CI system, where nobody reads a whole log, tell last what was skipped."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")  # a worker process has none
    if reporter is not None and os.environ.get("CI") == "true":
        reasons = [report.longrepr[2] for report in reporter.stats.get("skipped", [])]
        if told := skips_in_words(reasons):
            reporter.write_line(told)


@pytest.fixture(autouse=True)
def fake_aws_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No AWS client made in a test can find real credentials, profiles or endpoints."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    nowhere = tmp_path_factory.getbasetemp() / "no-such-file"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": str(nowhere),
        "AWS_SHARED_CREDENTIALS_FILE": str(nowhere),
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
