"""AwsCommunity::CloudFormation::ResourceTypeConfig: the configuration of a resource type, as a resource."""

TYPE_NAME = "AwsCommunity::CloudFormation::ResourceTypeConfig"
