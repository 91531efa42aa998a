"""ListTypes and ListTypeVersions."""

from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry import provider_schemas
from cfn_local.registry.arns import checked_kind, requested_type, type_arn
from cfn_local.registry.describing import activated_as
from cfn_local.registry.errors import InvalidRequest, RegistryError
from cfn_local.registry.pages import requested_page
from cfn_local.registry.public_hooks import PUBLIC_HOOKS, PUBLIC_VERSION, PUBLISHER_ID
from cfn_local.registry.schemas import provisioning_type
from cfn_local.registry.type_versions import RegisteredType, Registry, TypeVersion, registry_of

_ACTIVATED, _THIRD_PARTY, _OF_AWS = "ACTIVATED", "THIRD_PARTY", "AWS_TYPES"


class ListingActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def list_types(self) -> ActionResult:
        """Return private types, or AWS's own. ProvisioningType filters resource types only if given."""
        filters = self._get_param("Filters") or {}
        publisher = filters.get("PublisherId")
        if publisher not in (None, PUBLISHER_ID):
            raise RegistryError("The local registry has no publishers: leave out PublisherId.")
        is_public = (self._get_param("Visibility") or "PRIVATE") == "PUBLIC"
        prefix, category = filters.get("TypeNamePrefix") or "", filters.get("Category")
        listed = []
        if is_public and category in (None, _OF_AWS) and not publisher:
            listed += self._public_types(prefix)
        if is_public and publisher:
            listed += self._public_hooks(prefix)
        if not is_public and category != _OF_AWS:
            listed += [
                _type_summary(found)
                for found in self._private_types(prefix)
                if _is_in(category, found) and (not publisher or found.default.activation is not None)
            ]
        page, token = requested_page(listed, self._get_param)
        return ActionResult({"TypeSummaries": page, "NextToken": token})

    def list_type_versions(self) -> ActionResult:
        """Return the versions of a private type by version ID; by default those that are LIVE."""
        named = requested_type(self._get_param)
        found = registry_of(self.current_account, self.region).find(named.kind, named.type_name)
        if found is None:
            raise RegistryError(f"The type '{named.type_name}' cannot be found among the private types.")
        deprecated = self._is_deprecated_asked_for()
        summaries = [
            _version_summary(version, found) for version in found.versions if version.is_deprecated == deprecated
        ]
        page, token = requested_page(summaries, self._get_param)
        return ActionResult({"TypeVersionSummaries": page, "NextToken": token})

    def _private_types(self, prefix: str) -> list[RegisteredType]:
        kind, deprecated = self._get_param("Type"), self._is_deprecated_asked_for()
        if kind:
            checked_kind(kind)
        registry: Registry = registry_of(self.current_account, self.region)
        return [
            found
            for found in registry.types()
            if found.type_name.startswith(prefix)
            and found.is_deprecated == deprecated
            and found.kind == (kind or found.kind)
            and self._has_asked_provisioning(found.kind, found.default.schema)
        ]

    def _public_types(self, prefix: str) -> list[dict[str, Any]]:
        if (self._get_param("Type") or "RESOURCE") != "RESOURCE" or self._is_deprecated_asked_for():
            return []
        return [
            {"Type": "RESOURCE", "TypeName": name, "TypeArn": type_arn("RESOURCE", name, "", self.region)}
            for name in provider_schemas.type_names(self.region, f"{prefix}*")
            if not self._get_param("ProvisioningType")
            or self._has_asked_provisioning("RESOURCE", provider_schemas.schema(name, self.region) or {})
        ]

    def _public_hooks(self, prefix: str) -> list[dict[str, Any]]:
        if (self._get_param("Type") or "HOOK") != "HOOK" or self._is_deprecated_asked_for():
            return []
        registry: Registry = registry_of(self.current_account, self.region)
        activated = {found.default.original_type_name for found in registry.types() if not found.is_deprecated}
        return [
            {
                "Type": "HOOK",
                "TypeName": public.type_name,
                "TypeArn": public.arn(self.region),
                "Description": public.description,
                "PublisherId": PUBLISHER_ID,
                "PublicVersionNumber": PUBLIC_VERSION,
                "LatestPublicVersion": PUBLIC_VERSION,
                "IsActivated": public.type_name in activated,
            }
            for public in PUBLIC_HOOKS.values()
            if public.type_name.startswith(prefix)
        ]

    def _has_asked_provisioning(self, kind: str, schema: dict[str, Any]) -> bool:
        asked = self._get_param("ProvisioningType")
        return not asked or (kind == "RESOURCE" and provisioning_type(schema) == asked)

    def _is_deprecated_asked_for(self) -> bool:
        status = self._get_param("DeprecatedStatus") or "LIVE"
        if status not in ("LIVE", "DEPRECATED"):
            raise InvalidRequest(f"DeprecatedStatus '{status}' is neither LIVE nor DEPRECATED.")
        return bool(status == "DEPRECATED")


def _is_in(category: str | None, found: RegisteredType) -> bool:
    """Return whether a private type is in a category: REGISTERED or ACTIVATED, and THIRD_PARTY in either case."""
    is_activated = found.default.activation is not None
    return category in (None, _THIRD_PARTY) or is_activated == (category == _ACTIVATED)


def _type_summary(found: RegisteredType) -> dict[str, Any]:
    return {
        "Type": found.kind,
        "TypeName": found.type_name,
        "DefaultVersionId": found.default_version_id,
        "TypeArn": found.arn,
        "LastUpdated": found.default.created,
        "Description": found.default.schema.get("description"),
        **activated_as(found.default),
    }


def _version_summary(version: TypeVersion, found: RegisteredType) -> dict[str, Any]:
    return {
        "Type": version.kind,
        "TypeName": version.type_name,
        "VersionId": version.version_id,
        "IsDefaultVersion": version.version_id == found.default_version_id,
        "Arn": version.arn,
        "TimeCreated": version.created,
        "Description": version.schema.get("description"),
    }
