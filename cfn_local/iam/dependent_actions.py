"""Actions that a call needs besides its own, and where AWS says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cfn_local.iam.requested_tags import tags_requested


class _Place(Protocol):
    def arn(self, service: str, resource: str, /) -> str: ...


@dataclass(frozen=True)
class DependentAction:
    """An action on `find(parameters, place, primary)`, the resources that it is needed for: none, if it is not.

    `primary` is the resource of the call itself.
    """

    action: str
    find: Callable[[Mapping[str, Any], _Place, str | None], Iterable[str | None]]
    via: str = ""
    own_keys: Mapping[str, str] | None = None

    def resources(self, parameters: Mapping[str, Any], place: _Place, primary: str | None) -> list[str | None]:
        return list(self.find(parameters, place, primary))

    def keys(self, region: str) -> dict[str, str]:
        """Return the condition keys of the action."""
        via = {"kms:ViaService": f"{self.via}.{region}.amazonaws.com"} if self.via else {}
        return {**(self.own_keys or {}), **via}


def _if_tagged(parameters: Mapping[str, Any], _place: _Place, primary: str | None) -> list[str | None]:
    return [primary] if tags_requested(parameters) else []


def _tagged_groups(parameters: Mapping[str, Any], place: _Place, _primary: str | None) -> list[str | None]:
    return [place.arn("resource-groups", f"group/{parameters.get('Name')}")] if tags_requested(parameters) else []


def _role(parameters: Mapping[str, Any], _place: _Place, _primary: str | None) -> list[str | None]:
    return [parameters["Role"]] if parameters.get("Role") else []


def _key(name: str, within: str = "") -> Callable[[Mapping[str, Any], _Place, str | None], list[str | None]]:
    def find(parameters: Mapping[str, Any], place: _Place, _primary: str | None) -> list[str | None]:
        key = ((parameters.get(within) or {}) if within else parameters).get(name)
        if not key:
            return []
        # An alias leads to a key that the call does not name.
        return [key if ":key/" in key else None if "alias/" in key else place.arn("kms", f"key/{key}")]

    return find


def _with_key(actions: Iterable[str], via: str, name: str, within: str = "") -> list[DependentAction]:
    return [DependentAction(f"kms:{action}", _key(name, within), via) for action in actions]


_PASS_TO_LAMBDA = DependentAction("iam:PassRole", _role, own_keys={"iam:PassedToService": "lambda.amazonaws.com"})
_CREATED_RESERVATION = {"ec2:CreateAction": "CreateCapacityReservation"}

DEPENDENT_ACTIONS: Mapping[str, tuple[DependentAction, ...]] = {
    # CloudWatch API Reference, PutMetricAlarm, Tags
    "cloudwatch:PutMetricAlarm": (DependentAction("cloudwatch:TagResource", _if_tagged),),
    # DynamoDB Developer Guide, "Using IAM with tagging", and "DynamoDB encryption at rest usage notes"
    "dynamodb:CreateTable": (
        DependentAction("dynamodb:TagResource", _if_tagged),
        *_with_key(("CreateGrant", "Decrypt", "DescribeKey"), "dynamodb", "KMSMasterKeyId", "SSESpecification"),
    ),
    "dynamodb:UpdateTable": tuple(
        _with_key(("CreateGrant", "Decrypt", "DescribeKey"), "dynamodb", "KMSMasterKeyId", "SSESpecification")
    ),
    # EC2 User Guide, "Grant permission to tag Amazon EC2 resources during creation"
    "ec2:CreateCapacityReservation": (DependentAction("ec2:CreateTags", _if_tagged, own_keys=_CREATED_RESERVATION),),
    # EventBridge User Guide, "Permissions reference"
    "events:PutRule": (DependentAction("events:TagResource", _if_tagged),),
    # IAM User Guide, "Tagging IAM roles"
    "iam:CreateRole": (DependentAction("iam:TagRole", _if_tagged),),
    # Lambda Developer Guide, "Securing environment variables" and "Using tags"; IAM User Guide, "iam:PassRole"
    "lambda:CreateFunction": (
        _PASS_TO_LAMBDA,
        *_with_key(("CreateGrant", "Decrypt", "Encrypt", "GenerateDataKey"), "lambda", "KMSKeyArn"),
        DependentAction("lambda:TagResource", _if_tagged),
    ),
    # Lambda API Reference, GetFunction, Tags: they are left out without it, which only the handlers notice
    "lambda:GetFunction": (DependentAction("lambda:ListTags", lambda _parameters, _place, primary: [primary]),),
    "lambda:UpdateFunctionConfiguration": (
        _PASS_TO_LAMBDA,
        *_with_key(("Encrypt", "GenerateDataKey"), "lambda", "KMSKeyArn"),
    ),
    # CloudWatch Logs API Reference, CreateLogGroup
    "logs:CreateLogGroup": (DependentAction("logs:TagResource", _if_tagged),),
    # Service Authorization Reference, "Actions ... for AWS Resource Groups": CreateGroup with tags
    "resource-groups:CreateGroup": (DependentAction("resource-groups:Tag", _tagged_groups),),
    # Resource Groups API Reference, ListGroupResources, "Minimum permissions"
    "resource-groups:ListGroupResources": tuple(
        DependentAction(action, lambda _parameters, _place, _primary: ["*"])
        for action in ("cloudformation:DescribeStacks", "cloudformation:ListStackResources", "tag:GetResources")
    ),
    # SNS API Reference, CreateTopic; SQS API Reference, CreateQueue
    "sns:CreateTopic": (DependentAction("sns:TagResource", _if_tagged),),
    "sqs:CreateQueue": (DependentAction("sqs:TagQueue", _if_tagged),),
}
