"""The words in which verbs are told: the real command, and the environment of a user who works with real AWS."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

CFN_LOCAL = (sys.executable, "-m", "cfn_local.cli")

# An address that nobody serves: what is asked there fails at once, and never leaves this machine.
NOBODY = "http://127.0.0.1:9"


def hostile(home: Path) -> dict[str, str]:
    """The environment of a user with credentials, profiles, endpoints, proxies and certificates for real AWS."""
    (home / ".aws").mkdir()
    (home / ".aws/credentials").write_text(
        "[default]\naws_access_key_id=AKIAREALREALREALREAL\naws_secret_access_key=real\n"
        "[production]\naws_access_key_id=AKIAREALREALREALREAL\naws_secret_access_key=real\n"
    )
    (home / ".aws/config").write_text(
        f"[default]\nregion=eu-west-1\nendpoint_url={NOBODY}\nservices=mine\n"
        f"[profile production]\nregion=eu-west-1\nservices=mine\nca_bundle=/no/such/file\n"
        f"[services mine]\nsts=\n  endpoint_url={NOBODY}\ns3=\n  endpoint_url={NOBODY}\n"
    )
    (home / "token").write_text("a token")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "CFN_LOCAL_CACHE": os.environ.get("CFN_LOCAL_CACHE", str(home / "cache")),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "PIP_NO_INDEX": "1",
        "AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_PROFILE": "production",
        "AWS_DEFAULT_PROFILE": "production",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": str(home / ".aws/config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / ".aws/credentials"),
        "AWS_ENDPOINT_URL": NOBODY,
        "AWS_ENDPOINT_URL_STS": NOBODY,
        "AWS_ENDPOINT_URL_S3": NOBODY,
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "AWS_CA_BUNDLE": "/no/such/file",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": NOBODY,
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/credentials",
        "AWS_WEB_IDENTITY_TOKEN_FILE": str(home / "token"),
        "AWS_ROLE_ARN": "arn:aws:iam::999999999999:role/real",
        "BOTO_CONFIG": str(home / ".aws/config"),
        "HTTP_PROXY": NOBODY,
        "HTTPS_PROXY": NOBODY,
        "https_proxy": NOBODY,
        "ALL_PROXY": NOBODY,
        "NO_PROXY": "*",
        "no_proxy": "amazonaws.com",
        "REQUESTS_CA_BUNDLE": "/no/such/file",
        "SSL_CERT_FILE": "/no/such/file",
        "SSL_CERT_DIR": "/no/such/folder",
        "CURL_CA_BUNDLE": "/no/such/file",
    }


def run(*arguments: str, environ: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """`cfn-local` with these arguments, to its end."""
    return subprocess.run(
        [*CFN_LOCAL, *arguments], env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def is_running(process_id: int) -> bool:
    """Zombies, which nobody has waited for yet, do not run."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def waits_until(condition: Callable[[], bool]) -> bool:
    """Looks until it holds; a minute at most."""
    with subprocess.Popen(["sleep", "60"]) as ended:
        while not (held := condition()) and ended.poll() is None:
            os.sched_yield()
        ended.kill()
    return held
