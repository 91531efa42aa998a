"""What the constructs of all types share. Their own part is written by scripts/generate."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.rendering import rendered
from awscommunity_cdk.schema_check import SchemaCheck


class SchemaResource(cdk.CfnResource):
    """A resource whose properties are attributes, checked against the schema of its type at synthesis."""

    CFN_RESOURCE_TYPE_NAME: ClassVar[str]
    PROPERTY_NAMES: ClassVar[Mapping[str, str]]
    SCHEMA_FILE: ClassVar[str]

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, type=self.CFN_RESOURCE_TYPE_NAME)
        self.node.add_validation(SchemaCheck(self, self.SCHEMA_FILE))

    @property
    @jsii.member(jsii_name="cfnProperties")
    def _cfn_properties(self) -> Mapping[str, Any]:
        """What CDK writes into the template, asked for when it does."""
        properties: Mapping[str, Any] = rendered(self)
        return properties


@jsii.implements(cdk.ITaggable)
class TaggableResource(SchemaResource):
    """A resource that `Tags.of()` reaches."""

    def __init__(self, scope: Construct, id: str, tags: Sequence[cdk.CfnTag] | None) -> None:
        self._tags = cdk.TagManager(cdk.TagType.STANDARD, self.CFN_RESOURCE_TYPE_NAME, tags)
        super().__init__(scope, id)

    @property
    @jsii.member(jsii_name="tags")
    def tags(self) -> cdk.TagManager:
        """The tags of the resource: those that it was given, and those that `Tags.of()` adds."""
        return self._tags


class ModuleResource(SchemaResource):
    """A module, which CloudFormation replaces by the resources that it contains."""

    def contained(self, logical_id: str) -> "ContainedResource":
        """What the module contains under the name `logical_id`."""
        return ContainedResource(self, logical_id)


class ContainedResource:
    """A resource that a module contains, for references to it."""

    def __init__(self, module: ModuleResource, logical_id: str) -> None:
        self._logical_id = f"{module.logical_id}{logical_id}"

    @property
    def ref(self) -> str:
        """What Ref gives for it."""
        return cdk.Fn.ref(self._logical_id)

    def get_att(self, attribute: str) -> cdk.IResolvable:
        """What GetAtt gives for it; `Token.as_string()` and its like make a string, number or list of it."""
        return cdk.Fn.get_att(self._logical_id, attribute)
