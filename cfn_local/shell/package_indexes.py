"""Gives pip access to its package indexes in an environment whose proxy and certificates are those of a local AWS.

`cfn submit` runs `pip install`. pip reads the same variables as AWS clients, so it would ask the local AWS for packages
and be refused. The exceptions made here apply to the indexes in pip's own settings, and to nothing of AWS.
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
    """Return pip's own settings by option, whether from the environment, the configuration files or both."""

    values: Mapping[str, str]

    @property
    def hosts(self) -> list[str]:
        """Return the hosts where pip looks for packages, except those on this machine or, like CodeArtifact, of AWS."""
        if self.values.get("no-index", "").lower() in _TRUE:
            return []
        named = [self.values.get(name, "") for name in ("index-url", "extra-index-url", "find-links")]
        hosts = {host for value in named for host in _HOST.findall(value)}
        default = () if "index-url" in self.values else _PYPI
        return sorted(host for host in {*hosts, *default} if not is_aws_host(host))

    @property
    def certificates(self) -> str | None:
        """Return the file with the authorities that pip trusts, if the user names one."""
        return self.values.get("cert")


def pip_settings(environ: Mapping[str, str]) -> PipSettings:
    """Return the settings of the pip on the path, which is the one that cfn runs; none if there is no pip."""
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
    # A setting for the environment comes later and overrides that of a file.
    found = (
        _SETTING.fullmatch(line) for line in sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":"))
    )
    return PipSettings({setting["name"]: str(ast.literal_eval(setting["value"])) for setting in found if setting})


def with_package_indexes(
    local: Mapping[str, str], users: Mapping[str, str], settings: PipSettings, folder: Path
) -> dict[str, str]:
    """Return `local`, the environment of a local AWS, with the indexes reachable as in `users`, the user's own.

    The file of trusted authorities, those of the local AWS and of the indexes, is written to `folder`.
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
