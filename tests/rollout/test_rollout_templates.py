"""The templates of rollout/: generated, in agreement with the projects and with each other, and without a fault."""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from rollout_templates import WRITERS
from shipping.account_template import key_parameter
from shipping.extension import all_extensions

from cfn_local.engine.template.document import read

ROOT = Path(__file__).resolve().parents[2]
ROLLOUT = ROOT / "rollout"
EXTENSIONS = all_extensions()
WITH_HANDLERS = [extension for extension in EXTENSIONS if extension.kind != "MODULE"]
HOOKS = [extension for extension in EXTENSIONS if extension.kind == "HOOK"]


def template(path: Path) -> dict[str, Any]:
    return read(path.read_text("utf-8"))


ACCOUNT = template(ROLLOUT / "account.yaml")
ORGANISATION = template(ROLLOUT / "organisation.yaml")
ARTIFACTS = template(ROLLOUT / "artifacts.yaml")


@pytest.mark.parametrize("path", WRITERS)
def test_what_is_generated_is_committed_and_current(path):
    assert (ROOT / path).read_text("utf-8") == WRITERS[path](EXTENSIONS), "run scripts/generate"


@pytest.mark.contract
def test_cfn_lint_finds_nothing():
    cfn_lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([cfn_lint, *ROLLOUT.glob("*.yaml")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


class TestTheAccount:
    @pytest.mark.parametrize("extension", WITH_HANDLERS, ids=lambda extension: extension.name)
    def test_gives_handlers_the_role_of_their_project_and_no_more(self, extension):
        own = template(extension.role_template)["Resources"]["ExecutionRole"]["Properties"]
        role = ACCOUNT["Resources"][f"{extension.logical_name}ExecutionRole"]["Properties"]
        assert extended(role) == extended(own, extension.logical_name)

    @pytest.mark.parametrize(
        "name", [name for name, one in ACCOUNT["Resources"].items() if one["Type"].endswith("Role")]
    )
    def test_lets_only_this_account_and_these_types_take_a_role(self, name):
        role = ACCOUNT["Resources"][name]["Properties"]
        for statement in role["AssumeRolePolicyDocument"]["Statement"]:
            assert statement["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}
            assert ":type/" in statement["Condition"]["StringLike"]["aws:SourceArn"]["Fn::Sub"]
        assert "RoleName" not in role

    @pytest.mark.parametrize("extension", EXTENSIONS, ids=lambda extension: extension.name)
    def test_registers_a_package_by_its_key_and_makes_it_the_default(self, extension):
        name = extension.logical_name
        version = ACCOUNT["Resources"][f"{name}Version"]
        package = version["Properties"].get("SchemaHandlerPackage") or version["Properties"]["ModulePackage"]
        assert package == {"Fn::Sub": f"s3://${{ArtifactBucket}}/${{{key_parameter(extension)}}}"}
        assert {"Ref": f"{name}Version"} in ACCOUNT["Resources"][f"{name}Default"]["Properties"].values()

    @pytest.mark.parametrize("extension", EXTENSIONS, ids=lambda extension: extension.name)
    def test_leaves_out_all_of_an_extension_that_has_no_key(self, extension):
        condition = f"Has{extension.logical_name}"
        assert ACCOUNT["Parameters"][key_parameter(extension)]["Default"] == ""
        mine = [one for name, one in ACCOUNT["Resources"].items() if name.startswith(extension.logical_name)]
        assert {one["Condition"] for one in mine} == {condition}

    def test_warns_before_it_stops_anything(self):
        assert ACCOUNT["Parameters"]["FailureMode"]["Default"] == "WARN"


class TestTheConfigurationOfAHook:
    @pytest.mark.contract
    @pytest.mark.parametrize("extension", HOOKS, ids=lambda extension: extension.name)
    def test_fits_its_schema_in_every_mode(self, packages, account, extension):
        account.register(packages[extension.type_name])
        cloudformation = account.aws.client("cloudformation")
        modes, statuses = (
            ACCOUNT["Parameters"][one]["AllowedValues"] for one in ("FailureMode", "HookInvocationStatus")
        )
        assert len(modes) * len(statuses) == 4
        for mode, status in product(modes, statuses):
            text = configuration(extension.logical_name, FailureMode=mode, HookInvocationStatus=status)
            cloudformation.set_type_configuration(Type="HOOK", TypeName=extension.type_name, Configuration=text)
        with pytest.raises(cloudformation.exceptions.CFNRegistryException, match="'SHOUT' is not one of"):
            text = configuration(extension.logical_name, FailureMode="SHOUT", HookInvocationStatus="ENABLED")
            cloudformation.set_type_configuration(Type="HOOK", TypeName=extension.type_name, Configuration=text)


class TestTheOrganisation:
    def test_hands_every_parameter_of_the_account_on(self):
        handed = {one["ParameterKey"]: one["ParameterValue"] for one in stack_set()["Parameters"]}
        assert handed.keys() == ACCOUNT["Parameters"].keys()
        assert {name for name, value in handed.items() if value != {"Ref": name}} == {"FailureMode"}

    def test_declares_them_as_the_account_does(self):
        of_extensions = [name for name in ACCOUNT["Parameters"] if name in ORGANISATION["Parameters"]]
        for name in set(of_extensions) - {"ArtifactBucket"}:
            assert ORGANISATION["Parameters"][name] == ACCOUNT["Parameters"][name]

    def test_reaches_accounts_that_come_later_one_region_after_the_other_and_stops_at_a_failure(self):
        found = stack_set()
        assert found["PermissionModel"] == "SERVICE_MANAGED"
        assert found["AutoDeployment"] == {"Enabled": True, "RetainStacksOnAccountRemoval": False}
        assert found["ManagedExecution"] == {"Active": True}
        assert found["Capabilities"] == ["CAPABILITY_IAM"]
        preferences = found["OperationPreferences"]
        assert (preferences["FailureToleranceCount"], preferences["RegionConcurrencyType"]) == (0, "SEQUENTIAL")

    def test_warns_in_some_units_and_fails_in_others(self):
        assert {"ParameterKey": "FailureMode", "ParameterValue": "WARN"} in stack_set()["Parameters"]
        warning, failing = stack_set()["StackInstancesGroup"]
        assert "ParameterOverrides" not in warning
        condition, failing_units, otherwise = failing["Fn::If"]
        assert (condition, otherwise) == ("HasFailUnits", {"Ref": "AWS::NoValue"})
        assert failing_units["ParameterOverrides"] == [{"ParameterKey": "FailureMode", "ParameterValue": "FAIL"}]


class TestTheBucketOfThePackages:
    def statements(self, resource: str, policy: str) -> dict[str, Any]:
        statements = ARTIFACTS["Resources"][resource]["Properties"][policy]["Statement"]
        whole = [one["Fn::If"][1] if "Fn::If" in one else one for one in statements]
        return {one["Sid"]: one for one in whole}

    def test_is_closed_to_the_public_encrypted_and_kept(self):
        bucket = ARTIFACTS["Resources"]["Bucket"]
        assert set(bucket["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
        assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"
        (rule,) = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"

    def test_is_read_by_the_organisation_alone_and_over_tls_alone(self):
        of_bucket = self.statements("BucketPolicy", "PolicyDocument")
        assert of_bucket["OnlyOverTls"]["Effect"] == "Deny"
        of_organisation = {"aws:PrincipalOrgID": {"Ref": "OrganizationId"}}
        assert of_bucket["TheOrganizationReads"]["Condition"]["StringEquals"] == of_organisation
        assert of_bucket["TheOrganizationReads"]["Action"] == ["s3:GetObject", "s3:ListBucket"]
        of_key = self.statements("Key", "KeyPolicy")
        assert of_key["TheOrganizationReadsThroughS3"]["Condition"]["StringEquals"] == of_organisation


def stack_set() -> dict[str, Any]:
    return ORGANISATION["Resources"]["Extensions"]["Properties"]


def configuration(name: str, **parameters: str) -> str:
    """The text that the template makes of these parameters and of the defaults of all others."""
    defaults = {key: str(one["Default"]) for key, one in ACCOUNT["Parameters"].items() if "Default" in one}
    text = ACCOUNT["Resources"][f"{name}Configuration"]["Properties"]["Configuration"]["Fn::Sub"]
    for key, value in {**defaults, **parameters}.items():
        text = text.replace(f"${{{key}}}", value)
    return text


def extended(role: dict[str, Any], prefix: str = "") -> str:
    """The role as text, with the names of the project's own template as they are in the larger one."""
    text = json.dumps(role, sort_keys=True)
    for name in ("RequiredPermissionsBoundary", "IsBounded") if prefix else ():
        text = text.replace(f'"{name}"', f'"{prefix}{name}"')
    return text
