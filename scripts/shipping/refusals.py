"""Files of a project that must not be in its package."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

MOST_BYTES = 2_500_000
_TESTS = re.compile(r"(^|/)(tests?/|test_[^/]*\.py$|[^/]*_test\.py$|conftest\.py$)")
_CACHES = re.compile(r"(^|/)(__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.hypothesis)/|\.pyc$")
_SECRET_FILES = re.compile(r"(^|/)(\.env[^/]*|\.netrc|\.npmrc|\.pypirc|credentials|id_[a-z0-9]+|[^/]*\.(key|p12|pfx))$")
_SECRETS = {
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an AWS access key": re.compile(rb"\b(AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\b"),
    "an AWS secret access key": re.compile(rb"aws_secret_access_key[\"']?\s*[=:]\s*[\"']?[A-Za-z0-9/+]{40}\b", re.I),
    "a token of GitHub": re.compile(rb"\b(ghp|gho|ghs|ghr|github_pat)_[A-Za-z0-9_]{36,}\b"),
}
_COMPILED = (".so", ".pyd", ".dylib", ".dll")
_OF_THE_RUNTIME = ("boto3", "botocore", "s3transfer", "setuptools", "pip")
_HANDLERS = "ResourceProvider.zip/"


class RefusedError(Exception):
    """The package must not be shipped. The message tells each reason on a line of its own, with the file."""


def check(files: Mapping[str, bytes]) -> None:
    """Raise RefusedError if a file should not be in the package."""
    if problems := sorted(problem for name, content in files.items() for problem in _problems(name, content)):
        raise RefusedError("\n".join(problems))


def check_size(content: bytes) -> None:
    """Raise RefusedError if the package is larger than allowed."""
    if len(content) > MOST_BYTES:
        raise RefusedError(
            f"It has {len(content):,} bytes, and may have {MOST_BYTES:,}: remove requirements, or files under src."
        )


def _problems(name: str, content: bytes) -> Iterator[str]:
    if _TESTS.search(name):
        yield f"{name}: tests are not shipped; move them to the folder tests of the repository"
    if _CACHES.search(name):
        yield f"{name}: a cache is not shipped"
    if _SECRET_FILES.search(name):
        yield f"{name}: its name is that of a file with secrets"
    for what, pattern in _SECRETS.items():
        if pattern.search(content):
            yield f"{name}: it holds {what}"
    if PurePosixPath(name).suffix in _COMPILED:
        yield f"{name}: it is compiled for one machine; require a version in pure Python"
    if name.startswith(_HANDLERS) and name.removeprefix(_HANDLERS).split("/")[0] in _OF_THE_RUNTIME:
        yield f"{name}: the Lambda runtime brings it; take it out of requirements.txt"
    if name.startswith("inputs/") and b"{{" in content:
        yield f"{name}: its references to exports are not known where it is tested; write real values"
