"""The packages of all extensions, made once; and a local account."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipping.extension import all_extensions
from shipping.package import Package

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import LocalAccount, package_of


@pytest.fixture(scope="session")
def packages() -> dict[str, Package]:
    """By type name."""
    return {extension.type_name: package_of(extension.folder) for extension in all_extensions()}


@pytest.fixture(scope="session")
def used_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    with LocalAws() as aws:
        yield LocalAccount(aws, tmp_path_factory.mktemp("home"))


@pytest.fixture
def account(used_account: LocalAccount) -> LocalAccount:
    """With nothing in it."""
    used_account.aws.reset()
    return used_account


@pytest.fixture(scope="session")
def changed_hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the hook's project that uses another word in what it says."""
    hook = next(extension.folder for extension in all_extensions() if extension.kind == "HOOK")
    folder = tmp_path_factory.mktemp("changed") / hook.name
    shutil.copytree(hook, folder, ignore=shutil.ignore_patterns("build", "*.zip"))
    wording = folder / "src" / "awscommunity_spot_allocationcheck" / "wording.py"
    wording.write_text(wording.read_text().replace("Rejected", "Refused"))
    return folder
