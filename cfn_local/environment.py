"""What a child process may see of the user's environment.

Nothing that runs under cfn-local may reach real AWS, so credentials, profiles, endpoint settings, proxies and trusted
certificates of the user are left out, and the places where AWS's clients look for more of them are closed.
"""

import os
from collections.abc import Mapping
from pathlib import Path

ACCOUNT_ID = "123456789012"
REGION = "us-east-1"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "local-secret-access-key",
    # With a session token at hand the cfn CLI does not ask STS for another before every request.
    "AWS_SESSION_TOKEN": "local-session-token",
}
# The same, as CloudFormation hands them to handlers and hooks.
CALLER_CREDENTIALS = {
    "accessKeyId": CREDENTIALS["AWS_ACCESS_KEY_ID"],
    "secretAccessKey": CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    "sessionToken": CREDENTIALS["AWS_SESSION_TOKEN"],
}
# Where AWS's clients would look for settings other than in the environment.
NO_SETTINGS = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "BOTO_CONFIG": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}

_SYSTEM_VARIABLES = frozenset(
    {"PATH", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "COLUMNS", "NO_COLOR"}
)
_PROXY_VARIABLES = frozenset({"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "FTP_PROXY"})
_CERTIFICATE_VARIABLES = (
    "AWS_CA_BUNDLE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "NODE_EXTRA_CA_CERTS",
)
_HIDDEN_VARIABLES = _PROXY_VARIABLES | {*_CERTIFICATE_VARIABLES, "SSL_CERT_DIR"}


def of_system(environ: Mapping[str, str]) -> dict[str, str]:
    """Only what any program needs to start: for handlers and for cfn, which need nothing of the user's."""
    return {name: value for name, value in environ.items() if name in _SYSTEM_VARIABLES or name[:3] == "LC_"}


def without_aws(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's environment less everything that leads to AWS: for commands that the user names."""
    return {
        name: value
        for name, value in environ.items()
        if not name.upper().startswith(("AWS_", "BOTO_")) and name.upper() not in _HIDDEN_VARIABLES
    }


def without_certificates_of_image(variables: Mapping[str, str]) -> dict[str, str]:
    """A function's own variables, less those for the certificates of Lambda's image: here it trusts others."""
    return {
        name: value
        for name, value in variables.items()
        if name not in _CERTIFICATE_VARIABLES or not value.startswith("/etc/pki/")
    }


def with_local_aws(
    environ: Mapping[str, str], *, proxy_url: str, certificate_authority: Path, region: str = REGION
) -> dict[str, str]:
    """`environ` with all that led to AWS replaced by what leads AWS's clients to the local AWS behind `proxy_url`."""
    return {
        **without_aws(environ),
        **CREDENTIALS,
        **NO_SETTINGS,
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy_url),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost"),
        **dict.fromkeys(_CERTIFICATE_VARIABLES, str(certificate_authority)),
        # The CDK CLI keeps account and partition by access key, which is the same in every local AWS.
        "CDK_HOME": str(certificate_authority.with_name("cdk")),
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
    }
