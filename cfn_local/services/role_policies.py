"""What moto's IAM, STS and services know that a permission hangs on: sessions, policies, boundaries, tags.

Relies on moto 5.2.5: `iam.models.Role` has `policies`, `managed_policies` and `permissions_boundary_arn`, and STS keeps
`assumed_roles`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.iam.evaluation import Document, Principal


@dataclass(frozen=True)
class Session:
    """A session of a role; the role may have been deleted since, or never have existed."""

    principal: Principal
    role_tags: Mapping[str, str]
    policies: tuple[Document, ...]
    boundary: Document | None


def session_of(access_key: str, partition: str) -> Session | None:
    """Return the session that the access key belongs to; None if it is a client's own."""
    from moto.iam.models import get_account_id_from
    from moto.sts.models import sts_backends

    account_id = get_account_id_from(access_key)
    found: Any = sts_backends[account_id][partition].get_assumed_role_from_access_key(access_key)
    if found is None:
        return None
    role = _role(account_id, partition, arn=found.role_arn)
    principal = Principal(found.arn, account_id, found.role_arn)
    if role is None:
        return Session(principal, {}, (), None)
    tags = {one["Key"]: one["Value"] for one in _listed(role.tags)}
    return Session(principal, tags, _policies(role), _boundary(role, account_id, partition))


def trust_policy(role_arn: str, partition: str) -> Document | None:
    """Return the trust policy of a role of any account; None if there is no such role."""
    parts = role_arn.split(":")
    role = _role(parts[4], partition, arn=role_arn) if len(parts) == 6 else None
    return None if role is None else dict(json.loads(role.assume_role_policy_document))


class ExistingResources:
    """Roles and tags of one account in one Region, as the judgement of calls asks for them."""

    def __init__(self, account_id: str, partition: str, region: str) -> None:
        self._account_id, self._partition, self._region = account_id, partition, region

    def role(self, name: str) -> tuple[str, str | None] | None:
        """Return the ARN of a role and that of its boundary."""
        role = _role(self._account_id, self._partition, name=name)
        return None if role is None else (role.arn, role.permissions_boundary_arn)

    def tags(self, arn: str) -> Mapping[str, str] | None:
        """Return the tags of a resource of a kind whose tags are known here."""
        service, resource = arn.split(":")[2], arn.split(":", 5)[-1]
        kind, _, name = resource.partition("/")
        find = _TAGS.get((service, kind))
        return find(self._account_id, self._region, name) if find else None


def _role(account_id: str, partition: str, *, name: str = "", arn: str = "") -> Any:
    from moto.iam.models import iam_backends

    roles = iam_backends[account_id][partition].roles.values()
    return next((role for role in roles if role.arn == arn or role.name == name), None)


def _listed(tags: Any) -> list[dict[str, str]]:
    """Return tags as a list: moto keeps those of a request in one, and later ones by their keys."""
    return list(tags.values()) if isinstance(tags, dict) else list(tags or ())


def _policies(role: Any) -> tuple[Document, ...]:
    documents = [*role.policies.values(), *(_default_version(one) for one in role.managed_policies.values())]
    return tuple(json.loads(one) if isinstance(one, str) else one for one in documents)


def _boundary(role: Any, account_id: str, partition: str) -> Document | None:
    from moto.iam.models import iam_backends

    arn = role.permissions_boundary_arn
    if not arn:
        return None
    found = iam_backends[account_id][partition].managed_policies.get(arn)
    # A boundary that is gone bounds to nothing.
    return {"Version": "2012-10-17", "Statement": []} if found is None else dict(json.loads(_default_version(found)))


def _default_version(policy: Any) -> str:
    return next(str(one.document) for one in policy.versions if one.version_id == policy.default_version_id)


def _of_reservation(account_id: str, region: str, name: str) -> Mapping[str, str]:
    from moto.ec2.models import ec2_backends

    from cfn_local.services.capacity_reservations.models import capacity_reservations_of

    found = capacity_reservations_of(ec2_backends[account_id][region]).reservations.get(name)
    return {} if found is None else found.tags.latest


def _of_group(account_id: str, region: str, name: str) -> Mapping[str, str]:
    from moto.resourcegroups.models import resourcegroups_backends

    from cfn_local.services.resource_groups.models import state_of

    groups = resourcegroups_backends[account_id][region].groups.by_name
    return state_of(groups[name]).tags.latest if name in groups else {}


_TAGS = {("ec2", "capacity-reservation"): _of_reservation, ("resource-groups", "group"): _of_group}
