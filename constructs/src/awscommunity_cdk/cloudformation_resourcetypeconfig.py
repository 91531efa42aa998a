"""CDK construct of `AwsCommunity::CloudFormation::ResourceTypeConfig`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import aws_cdk as cdk
from constructs import Construct

from awscommunity_cdk.schema_resource import SchemaResource


class CfnResourceTypeConfig(SchemaResource):
    """The configuration of a resource type in this account and Region, with references to secrets: CloudFormation
    itself has such a resource for hooks only.

    CloudFormation type: AwsCommunity::CloudFormation::ResourceTypeConfig
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::CloudFormation::ResourceTypeConfig"
    SCHEMA_FILE: ClassVar[str] = "cloudformation_resourcetypeconfig.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "configuration": "Configuration",
        "type_name": "TypeName",
        "type_arn": "TypeArn",
        "configuration_alias": "ConfigurationAlias",
        "dynamic_references": "DynamicReferences",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        configuration: Mapping[str, Any],
        type_name: str | None = None,
        type_arn: str | None = None,
        configuration_alias: str | None = None,
        dynamic_references: Mapping[str, Any] | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param configuration: The configuration, as the type's own schema describes it, without what
            DynamicReferences adds. It is shown as it is: nothing in it may be secret.
        :param type_name: The name of the resource type, private or activated in this account and Region.
        :param type_arn: The Amazon Resource Name (ARN) of the resource type, without a version, in place of
            TypeName.
        :param configuration_alias: The alias of the configuration. CloudFormation uses the one that is called
            default. Default: 'default'.
        :param dynamic_references: What CloudFormation looks up whenever it calls a handler of the type: the place
            in the configuration as a JSON pointer, such as /Credentials/ApiKey, and the dynamic reference without
            its braces, such as secretsmanager:prod/api:SecretString:key.
        """
        super().__init__(scope, id)
        self.configuration = configuration
        self.type_name = type_name
        self.type_arn = type_arn
        self.configuration_alias = configuration_alias
        self.dynamic_references = dynamic_references

    @property
    def attr_configuration_arn(self) -> str:
        """The Amazon Resource Name (ARN) of the configuration."""
        return cdk.Token.as_string(self.get_att("ConfigurationArn"))
