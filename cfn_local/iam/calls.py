"""What a call of AWS's API asks IAM for: actions, resources and condition keys, which differ from its parameters.

Sources: the "Service Authorization Reference", page of each service; the guides named beside the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from cfn_local.iam import actions
from cfn_local.iam.dependent_actions import DEPENDENT_ACTIONS
from cfn_local.iam.requested_tags import tags_requested

# Condition keys whose values, or absence, every call tells.
_KNOWN = (
    *("aws:requesttag/*", "aws:tagkeys", "aws:requestedregion", "aws:securetransport", "aws:principalarn"),
    *("aws:principalaccount", "aws:principaltype", "aws:calledvia*", "aws:viaawsservice", "aws:sourcearn"),
    *("aws:sourceaccount", "iam:permissionsboundary", "iam:passedtoservice", "ec2:createaction", "kms:viaservice"),
)


class Existing(Protocol):
    """What IAM knows of existing resources."""

    def tags(self, arn: str, /) -> Mapping[str, str] | None:
        """Return the tags of a resource; None if they are not known."""

    def role(self, name: str, /) -> tuple[str, str | None] | None:
        """Return the ARN of a role and that of its permissions boundary; None if there is no such role."""


@dataclass(frozen=True)
class Call:
    """One call: `operation` of the service with this IAM prefix, with parameters as in AWS's model of it."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    partition: str
    region: str
    account_id: str

    @property
    def name(self) -> str:
        return f"{self.service}:{self.operation}"

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of a resource of the caller's account; IAM's have no Region."""
        region = "" if service == "iam" else self.region
        return f"arn:{self.partition}:{service}:{region}:{self.account_id}:{resource}"


@dataclass(frozen=True)
class Access:
    """An action on one resource. `resource` is None if it is not known which, `*` for an action on none."""

    action: str
    resource: str | None
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    known: tuple[str, ...] = _KNOWN


def accesses(call: Call, existing: Existing) -> list[Access] | None:
    """Return all that a call asks for, its dependent actions included; None if its action is not known."""
    named = actions.actions_of(call.name)
    if named is None:
        return None
    return [*_own(call, named, existing), *_dependent(call, existing)]


def _own(call: Call, named: Iterable[str], existing: Existing) -> Iterator[Access]:
    keys = {"aws:RequestedRegion": call.region, **_request_tags(call.parameters)}
    for action in named:
        for resource in _resources(action, call, existing):
            boundary = _boundary(call, existing)
            yield _with_tags(Access(action, resource, {**keys, **boundary}), existing)


def _dependent(call: Call, existing: Existing) -> Iterator[Access]:
    for needed in DEPENDENT_ACTIONS.get(call.name, ()):
        for resource in needed.resources(call.parameters, call, _primary(call, existing)):
            keys = {"aws:RequestedRegion": call.region, **_request_tags(call.parameters), **needed.keys(call.region)}
            yield _with_tags(Access(needed.action, resource, keys), existing)


def _primary(call: Call, existing: Existing) -> str | None:
    return next(iter(_resources(call.name, call, existing)), None)


def _with_tags(access: Access, existing: Existing) -> Access:
    tags = existing.tags(access.resource) if access.resource and access.resource != "*" else {}
    if tags is None:
        return access
    keys = {f"aws:ResourceTag/{key}": value for key, value in tags.items()}
    return Access(access.action, access.resource, {**access.keys, **keys}, (*access.known, "aws:resourcetag/*"))


def _request_tags(parameters: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    tags = tags_requested(parameters)
    keys = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
    removed = parameters.get("TagKeys") or parameters.get("tagKeys") or parameters.get("Keys") or ()
    names = tuple(dict.fromkeys([*tags, *removed]))
    return {**keys, **({"aws:TagKeys": names} if names else {})}


def _boundary(call: Call, existing: Existing) -> dict[str, str]:
    """The boundary that a role is to get or has. Source: the User Guide, "iam:PermissionsBoundary"."""
    if call.service != "iam":
        return {}
    asked = call.parameters.get("PermissionsBoundary")
    found = existing.role(str(call.parameters.get("RoleName", "")))
    boundary = asked or (found[1] if found else None)
    return {"iam:PermissionsBoundary": boundary} if boundary else {}


def _resources(action: str, call: Call, existing: Existing) -> list[str | None]:
    if not actions.has_resources(action):
        return ["*"]
    find = _FINDERS.get(call.service)
    found = find(call, existing) if find else _by_parameter(call)
    return list(found) or [None]


# Parameters that hold the ARN of the resource itself, in whichever service.
_ARN_PARAMETERS = (
    *("ResourceArn", "ResourceARN", "resourceArn", "resourceARN", "TopicArn", "Resource", "Arn", "RoleArn"),
    *("GroupArn", "SubscriptionArn", "TableArn"),
)
# IAM prefix -> parameter -> the resource part of the ARN.
_NAMED: Mapping[str, Mapping[str, str]] = {
    "cloudwatch": {"AlarmName": "alarm:{}", "AlarmNames": "alarm:{}"},
    "dynamodb": {"TableName": "table/{}"},
    "ec2": {"CapacityReservationId": "capacity-reservation/{}"},
    "events": {"Rule": "rule/{}", "Name": "rule/{}"},
    "kms": {"KeyId": "key/{}"},
    "lambda": {"FunctionName": "function:{}"},
    "logs": {"logGroupName": "log-group:{}"},
    "resource-groups": {"Group": "group/{}", "GroupName": "group/{}", "Name": "group/{}"},
    "sns": {"Name": "{}"},
    "sqs": {"QueueName": "{}", "QueueUrl": "{}"},
}


def _by_parameter(call: Call) -> Iterator[str]:
    for name in _ARN_PARAMETERS:
        value = call.parameters.get(name)
        if isinstance(value, str) and value.startswith("arn:"):
            yield value
            return
    for name, form in _NAMED.get(call.service, {}).items():
        given = call.parameters.get(name)
        if given:
            for one in given if isinstance(given, list) else [given]:
                yield one if str(one).startswith("arn:") else call.arn(call.service, form.format(_last(str(one))))
            return


def _last(text: str) -> str:
    """Return the name in the URL of a queue; other names as they are."""
    return text.rpartition("/")[2] if text.startswith("https://") else text


def _of_ec2(call: Call, _existing: Existing) -> Iterator[str]:
    if call.operation == "CreateCapacityReservation":
        yield call.arn("ec2", "capacity-reservation/*")
    for one in call.parameters.get("Resources") or ():
        if str(one).startswith("cr-"):
            yield call.arn("ec2", f"capacity-reservation/{one}")
    yield from _by_parameter(call)


def _of_iam(call: Call, existing: Existing) -> Iterator[str]:
    name = call.parameters.get("RoleName")
    found = existing.role(name) if name else None
    if found:
        yield found[0]
    elif name:
        yield call.arn("iam", f"role{call.parameters.get('Path') or '/'}{name}")
    else:
        yield from _by_parameter(call)


def _of_ssm(call: Call, _existing: Existing) -> Iterator[str]:
    for name in ("Name", "Path"):
        if call.parameters.get(name):
            yield call.arn("ssm", f"parameter/{str(call.parameters[name]).lstrip('/')}")


def _of_s3(call: Call, _existing: Existing) -> Iterator[str]:
    bucket, key = call.parameters.get("Bucket"), call.parameters.get("Key")
    if bucket:
        yield f"arn:{call.partition}:s3:::{bucket}" + (f"/{key}" if key else "")


_FINDERS: Mapping[str, Callable[[Call, Existing], Iterable[str]]] = {
    "ec2": _of_ec2,
    "iam": _of_iam,
    "s3": _of_s3,
    "ssm": _of_ssm,
}
