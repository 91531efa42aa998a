"""IAM: the role of the function."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import translated
from ..names import ROLE_PATH
from .clients import as_list

POLICY_NAME = "GlueJobTracker"
DESCRIPTION = "Lets the function of AwsCommunity::Glue::JobTracker do its work"


def create_role(iam: Any, name: str, trust: Mapping[str, Any], boundary: str | None, tags: Mapping[str, str]) -> None:
    """Make the role under our path. AlreadyExists if the account has one of that name under any path."""
    with translated(name):
        iam.create_role(
            Path=ROLE_PATH,
            RoleName=name,
            Description=DESCRIPTION,
            AssumeRolePolicyDocument=json.dumps(trust),
            Tags=as_list(tags),
            **({"PermissionsBoundary": boundary} if boundary else {}),
        )


def get_role(iam: Any, name: str) -> dict[str, Any]:
    """The role with its tags, boundary and trust policy; NotFound if there is none."""
    with translated(name):
        return dict(iam.get_role(RoleName=name)["Role"])


def get_policy(iam: Any, role: str) -> dict[str, Any]:
    """What the role may do; NotFound if that is not said."""
    with translated(role):
        return dict(iam.get_role_policy(RoleName=role, PolicyName=POLICY_NAME)["PolicyDocument"])


def put_policy(iam: Any, role: str, policy: Mapping[str, Any]) -> None:
    """Say what the role may do."""
    with translated(role):
        iam.put_role_policy(RoleName=role, PolicyName=POLICY_NAME, PolicyDocument=json.dumps(policy))


def delete_policy(iam: Any, role: str) -> None:
    """Take from the role what it may do."""
    with translated(role):
        iam.delete_role_policy(RoleName=role, PolicyName=POLICY_NAME)


def put_trust(iam: Any, role: str, trust: Mapping[str, Any]) -> None:
    """Say who may assume the role."""
    with translated(role):
        iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trust))


def put_boundary(iam: Any, role: str, boundary: str) -> None:
    """Bound the role by a policy."""
    with translated(role):
        iam.put_role_permissions_boundary(RoleName=role, PermissionsBoundary=boundary)


def delete_boundary(iam: Any, role: str) -> None:
    """Bound the role no longer."""
    with translated(role):
        iam.delete_role_permissions_boundary(RoleName=role)


def delete_role(iam: Any, name: str) -> None:
    """Delete the role, which must have no policies any more."""
    with translated(name):
        iam.delete_role(RoleName=name)


def tag_role(iam: Any, name: str, tags: Mapping[str, str]) -> None:
    """Set tags of the role."""
    with translated(name):
        iam.tag_role(RoleName=name, Tags=as_list(tags))


def untag_role(iam: Any, name: str, keys: Sequence[str]) -> None:
    """Remove tags of the role."""
    with translated(name):
        iam.untag_role(RoleName=name, TagKeys=list(keys))
