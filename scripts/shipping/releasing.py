"""What scripts/release uploads to the bucket, and the parameters that name it."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from workspace import ROOT

from shipping import aws
from shipping.account_template import key_parameter
from shipping.aws import Account
from shipping.package import Package
from shipping.parsers import RELEASE

_ACCOUNT_TEMPLATE = ROOT / "rollout" / "account.yaml"


def parameters(packages: Sequence[Package], bucket: str) -> dict[str, str]:
    """Return the parameters of rollout/account.yaml that a release sets; all others keep their values."""
    return {"ArtifactBucket": bucket, **{key_parameter(package.extension): package.key for package in packages}}


def release(account: Account, packages: Sequence[Package], bucket: str, into: Path = RELEASE) -> list[Path]:
    """Upload what is missing, and write the parameter files for the two templates in rollout/."""
    for package in packages:
        aws.upload(account, bucket, package.key, package.content)
    template = _ACCOUNT_TEMPLATE.read_bytes()
    template_key = f"templates/{hashlib.sha256(template).hexdigest()}.yaml"
    aws.upload(account, bucket, template_key, template)
    of_account = parameters(packages, bucket)
    url = f"https://{bucket}.s3.{account.region}.{account.dns_suffix}/{template_key}"
    return [
        _written(into / "account.parameters.json", of_account),
        _written(into / "organisation.parameters.json", {**of_account, "TemplateUrl": url}),
    ]


def _written(path: Path, named: dict[str, str]) -> Path:
    """Format them for `aws cloudformation deploy --parameter-overrides file://` in both major versions of the CLI."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([f"{name}={value}" for name, value in named.items()], indent=4) + "\n", "utf-8")
    return path
