"""IAM: the function's role."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ..names import ROLE_PATH, Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping
from ..tags import OWNER_TAG
from .ours import make_ours

POLICY_NAME = "GlueJobTracker"
DESCRIPTION = "Lets the function of AwsCommunity::Glue::JobTracker do its work"


def create_role(iam: Any, name: str, trust: Mapping[str, Any], boundary: str | None, tags: Mapping[str, str]) -> None:
    """Create the role under our path. AlreadyExists if the account has one of that name under any path."""
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
    """Return the role with its tags, boundary and trust policy; NotFound if there is none."""
    with translated(name):
        return dict(iam.get_role(RoleName=name)["Role"])


def get_policy(iam: Any, role: str) -> dict[str, Any]:
    """Return the role's inline policy; NotFound if there is none."""
    with translated(role):
        return dict(iam.get_role_policy(RoleName=role, PolicyName=POLICY_NAME)["PolicyDocument"])


def put_policy(iam: Any, role: str, policy: Mapping[str, Any]) -> None:
    """Set the role's inline policy."""
    with translated(role):
        iam.put_role_policy(RoleName=role, PolicyName=POLICY_NAME, PolicyDocument=json.dumps(policy))


def delete_policy(iam: Any, role: str) -> None:
    """Delete the role's inline policy."""
    with translated(role):
        iam.delete_role_policy(RoleName=role, PolicyName=POLICY_NAME)


def put_trust(iam: Any, role: str, trust: Mapping[str, Any]) -> None:
    """Set the role's trust policy."""
    with translated(role):
        iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trust))


def put_boundary(iam: Any, role: str, boundary: str) -> None:
    """Set the role's permissions boundary."""
    with translated(role):
        iam.put_role_permissions_boundary(RoleName=role, PermissionsBoundary=boundary)


def delete_boundary(iam: Any, role: str) -> None:
    """Remove the role's permissions boundary."""
    with translated(role):
        iam.delete_role_permissions_boundary(RoleName=role)


def delete_role(iam: Any, name: str) -> None:
    """Delete the role, whose policies must be gone."""
    with translated(name):
        iam.delete_role(RoleName=name)


def tag_role(iam: Any, name: str, tags: Mapping[str, str]) -> None:
    """Set tags on the role."""
    with translated(name):
        iam.tag_role(RoleName=name, Tags=as_list(tags))


def untag_role(iam: Any, name: str, keys: Sequence[str]) -> None:
    """Remove tags of the role."""
    with translated(name):
        iam.untag_role(RoleName=name, TagKeys=list(keys))


def _create(site: Site) -> None:
    iam, trust, boundary = site.clients.iam, site.wanted.role or {}, site.wanted.boundary
    make_ours(site, site.wanted.part_tags, PART.tags, partial(create_role, iam, site.names.role, trust, boundary))


def _put_policy(site: Site) -> None:
    put_policy(site.clients.iam, site.names.role, site.wanted.policy or {})


def _put_boundary(site: Site) -> None:
    put_boundary(site.clients.iam, site.names.role, site.wanted.boundary or "")


def _shown(answers: Answers, names: Names) -> dict[str, Any]:
    found = _ours(answers["role"], names)
    return {
        "role": found.get("AssumeRolePolicyDocument"),
        "boundary": found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        "policy": answers["policy"] if found else None,
    }


def _ours(found: Mapping[str, Any] | None, names: Names) -> Mapping[str, Any]:
    """Return the role if it is the tracker's: IAM finds roles by name, whatever their path."""
    if not found or found["Path"] != ROLE_PATH or as_mapping(found.get("Tags", [])).get(OWNER_TAG) != names.tracker:
        return {}
    return found


PART = Part(
    name="role",
    aspects=(
        Aspect(
            "role",
            Stage.PARTS,
            make=_create,
            change=lambda site: put_trust(site.clients.iam, site.names.role, site.wanted.role or {}),
            remove=lambda site: delete_role(site.clients.iam, site.names.role),
            leaves=2,
            called="trust policy of the role",
            name_of=lambda names: names.role,
            ways=BOTH_WAYS,
        ),
        Aspect(
            "boundary",
            Stage.DETAILS,
            make=_put_boundary,
            change=_put_boundary,
            remove=lambda site: delete_boundary(site.clients.iam, site.names.role),
        ),
        Aspect(
            "policy",
            Stage.DETAILS,
            make=_put_policy,
            change=_put_policy,
            remove=lambda site: delete_policy(site.clients.iam, site.names.role),
            leaves=1,
            called="policy of the role",
            name_of=lambda names: names.role,
            ways=BOTH_WAYS,
        ),
    ),
    looks={
        "role": lambda site: get_role(site.clients.iam, site.names.role),
        "policy": lambda site: get_policy(site.clients.iam, site.names.role),
    },
    shown=_shown,
    tags=lambda site: as_mapping(get_role(site.clients.iam, site.names.role).get("Tags", [])),
    tag=lambda site, tags: tag_role(site.clients.iam, site.names.role, tags),
    untag=lambda site, keys: untag_role(site.clients.iam, site.names.role, keys),
)
