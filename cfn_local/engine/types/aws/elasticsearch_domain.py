"""AWS::Elasticsearch::Domain: Ref is its name. It holds no documents."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ANYONE

_FINDS = {"Arn": "ARN", "DomainArn": "ARN", "DomainEndpoint": "Endpoint", "Id": "DomainId"}


def _name(handle: Handle) -> str:
    """The name, which an ID has after the account."""
    return str(handle["Id"]).rpartition("/")[2]


def _all(handle: Handle) -> list[dict[str, str]]:
    names = [one["DomainName"] for one in handle("ListDomainNames")["DomainNames"]]
    found = handle("DescribeElasticsearchDomains", DomainNames=names)["DomainStatusList"] if names else []
    return [{"Id": one["DomainId"]} for one in found]


TYPE = Declaration(
    "AWS::Elasticsearch::Domain",
    "es",
    named=Name("DomainName", 28, change=lower),
    ref="DomainName",
    create=Call("CreateElasticsearchDomain", "DomainStatus", finds=_FINDS),
    read=(Call("DescribeElasticsearchDomain", "DomainStatus", {"DomainName": _name}, _FINDS),),
    tags=Tagging(
        Call("AddTags", params={"ARN": of("Arn")}),
        Call("RemoveTags", params={"ARN": of("Arn")}),
        Call("ListTags", "TagList", {"ARN": of("Arn")}),
        is_afterwards=True,
    ),
    delete=Call("DeleteElasticsearchDomain", params={"DomainName": _name}),
    list=_all,
    client=("describe_elasticsearch_domain", {"DomainName": "{Ref}"}, "DomainStatus"),
    documents=("AdvancedOptions",),
    proofs=(
        Proof(
            {
                "AccessPolicies": ANYONE,
                "AdvancedOptions": {"rest.action.multi.allow_explicit_index": "true"},
                "DomainName": "ours",
                "EBSOptions": {"EBSEnabled": True, "VolumeSize": 20, "VolumeType": "gp2"},
                "ElasticsearchClusterConfig": {
                    "DedicatedMasterCount": 3,
                    "DedicatedMasterEnabled": True,
                    "DedicatedMasterType": "m5.large.elasticsearch",
                    "InstanceCount": 2,
                    "InstanceType": "r5.large.elasticsearch",
                    "ZoneAwarenessEnabled": True,
                },
                "ElasticsearchVersion": "7.10",
                "EncryptionAtRestOptions": {"Enabled": True},
                "NodeToNodeEncryptionOptions": {"Enabled": True},
                "SnapshotOptions": {"AutomatedSnapshotStartHour": 3},
                "VPCOptions": {"SecurityGroupIds": ["{group}"], "SubnetIds": ["{subneta}"]},
            },
            "[DomainName, EBSOptions.VolumeSize, ElasticsearchClusterConfig.InstanceCount, ElasticsearchVersion]",
            ["ours", 20, 2, "7.10"],
        ),
        Proof({"Tags": TAGS}, "TagList", read=("list_tags", {"ARN": "{Arn}"})),
    ),
)
