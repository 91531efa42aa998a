"""SetTypeConfiguration and BatchDescribeTypeConfigurations."""

import json
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry.arns import (
    TypeReference,
    configuration_arn,
    reference_in,
    reference_in_configuration_arn,
    requested_type,
)
from cfn_local.registry.configuration_references import resolved
from cfn_local.registry.configuration_schemas import configuration_schema
from cfn_local.registry.errors import InvalidRequest, RegistryError, ServiceException, type_not_found
from cfn_local.registry.type_versions import RegisteredType, Registry, TypeConfiguration, registry_of
from cfn_local.schemas import documents
from cfn_local.services import clock

_ONLY_ALIAS = "default"
_MOST_CHARACTERS = 204_800


class ConfigurationActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def set_type_configuration(self) -> ActionResult:
        """Replace the configuration by one that is valid for the schema of the default version; `{}` removes it."""
        named = requested_type(self._get_param, "TypeArn")
        if named.version_id:
            raise InvalidRequest("A configuration belongs to a type: leave the version out of its TypeArn.")
        _check_alias(self._get_param("ConfigurationAlias"), named.kind)
        registry = registry_of(self.current_account, self.region)
        found = _configurable(registry, named)
        text = self._get_param("Configuration") or ""
        document = _parsed(text)
        if document:
            _check(resolved(document, registry.account_id, registry.region), found)
        found.configuration = TypeConfiguration(text, document, clock.now()) if document else None
        return ActionResult({"ConfigurationArn": configuration_arn(found.arn)})

    def batch_describe_type_configurations(self) -> ActionResult:
        identifiers = self._get_param("TypeConfigurationIdentifiers")
        if not identifiers:
            raise InvalidRequest(
                "1 validation error detected: Value null at 'typeConfigurationIdentifiers' failed to satisfy "
                "constraint: Member must not be null"
            )
        registry = registry_of(self.current_account, self.region)
        described, errors, unprocessed = [], [], []
        for identifier in identifiers:
            try:
                described.append(_details(_configurable(registry, _identified(identifier))))
            except ServiceException as error:
                code = "404" if error.code == "TypeNotFoundException" else "400"
                told = {"ErrorCode": code, "ErrorMessage": error.message[:255]}
                errors.append({**told, "TypeConfigurationIdentifier": identifier})
                unprocessed.append(identifier)
        return ActionResult(
            {"TypeConfigurations": described, "Errors": errors, "UnprocessedTypeConfigurations": unprocessed}
        )


def _check_alias(alias: str | None, kind: str) -> None:
    if alias is None and kind == "RESOURCE":
        raise InvalidRequest(f"The configuration of a resource type needs the ConfigurationAlias '{_ONLY_ALIAS}'.")
    if alias not in (None, _ONLY_ALIAS):
        raise InvalidRequest(f"The ConfigurationAlias is '{alias}'; the only one there is is '{_ONLY_ALIAS}'.")


def _configurable(registry: Registry, named: TypeReference) -> RegisteredType:
    found = registry.find(named.kind, named.type_name)
    if found is None or found.is_deprecated:
        raise type_not_found(named.type_name)
    return found


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > _MOST_CHARACTERS:
        raise InvalidRequest(f"Configuration has {len(text)} characters, and may have {_MOST_CHARACTERS}.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegistryError(f"Configuration is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise RegistryError("Configuration is not a JSON object.")
    return document


def _check(document: dict[str, Any], found: RegisteredType) -> None:
    schema = configuration_schema(found.default)
    if schema is None:
        raise RegistryError(f"The type '{found.type_name}' has no typeConfiguration, so it cannot be configured.")
    problem = documents.problem(document, schema)
    if problem is not None:
        raise RegistryError(f"Configuration does not fit the schema of '{found.type_name}': {problem}")


def _identified(identifier: dict[str, str]) -> TypeReference:
    _check_alias(identifier.get("TypeConfigurationAlias") or _ONLY_ALIAS, "")
    if identifier.get("TypeConfigurationArn"):
        return reference_in_configuration_arn(identifier["TypeConfigurationArn"])
    if identifier.get("TypeArn"):
        return reference_in(identifier["TypeArn"])
    return requested_type(identifier.get)


def _details(found: RegisteredType) -> dict[str, Any]:
    configuration = found.configuration
    return {
        "Arn": configuration_arn(found.arn),
        "Alias": _ONLY_ALIAS,
        "Configuration": "{}" if configuration is None else configuration.text,
        "LastUpdated": None if configuration is None else configuration.last_updated,
        "TypeArn": found.arn,
        "TypeName": found.type_name,
    }
