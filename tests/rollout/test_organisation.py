"""rollout/organisation.yaml as the README says: released and deployed by the delegated administrator of StackSets.

In process, with real boto3 and the real package of the hook; two units, of which one is moved from WARN to FAIL.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws
from shipping.aws import Account
from shipping.extension import all_extensions
from shipping.releasing import release

from cfn_local import engine, environment, registry, services
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from tests.local_account import package_of

ROLLOUT = Path(__file__).resolve().parents[2] / "rollout"
HOOK = next(extension for extension in all_extensions() if extension.kind == "HOOK")
HERE, THERE = "us-east-1", "eu-west-1"
STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"


@dataclass
class Organization:
    """Its administrator of stack sets, and the units of two accounts."""

    admin: str
    careful: str
    strict: str
    units: dict[str, str]

    def client(self, account_id: str, service: str, region: str = HERE) -> Any:
        role = f"arn:aws:iam::{account_id}:role/OrganizationAccountAccessRole"
        assumed = boto3.client("sts", HERE).assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
        keys = (assumed["AccessKeyId"], assumed["SecretAccessKey"], assumed["SessionToken"])
        return boto3.Session(*keys, region).client(service)

    def deploy(self, name: str, template: Path, action: str = "create_stack", **parameters: str) -> dict[str, str]:
        """Create or update a stack of the administrator; return its outputs."""
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
        cloudformation = self.client(self.admin, "cloudformation")
        getattr(cloudformation, action)(StackName=name, TemplateBody=template.read_text(), Parameters=given)
        stack = stack_account(self.admin, HERE).find(name)
        assert stack is not None
        stack.wait_until_still(300)
        assert stack.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), [
            (one.logical_id, one.reason) for one in stack.events if one.reason
        ]
        (found,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        return {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}

    def modes(self) -> dict[tuple[str, str], str]:
        """The mode in which the hook runs, by account and Region; of those where it is registered."""
        found = {}
        for name, account_id in (("admin", self.admin), ("careful", self.careful), ("strict", self.strict)):
            for region in (HERE, THERE):
                cloudformation = self.client(account_id, "cloudformation", region)
                for one in cloudformation.list_types(Visibility="PRIVATE", Type="HOOK")["TypeSummaries"]:
                    asked = [{"TypeArn": one["TypeArn"], "TypeConfigurationAlias": "default"}]
                    (configured,) = cloudformation.batch_describe_type_configurations(
                        TypeConfigurationIdentifiers=asked
                    )["TypeConfigurations"]
                    found[name, region] = "FAIL" if '"FailureMode": "FAIL"' in _spaced(configured) else "WARN"
        return found


def _spaced(configured: dict[str, Any]) -> str:
    return str(configured["Configuration"]).replace('":"', '": "')


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    workers = Workers(environment.of_system(os.environ), tmp_path_factory.mktemp("handlers"))
    services.install()
    registry.install(workers)
    engine.install()
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            patch.setenv(variable, "testing")
        organizations = boto3.client("organizations", HERE)
        organizations.create_organization(FeatureSet="ALL")
        (root,) = organizations.list_roots()["Roots"]
        ids, units = {}, {}
        for name in ("admin", "careful", "strict"):
            made = organizations.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
            unit = organizations.create_organizational_unit(ParentId=root["Id"], Name=name)["OrganizationalUnit"]["Id"]
            organizations.move_account(AccountId=made["AccountId"], SourceParentId=root["Id"], DestinationParentId=unit)
            ids[name], units[name] = made["AccountId"], unit
        organizations.register_delegated_administrator(AccountId=ids["admin"], ServicePrincipal=STACK_SETS)
        boto3.client("cloudformation", HERE).activate_organizations_access()
        yield Organization(ids["admin"], ids["careful"], ids["strict"], units)
    workers.stop()
    clock.reset()


class TestAnOrganisation:
    def test_has_the_hook_in_each_account_and_region_in_the_mode_of_its_unit(self, organization, tmp_path):
        identity = boto3.client("organizations", HERE).describe_organization()["Organization"]["Id"]
        artifacts = organization.deploy("artifacts", ROLLOUT / "artifacts.yaml", OrganizationId=identity)
        cloudformation, s3 = (organization.client(organization.admin, one) for one in ("cloudformation", "s3"))
        account = Account(organization.admin, HERE, cloudformation, s3)
        release(account, [package_of(HOOK.folder)], artifacts["ArtifactBucket"], tmp_path)
        lines = (tmp_path / "organisation.parameters.json").read_text()
        units = organization.units
        first = {
            **released(lines),
            "WarnUnitIds": f"{units['careful']},{units['strict']}",
            "Regions": f"{THERE},{HERE}",
        }
        organization.deploy("organisation", ROLLOUT / "organisation.yaml", **first)
        places = [(name, region) for name in ("careful", "strict") for region in (HERE, THERE)]
        assert organization.modes() == dict.fromkeys(places, "WARN")

        moved = {**first, "WarnUnitIds": units["careful"], "FailUnitIds": units["strict"]}
        organization.deploy("organisation", ROLLOUT / "organisation.yaml", "update_stack", **moved)
        assert organization.modes() == {
            (name, region): "WARN" if name == "careful" else "FAIL" for name, region in places
        }

        cloudformation.delete_stack(StackName="organisation")
        stack = stack_account(organization.admin, HERE).find("organisation")
        if stack is not None:
            stack.wait_until_still(300)
        assert organization.modes() == {}


def released(text: str) -> dict[str, str]:
    """The parameters of a release, a list of Name=value."""
    import json

    return dict(one.split("=", 1) for one in json.loads(text))
