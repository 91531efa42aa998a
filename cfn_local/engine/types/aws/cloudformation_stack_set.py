"""AWS::CloudFormation::StackSet: a stack set with its instances in groups of accounts and Regions. Ref is its ID."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

_SETTINGS = (
    *("Description", "Parameters", "Capabilities", "AdministrationRoleARN", "ExecutionRoleName"),
    *("PermissionModel", "AutoDeployment", "ManagedExecution", "CallAs"),
)
_TEMPLATE = ("TemplateBody", "TemplateURL")
_GROUPS = "StackInstancesGroup"
_EMPTY = json.dumps(
    {
        "Parameters": {"Name": {"Type": "String", "Default": "queue"}},
        "Resources": {"Nothing": {"Type": "AWS::CloudFormation::WaitConditionHandle"}},
    }
)
_SECONDS_BETWEEN_LOOKS = 0.05


def _stated(handle: Handle, *names: str) -> dict[str, Any]:
    return {name: handle.wanted[name] for name in names if name in handle.wanted}


def _caller(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"CallAs": properties["CallAs"]} if "CallAs" in properties else {}


def _make(handle: Handle) -> dict[str, Any]:
    name = handle.wanted["StackSetName"]
    settings = {**_stated(handle, *_SETTINGS, *_TEMPLATE), **_tags(handle)}
    made = handle("CreateStackSet", StackSetName=name, **settings)
    for target, overrides in _targets(handle.wanted).items():
        _run(handle, "CreateStackInstances", handle.wanted, name, **target.chosen, **_overriding(overrides))
    return {"StackSetId": made["StackSetId"], **_caller(handle.wanted)}


def _tags(handle: Handle) -> dict[str, Any]:
    return {"Tags": [{"Key": key, "Value": value} for key, value in handle.tags.items()]}


@dataclass(frozen=True)
class _Target:
    """Units, or accounts, in Regions: the part of a group that an operation is on."""

    document: str

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters that choose its instances."""
        return dict(json.loads(self.document))


def _targets(properties: Mapping[str, Any]) -> dict[_Target, list[Any]]:
    """Return each unit of each group by itself, or the accounts of one, with the overrides there."""
    found: dict[_Target, list[Any]] = {}
    for group in properties.get(_GROUPS) or ():
        for chosen in _parts(dict(group["DeploymentTargets"])):
            target = _Target(json.dumps({**chosen, "Regions": group["Regions"]}))
            found[target] = list(group.get("ParameterOverrides") or ())
    return found


def _parts(targets: dict[str, Any]) -> list[dict[str, Any]]:
    units = targets.pop("OrganizationalUnitIds", None)
    if not units:
        return [{"Accounts": targets.get("Accounts") or []}]
    return [{"DeploymentTargets": {**targets, "OrganizationalUnitIds": [unit]}} for unit in units]


def _overriding(overrides: list[Any]) -> dict[str, Any]:
    return {"ParameterOverrides": overrides} if overrides else {}


def _run(handle: Handle, action: str, properties: Mapping[str, Any], name: str, **parameters: Any) -> None:
    """Begin an operation and wait for its end. Raise AwsTypeError if it fails."""
    caller = _caller(properties)
    preferences = {one: properties[one] for one in ("OperationPreferences",) if one in properties}
    begun = handle(action, StackSetName=name, **{**parameters, **preferences, **caller})
    asked = {"StackSetName": name, "OperationId": begun["OperationId"], **caller}
    while True:
        found = handle("DescribeStackSetOperation", **asked)["StackSetOperation"]
        if "EndTimestamp" in found:
            break
        # The stacks are made on the emulated clock, but by threads.
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    if found["Status"] != "SUCCEEDED":
        results = handle("ListStackSetOperationResults", **asked)["Summaries"]
        failed = [f"{one['Account']} {one['Region']}: {one.get('StatusReason')}" for one in results]
        failures = [text for text, one in zip(failed, results, strict=True) if one["Status"] == "FAILED"]
        raise AwsTypeError(f"StackSet operation [{begun['OperationId']}] was {found['Status']}: {'; '.join(failures)}")


def _update(handle: Handle) -> None:
    """Update the set, and its instances where they are, come or go."""
    set_id, before, wanted = handle["StackSetId"], _targets(handle.had), _targets(handle.wanted)
    for target in before.keys() - wanted.keys():
        _run(handle, "DeleteStackInstances", handle.had, set_id, **target.chosen, RetainStacks=False)
    settings = {"Parameters": [], "Capabilities": [], **_stated(handle, *_SETTINGS, *_TEMPLATE), **_tags(handle)}
    _run(handle, "UpdateStackSet", handle.wanted, set_id, **settings)
    for target, overrides in wanted.items():
        if target not in before:
            _run(handle, "CreateStackInstances", handle.wanted, set_id, **target.chosen, **_overriding(overrides))
        elif overrides != before[target]:
            chosen = {**target.chosen, "ParameterOverrides": overrides}
            _run(handle, "UpdateStackInstances", handle.wanted, set_id, **chosen)


def _delete(handle: Handle) -> None:
    """Delete all instances of the set, and then the set."""
    set_id, caller = handle["StackSetId"], _caller(handle.model)
    found = handle("ListStackInstances", StackSetName=set_id, **caller)["Summaries"]
    if found:
        units = list(dict.fromkeys(one["OrganizationalUnitId"] for one in found if "OrganizationalUnitId" in one))
        accounts = list(dict.fromkeys(one["Account"] for one in found))
        targets = {"DeploymentTargets": {"OrganizationalUnitIds": units}} if units else {"Accounts": accounts}
        regions = list(dict.fromkeys(one["Region"] for one in found))
        _run(handle, "DeleteStackInstances", handle.model, set_id, **targets, Regions=regions, RetainStacks=False)
    handle("DeleteStackSet", StackSetName=set_id, **caller)


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("DescribeStackSet", StackSetName=handle["StackSetId"], **_caller(handle.model))["StackSet"]
    shown = {name: found[name] for name in ("StackSetId", "StackSetName", "Tags", *_SETTINGS) if found.get(name)}
    # No API tells for whom the set was made.
    return {**shown, "TemplateBody": found["TemplateBody"], **_caller(handle.model)}


def _list(handle: Handle) -> list[dict[str, Any]]:
    return [{"StackSetId": one["StackSetId"]} for one in handle("ListStackSets", Status="ACTIVE")["Summaries"]]


TYPE = Declaration(
    "AWS::CloudFormation::StackSet",
    "cloudformation",
    create=_make,
    read=(_read,),
    update=(Logic((*_SETTINGS, *_TEMPLATE, _GROUPS, "OperationPreferences"), _update),),
    delete=_delete,
    list=_list,
    # Its operations make stacks, which may need any service.
    is_atomic=False,
    given={"StackSetName": "queues", "PermissionModel": "SELF_MANAGED", "TemplateBody": _EMPTY},
    client=("describe_stack_set", {"StackSetName": "{Ref}"}, "StackSet"),
    proofs=(
        Proof({"StackSetName": "web"}),
        Proof({"Description": "queues"}, left="queues"),
        Proof({"PermissionModel": "SELF_MANAGED"}),
        Proof({"Capabilities": ["CAPABILITY_IAM"]}, left=[]),
        Proof({"Parameters": [{"ParameterKey": "Name", "ParameterValue": "jobs"}]}, left=[]),
        Proof({"Tags": TAGS}, left=[]),
        Proof(
            {"AdministrationRoleARN": "arn:{partition}:iam::{account}:role/administration"},
            left="arn:aws:iam::123456789012:role/administration",
        ),
        Proof({"ExecutionRoleName": "execution"}, left="execution"),
        Proof({"ManagedExecution": {"Active": True}}, left={"Active": True}),
        Proof({"TemplateBody": _EMPTY}),
    ),
    # Of organisations and accounts; tests/rollout/test_organisation.py shows what they do.
    unread={
        "TemplateURL": "https://packages.s3.amazonaws.com/template.json",
        "CallAs": "SELF",
        "AutoDeployment": {"Enabled": True, "RetainStacksOnAccountRemoval": False},
        "OperationPreferences": {
            "FailureToleranceCount": 0,
            "FailureTolerancePercentage": 0,
            "MaxConcurrentCount": 1,
            "MaxConcurrentPercentage": 25,
            "RegionConcurrencyType": "SEQUENTIAL",
            "RegionOrder": ["us-east-1"],
        },
        "StackInstancesGroup": [
            {
                "DeploymentTargets": {
                    "Accounts": ["111111111111"],
                    "OrganizationalUnitIds": ["ou-ab12-11111111"],
                    "AccountFilterType": "NONE",
                },
                "Regions": ["us-east-1"],
                "ParameterOverrides": [{"ParameterKey": "Name", "ParameterValue": "jobs"}],
            }
        ],
    },
)
