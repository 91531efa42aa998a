"""AWS::ServiceDiscovery::HttpNamespace: Ref is its ID."""

from cfn_local.engine.types.aws.cloud_map import namespace

TYPE = namespace("HttpNamespace", "HTTP")
