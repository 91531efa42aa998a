"""AWS::OpenSearchService::Domain: Ref is its name. It holds no documents."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.proof_documents import ANYONE

TYPE = Declaration(
    "AWS::OpenSearchService::Domain",
    "opensearch",
    named=Name("DomainName", 28, change=lower),
    create=Call("CreateDomain"),
    read=(
        Call(
            "DescribeDomain",
            "DomainStatus",
            finds={"Arn": "ARN", "DomainArn": "ARN", "DomainEndpoint": "Endpoint", "Id": "DomainId"},
        ),
    ),
    tags=Tagging(
        Call("AddTags", params={"ARN": lambda handle: handle["Arn"]}),
        Call("RemoveTags", params={"ARN": lambda handle: handle["Arn"]}),
        Call("ListTags", "TagList", {"ARN": lambda handle: handle["Arn"]}),
    ),
    delete=Call("DeleteDomain"),
    list=Call("ListDomainNames", "DomainNames"),
    client=("describe_domain", {"DomainName": "{Ref}"}, "DomainStatus"),
    documents=("AdvancedOptions",),
    proofs=(
        Proof(
            {
                "AccessPolicies": ANYONE,
                "AdvancedOptions": {"rest.action.multi.allow_explicit_index": "true"},
                "ClusterConfig": {
                    "DedicatedMasterEnabled": True,
                    "DedicatedMasterCount": 3,
                    "DedicatedMasterType": "m6g.large.search",
                    "InstanceCount": 2,
                    "InstanceType": "r6g.large.search",
                    "MultiAZWithStandbyEnabled": False,
                    "ZoneAwarenessConfig": {"AvailabilityZoneCount": 2},
                    "ZoneAwarenessEnabled": True,
                },
                "DomainEndpointOptions": {"EnforceHTTPS": True, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07"},
                "DomainName": "ours",
                "EBSOptions": {"EBSEnabled": True, "VolumeSize": 20, "VolumeType": "gp3"},
                "EncryptionAtRestOptions": {"Enabled": True},
                "EngineVersion": "OpenSearch_2.11",
                "LogPublishingOptions": {
                    "ES_APPLICATION_LOGS": {
                        "CloudWatchLogsLogGroupArn": "arn:{partition}:logs:{region}:{account}:log-group:search",
                        "Enabled": True,
                    }
                },
                "NodeToNodeEncryptionOptions": {"Enabled": True},
                "VPCOptions": {"SecurityGroupIds": ["{group}"], "SubnetIds": ["{subneta}"]},
            },
            "[ClusterConfig.InstanceCount, DomainName, EBSOptions.VolumeSize, EncryptionAtRestOptions.Enabled, "
            "EngineVersion]",
            [2, "ours", 20, True, "OpenSearch_2.11"],
        ),
        Proof({"Tags": TAGS}, "TagList", read=("list_tags", {"ARN": "{Arn}"})),
    ),
)
