"""AWS::ServiceDiscovery::PublicDnsNamespace, with a public hosted zone: Ref is its ID."""

from cfn_local.engine.types.aws.cloud_map import (
    CLOUD_MAP_TAGS,
    READ_NAMESPACE,
    namespace_by,
    namespaces_of,
    update_by,
)
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof

TYPE = Declaration(
    "AWS::ServiceDiscovery::PublicDnsNamespace",
    "servicediscovery",
    names={"Id": "Id"},
    create=namespace_by("CreatePublicDnsNamespace"),
    read=(READ_NAMESPACE,),
    update=(update_by("UpdatePublicDnsNamespace", "Description"),),
    tags=CLOUD_MAP_TAGS,
    hidden_if_empty=("Description", "Properties"),
    delete=Call("DeleteNamespace"),
    list=namespaces_of("DNS_PUBLIC"),
    given={"Name": "shop.local"},
    client=("get_namespace", {"Id": "{Ref}"}, "Namespace"),
    proofs=(
        Proof({"Name": "orders.local"}),
        Proof({"Description": "of the shop"}, "Description || ''"),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
