"""AWS::ServiceDiscovery::PublicDnsNamespace, with a public hosted zone: Ref is its ID."""

from cfn_local.engine.types.aws.cloud_map import namespace

TYPE = namespace("PublicDnsNamespace", "DNS_PUBLIC")
