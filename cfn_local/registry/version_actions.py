"""SetTypeDefaultVersion and DeregisterType."""

from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry.arns import TypeReference, requested_type
from cfn_local.registry.errors import InvalidRequest, RegistryError, TypeNotFound, type_not_found
from cfn_local.registry.type_versions import RegisteredType, Registry, TypeVersion, registry_of


class VersionActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def set_type_default_version(self) -> ActionResult:
        named = requested_type(self._get_param)
        if not named.version_id:
            raise InvalidRequest("Name the version: by its Arn, or by VersionId beside Type and TypeName.")
        found = _live_type(registry_of(self.current_account, self.region), named)
        found.default_version_id = _live_version(found, named.version_id).version_id
        return ActionResult({})

    def deregister_type(self) -> ActionResult:
        """Deregister one version other than the default; or the type, if it has no other version left."""
        named = requested_type(self._get_param)
        registry = registry_of(self.current_account, self.region)
        found = _live_type(registry, named)
        if named.version_id:
            version = _live_version(found, named.version_id)
            if version is found.default:
                raise RegistryError(
                    f"Version '{version.version_id}' is the default version and cannot be deregistered. "
                    f"Deregister the resource type '{found.type_name}' instead."
                )
            registry.deregister([version])
        elif len(found.live_versions) > 1:
            raise RegistryError(
                "This type has more than one active version. Please deregister non-default active versions "
                "before attempting to deregister the type."
            )
        else:
            registry.deregister(found.live_versions)
        return ActionResult({})


def _live_type(registry: Registry, named: TypeReference) -> RegisteredType:
    found = registry.find(named.kind, named.type_name)
    if found is None or found.is_deprecated:
        raise type_not_found(named.type_name)
    return found


def _live_version(found: RegisteredType, version_id: str) -> TypeVersion:
    version = found.version(version_id)
    if version is None or version.is_deprecated:
        raise TypeNotFound(f"The version '{version_id}' of the type '{found.type_name}' cannot be found.")
    return version
