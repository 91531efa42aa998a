"""Dynamic references: `{{resolve:ssm:...}}` and `{{resolve:secretsmanager:...}}` in evaluated values.

After "Get values stored in other services using dynamic references" in the user guide. Plain text in Parameter Store
becomes part of the properties. Secrets do not: their references stay in the properties that are compared, shown in
events and stored, and are resolved only in the properties that a resource type gets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cfn_local.engine.template.errors import TemplateError

_REFERENCE = re.compile(r"\{\{resolve:([^:}]*):([^}]*)\}\}")
# "Considerations when using dynamic references" in the user guide; the message is ours.
MAX_REFERENCES = 60
_SERVICES = ("ssm", "ssm-secure", "secretsmanager")
# Type -> properties, as paths: "Dynamic references to SSM SecureString parameters" of the user guide.
_SECURE_STRINGS_ALLOWED: Mapping[str, frozenset[str]] = {
    "AWS::DirectoryService::MicrosoftAD": frozenset({"Password"}),
    "AWS::DirectoryService::SimpleAD": frozenset({"Password"}),
    "AWS::ElastiCache::ReplicationGroup": frozenset({"AuthToken"}),
    "AWS::IAM::User": frozenset({"LoginProfile/Password"}),
    "AWS::KinesisFirehose::DeliveryStream": frozenset({"RedshiftDestinationConfiguration/Password"}),
    "AWS::OpsWorks::App": frozenset({"AppSource/Password"}),
    "AWS::OpsWorks::Stack": frozenset({"CustomCookbooksSource/Password", "RdsDbInstances/DbPassword"}),
    "AWS::RDS::DBCluster": frozenset({"MasterUserPassword"}),
    "AWS::RDS::DBInstance": frozenset({"MasterUserPassword"}),
    "AWS::Redshift::Cluster": frozenset({"MasterUserPassword"}),
}

# From the service (ssm, ssm-secure or secretsmanager) and the rest of the reference to the value; TemplateError if
# there is none.
Resolver = Callable[[str, str], str]


def with_plain_text(value: Any, resolver: Resolver) -> Any:
    """The value with references to plain text resolved; references to secrets stay."""
    return _replaced(value, resolver, frozenset({"ssm"}))


def with_secrets(value: Any, resolver: Resolver) -> Any:
    """The value with references to secrets resolved as well."""
    return _replaced(value, resolver, frozenset({"ssm-secure", "secretsmanager"}))


def require_known(value: Any) -> None:
    """Raise TemplateError if a reference names a service without dynamic references."""
    for _, text in _texts(value, ()):
        for service, reference in _REFERENCE.findall(text):
            if service not in _SERVICES:
                raise TemplateError(
                    f"Dynamic references to {service} are not supported by the local CloudFormation: "
                    f"{{{{resolve:{service}:{reference}}}}}"
                )


def count(value: Any) -> int:
    """The number of references in a value."""
    return sum(len(_REFERENCE.findall(text)) for _, text in _texts(value, ()))


def misplaced_secure_strings(type_name: str, properties: Mapping[str, Any]) -> list[str]:
    """The locations of SecureString references that are not allowed, in CloudFormation's words."""
    allowed = _SECURE_STRINGS_ALLOWED.get(type_name, frozenset())
    return [
        f"{type_name}/Properties/{path}"
        for names, text in _texts(properties, ())
        if any(service == "ssm-secure" for service, _ in _REFERENCE.findall(text))
        and (path := "/".join(names)) not in allowed
    ]


def _replaced(value: Any, resolver: Resolver, services: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(member, resolver, services) for name, member in value.items()}
    if isinstance(value, list):
        return [_replaced(element, resolver, services) for element in value]
    if not isinstance(value, str) or "{{resolve:" not in value:
        return value
    return _REFERENCE.sub(
        lambda match: resolver(match[1], match[2]) if match[1] in services else match[0],
        value,
    )


def _texts(value: Any, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts in a value that contain a reference, each with its path of member names."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(member, (*names, name))
    elif isinstance(value, list):
        for element in value:
            yield from _texts(element, names)
    elif isinstance(value, str) and "{{resolve:" in value:
        yield names, value
