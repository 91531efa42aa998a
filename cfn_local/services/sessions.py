"""Sessions of roles: the credentials that handlers and functions get, which lead back to their account and role.

Relies on moto 5.2.5: STS's `assume_role` creates a key in the account of the role, and requests signed with it are of
that account.
"""

from collections.abc import Mapping
from typing import Any

from cfn_local import environment, partitions
from cfn_local.services import enforcement

# After the user guides of the CLI and of Hooks, on execution roles.
_ASSUMED_BY = {
    "RESOURCE": ("resources.cloudformation.amazonaws.com",),
    "HOOK": ("hooks.cloudformation.amazonaws.com", "resources.cloudformation.amazonaws.com"),
    "ACTIVATED_HOOK": ("hooks.cloudformation.amazonaws.com",),
}
# The session of a type without an execution role, outside the account that all clients use by default.
_NO_ROLE = "role/without-a-role"


def credentials(role_arn: str | None, account_id: str, region: str, session_name: str) -> Mapping[str, str]:
    """Return credentials of the role, or of the account if `role_arn` is None, as CloudFormation passes them.

    While no policy is enforced, they are the client's own in its own account.
    """
    if account_id == environment.ACCOUNT_ID and not enforcement.is_on():
        return environment.CALLER_CREDENTIALS
    session = _assumed(role_arn, account_id, region, session_name)
    return {
        "accessKeyId": session.access_key_id,
        "secretAccessKey": session.secret_access_key,
        "sessionToken": session.session_token,
    }


def untrusted(role_arn: str | None, kind: str, version_arn: str) -> str | None:
    """Return why CloudFormation may not assume the execution role of a type; None if it may, or if nobody asks."""
    if role_arn is None or not enforcement.is_on():
        return None
    # Imported here because the gateway starts before moto has been loaded.
    from cfn_local.services.authorization import refused_trust

    refused = (refused_trust(role_arn, service, version_arn) for service in _ASSUMED_BY.get(kind, ()))
    return next((f"The execution role cannot be assumed: {one.message}" for one in refused if one), None)


def variables(role_arn: str | None, account_id: str, region: str, session_name: str) -> Mapping[str, str]:
    """Return the same as variables of a process's environment."""
    found = credentials(role_arn, account_id, region, session_name)
    names = zip(environment.CALLER_CREDENTIALS, environment.CREDENTIALS, strict=True)
    return {variable: found[member] for member, variable in names}


def _assumed(role_arn: str | None, account_id: str, region: str, session_name: str) -> Any:
    # Imported here because the gateway starts before moto has been loaded.
    from moto.sts.models import sts_backends

    partition = partitions.partition_of(region)
    backend: Any = sts_backends[account_id][partition.id]
    return backend.assume_role(
        region_name=region,
        role_session_name=session_name,
        role_arn=role_arn or partition.arn("iam", _NO_ROLE, account_id=account_id),
        policy=None,
        duration=3600,
        external_id=None,
    )
