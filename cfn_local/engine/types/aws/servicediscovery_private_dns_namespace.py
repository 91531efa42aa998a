"""AWS::ServiceDiscovery::PrivateDnsNamespace, with a private hosted zone: Ref is its ID."""

from cfn_local.engine.types.aws.cloud_map import namespace

TYPE = namespace("PrivateDnsNamespace", "DNS_PRIVATE", given={"Vpc": "{vpc}"}, unread={"Vpc": "vpc-0123456789abcdef0"})
