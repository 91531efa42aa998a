"""Values in Parameter Store and Secrets Manager, for dynamic references and parameters that name a value."""

import json
from collections.abc import Callable
from typing import Any

from moto.core.exceptions import JsonRESTError, ServiceException

_PARTS_OF_AN_ARN = 7


class StoredValueError(Exception):
    """The value does not exist, or may not be referred to so. The message is CloudFormation's."""


def resolver(account_id: str, region: str) -> Callable[[str, str], str]:
    """Return a resolver of dynamic references in an account and Region. It raises StoredValueError."""

    def resolve(service: str, reference: str) -> str:
        if service == "secretsmanager":
            return _secret(account_id, region, reference)
        found = _parameter(account_id, region, reference)
        if found is None:
            raise StoredValueError(f"Parameters: [{service}:{reference}] cannot be found.")
        if service == "ssm" and found.parameter_type == "SecureString":
            raise StoredValueError(
                f"Parameters [{reference}] referenced by template have types not supported by CloudFormation."
            )
        return str(found.response_object(decrypt=True)["Value"])

    return resolve


def stored_parameter(account_id: str, region: str, name: str) -> str | None:
    """Return the value of a parameter in Parameter Store; None if there is none."""
    found = _parameter(account_id, region, name)
    return None if found is None else str(found.value)


def _parameter(account_id: str, region: str, name: str) -> Any:
    """Return moto's own parameter, by its name or `name:version`; None if there is none."""
    from moto.ssm.models import ssm_backends

    try:
        return ssm_backends[account_id][region].get_parameter(name)
    except (ServiceException, JsonRESTError):
        return None


def _secret(account_id: str, region: str, reference: str) -> str:
    from moto.secretsmanager.models import secretsmanager_backends

    secret_id, rest = _split(reference)
    of, key, stage, version = (*rest, "", "", "", "")[:4]
    if of not in ("", "SecretString"):
        raise StoredValueError(f"Incorrect format is used in the following reference: [secretsmanager:{reference}]")
    try:
        found = secretsmanager_backends[account_id][region].get_secret_value(
            secret_id, version_id=version, version_stage=stage or ("" if version else "AWSCURRENT")
        )
    except (ServiceException, JsonRESTError) as error:
        raise StoredValueError(str(error.message)) from error
    text = str(found.get("SecretString") or "")
    return _member(text, key, secret_id) if key else text


def _split(reference: str) -> tuple[str, list[str]]:
    """Return the ID of the secret, which may be an ARN, and the parts after it."""
    parts = reference.split(":")
    length = _PARTS_OF_AN_ARN if parts[0] == "arn" else 1
    return ":".join(parts[:length]), parts[length:]


def _member(text: str, key: str, secret_id: str) -> str:
    try:
        members = json.loads(text)
    except ValueError as error:
        raise StoredValueError(f"Could not parse SecretString JSON of the secret {secret_id}") from error
    if not isinstance(members, dict) or key not in members:
        raise StoredValueError(f"Could not find a value associated with JSONKey in SecretString: {key} of {secret_id}")
    value = members[key]
    return value if isinstance(value, str) else json.dumps(value)
