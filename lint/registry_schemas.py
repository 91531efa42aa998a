"""A rule file for cfn-lint that makes it check private resource types against the schemas in --registry-schemas.

    cfn-lint --append-rules lint --registry-schemas lint/schemas -- template.yaml

Since 1.43.0 cfn-lint looks up the schema of a resource by Region, and finds there only those of AWS's own types: a
private type's schema is loaded, and none of its properties is checked. There is no option for it, so this replaces the
look-up.
"""

from collections.abc import Iterator
from typing import Any

from cfnlint.rules import CloudFormationLintRule
from cfnlint.schema.manager import ProviderSchemaManager

_of_aws = ProviderSchemaManager.get_resource_schemas_by_regions


def _by_regions(manager: ProviderSchemaManager, resource_type: str, regions: Any) -> Iterator[tuple[list[str], Any]]:
    """Yield each schema of the type with its Regions: a private type has one, in all of them."""
    private = manager._registry_schemas.get(resource_type)
    if private is None:
        yield from _of_aws(manager, resource_type, regions)
    else:
        yield list(regions), private


ProviderSchemaManager.get_resource_schemas_by_regions = _by_regions


class PrivateSchemasAreChecked(CloudFormationLintRule):  # type: ignore[misc]
    """Placeholder: cfn-lint accepts only a file that has a rule. It reports nothing itself."""

    id = "E9901"
    shortdesc = "Private resource types are checked against their schemas"
    description = "Makes the schemas of --registry-schemas count for properties and attributes"
    tags = ["resources"]
