"""Leaves pip its package indexes, in an environment whose proxy and certificates are those of a local AWS.

`cfn submit` runs `pip install`. pip follows the same variables as AWS's clients do, so it would ask the local AWS for
packages, and be refused. What leads pip past it concerns the indexes that its own settings name, and nothing of AWS.
"""

import ast
import re
import ssl
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import certifi

from cfn_local.gateway.message import is_aws_host

_PYPI = ("pypi.org", "files.pythonhosted.org")
_TRUE = ("y", "yes", "t", "true", "on", "1")
_SETTING = re.compile(r"[^.]+\.(?P<name>[\w-]+)=(?P<value>.*)")
_HOST = re.compile(r"https?://(?:[^/\s@]*@)?(?P<host>[^/:\s]+)", re.IGNORECASE)


@dataclass(frozen=True)
class PipSettings:
    """What pip's own settings say, by the name of its option; of the environment, the configuration files or both."""

    values: Mapping[str, str]

    @property
    def hosts(self) -> list[str]:
        """Where pip looks for packages, unless that is on this machine or, as CodeArtifact is, of AWS."""
        if self.values.get("no-index", "").lower() in _TRUE:
            return []
        named = [self.values.get(name, "") for name in ("index-url", "extra-index-url", "find-links")]
        hosts = {host for value in named for host in _HOST.findall(value)}
        default = () if "index-url" in self.values else _PYPI
        return sorted(host for host in {*hosts, *default} if not is_aws_host(host))

    @property
    def certificates(self) -> str | None:
        """The file with the authorities that pip trusts, where the user names one."""
        return self.values.get("cert")


def pip_settings(environ: Mapping[str, str]) -> PipSettings:
    """What the pip on the path goes by, which is the one that cfn runs. Nothing where there is no pip."""
    try:
        listed = subprocess.run(
            ["pip", "config", "list"],  # noqa: S607 - cfn finds it along the path as well
            env=dict(environ),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return PipSettings({})
    # One for the environment comes after, and goes before, that of a file.
    found = (
        _SETTING.fullmatch(line) for line in sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":"))
    )
    return PipSettings({setting["name"]: str(ast.literal_eval(setting["value"])) for setting in found if setting})


def with_package_indexes(
    local: Mapping[str, str], users: Mapping[str, str], settings: PipSettings, folder: Path
) -> dict[str, str]:
    """`local`, the environment of a local AWS, with the indexes in reach as they are with `users`, the user's own.

    `folder` takes the file of trusted authorities: those of the local AWS, and those of the indexes.
    """
    changed = {"REQUESTS_CA_BUNDLE": str(_authorities(Path(local["AWS_CA_BUNDLE"]), users, settings, folder))}
    users_proxy = users.get("HTTPS_PROXY") or users.get("https_proxy")
    if users_proxy:
        changed["PIP_PROXY"] = users.get("PIP_PROXY", users_proxy)
    else:
        past_the_proxy = ",".join([local["NO_PROXY"], *settings.hosts])
        changed |= dict.fromkeys(("NO_PROXY", "no_proxy"), past_the_proxy)
    return {**local, **changed}


def _authorities(of_local_aws: Path, users: Mapping[str, str], settings: PipSettings, folder: Path) -> Path:
    named = (settings.certificates, users.get("REQUESTS_CA_BUNDLE"), ssl.get_default_verify_paths().cafile)
    files = dict.fromkeys([of_local_aws, Path(certifi.where()), *(Path(name) for name in named if name)])
    bundle = folder / "package-indexes.pem"
    bundle.write_text("\n".join(file.read_text("utf-8") for file in files if file.is_file()), "utf-8")
    return bundle
