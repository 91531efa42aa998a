"""Whatever the user's environment says, what runs under cfn-local talks to the local AWS alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

AUTHORITY = Path("/folder/authority.pem")
NAMES = ["AWS_PROFILE", "aws_endpoint_url", "BOTO_CONFIG", "https_proxy", "No_Proxy", "SSL_CERT_DIR", "LC_ALL", "MINE"]


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who works with real AWS, through a proxy that must not be asked."""
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/credentials").write_text("[default]\naws_access_key_id=REAL\naws_secret_access_key=REAL\n")
    (tmp_path / ".aws/config").write_text("[default]\nregion=eu-west-1\nendpoint_url=http://127.0.0.1:9\n")
    (tmp_path / ".boto").write_text("[Credentials]\naws_access_key_id=REAL\naws_secret_access_key=REAL\n")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "AWS_PROFILE": "production",
        "AWS_CONFIG_FILE": str(tmp_path / ".aws/config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / ".aws/credentials"),
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_CA_BUNDLE": str(tmp_path / "no-such-file"),
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
        "NO_PROXY": "*",
        "REQUESTS_CA_BUNDLE": str(tmp_path / "no-such-file"),
        "SSL_CERT_DIR": str(tmp_path),
    }


class TestAChildOfAHostileEnvironment:
    ASKING = (
        "import boto3, json; session = boto3.Session(); sts = session.client('sts');"
        "print(json.dumps([sts.get_caller_identity()['Account'], session.get_credentials().access_key, "
        "session.region_name, sts.meta.endpoint_url]))"
    )

    def test_talks_to_the_local_aws(self, aws: LocalAws, hostile: dict[str, str]) -> None:
        done = subprocess.run(
            [sys.executable, "-c", self.ASKING],
            env=aws.environment(hostile),
            capture_output=True,
            text=True,
            check=True,
        )

        assert json.loads(done.stdout) == [
            "123456789012",
            "AKIAIOSFODNN7EXAMPLE",
            "us-east-1",
            "https://sts.us-east-1.amazonaws.com",
        ]
        assert [call.action for call in aws.describe().calls] == ["GetCallerIdentity"]

    def test_is_refused_a_host_outside_that_is_then_named(self, aws: LocalAws, hostile: dict[str, str]) -> None:
        asking = "import requests; requests.get('https://api.example.com')"
        done = subprocess.run(
            [sys.executable, "-c", asking], env=aws.environment(hostile), capture_output=True, text=True, check=False
        )

        assert "ProxyError" in done.stderr
        assert aws.describe().unreachable == ("api.example.com",)


class TestAClientInAHostileEnvironment:
    def test_talks_to_the_local_aws(
        self, aws: LocalAws, hostile: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in hostile.items():
            monkeypatch.setenv(name, value)

        client = aws.client("sts")
        assert client.get_caller_identity()["Account"] == "123456789012"
        assert client.meta.endpoint_url == "https://sts.us-east-1.amazonaws.com"

    def test_is_served_by_a_local_aws_that_was_started_there(
        self, hostile: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in hostile.items():
            monkeypatch.setenv(name, value)
        (Path(hostile["HOME"]) / ".aws/config").write_text("this is no configuration")

        with LocalAws(soon=()) as aws:
            assert aws.client("sts").get_caller_identity()["Account"] == "123456789012"


class TestEnvironments:
    def test_of_the_system_keep_what_a_program_needs_to_start(self) -> None:
        given_ = {"PATH": "/bin", "LANG": "C", "LC_ALL": "C", "HOME": "/home/me", "PYTHONPATH": "/mine", "TOKEN": "x"}

        assert environment.of_system(given_) == {"PATH": "/bin", "LANG": "C", "LC_ALL": "C"}

    def test_without_aws_keep_the_rest_of_the_users(self) -> None:
        given_ = {"PATH": "/bin", "HOME": "/home/me", "AWS_PROFILE": "x", "https_proxy": "x", "CURL_CA_BUNDLE": "x"}

        assert environment.without_aws(given_) == {"PATH": "/bin", "HOME": "/home/me"}

    def test_with_local_aws_lead_the_cdk_from_what_it_keeps_of_accounts(self) -> None:
        """It takes an access key for one account in one partition, and all local accounts have the same key."""
        users = {"CDK_HOME": "/home/me/.cdk"}
        found = environment.with_local_aws(users, proxy_url="http://127.0.0.1:1", certificate_authority=AUTHORITY)
        assert found["CDK_HOME"] == "/folder/cdk"

    @given(st.dictionaries(st.sampled_from(NAMES), st.just("of the user")))
    def test_with_local_aws_differ_by_nothing_that_the_user_says_of_aws(self, users: dict[str, str]) -> None:
        local = environment.with_local_aws(users, proxy_url="http://127.0.0.1:1", certificate_authority=AUTHORITY)
        of_nobody = environment.with_local_aws({}, proxy_url="http://127.0.0.1:1", certificate_authority=AUTHORITY)

        assert {name: value for name, value in local.items() if name not in ("LC_ALL", "MINE")} == of_nobody
