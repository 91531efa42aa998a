"""AWS::ServiceDiscovery::PrivateDnsNamespace, with a private hosted zone: Ref is its ID."""

from cfn_local.engine.types.aws.cloud_map import (
    CLOUD_MAP_TAGS,
    READ_NAMESPACE,
    namespace_by,
    namespaces_of,
    update_by,
)
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof

TYPE = Declaration(
    "AWS::ServiceDiscovery::PrivateDnsNamespace",
    "servicediscovery",
    names={"Id": "Id"},
    create=namespace_by("CreatePrivateDnsNamespace"),
    read=(READ_NAMESPACE,),
    update=(update_by("UpdatePrivateDnsNamespace", "Description"),),
    tags=CLOUD_MAP_TAGS,
    hidden_if_empty=("Description", "Properties"),
    delete=Call("DeleteNamespace"),
    list=namespaces_of("DNS_PRIVATE"),
    given={"Name": "shop.local", "Vpc": "{vpc}"},
    client=("get_namespace", {"Id": "{Ref}"}, "Namespace"),
    proofs=(
        Proof({"Name": "orders.local"}),
        Proof({"Description": "of the shop"}, "Description || ''"),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
    unread={"Vpc": "vpc-0123456789abcdef0"},
)
