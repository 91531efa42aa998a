"""AWS::MSK::Cluster: Ref is its ARN. It takes no messages."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging

_NODES = {"ClientSubnets": ["{subneta}", "{subnetb}"], "InstanceType": "kafka.m5.large"}

TYPE = Declaration(
    "AWS::MSK::Cluster",
    "kafka",
    create=Call("CreateCluster"),
    read=(
        Call(
            "DescribeCluster",
            "ClusterInfo",
            finds={
                "ConfigurationInfo": "CurrentBrokerSoftwareInfo | ConfigurationArn && "
                "{Arn: ConfigurationArn, Revision: ConfigurationRevision}",
                "KafkaVersion": "CurrentBrokerSoftwareInfo.KafkaVersion",
            },
        ),
    ),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=Call("DeleteCluster"),
    list=Call("ListClusters", "ClusterInfoList"),
    given={
        "BrokerNodeGroupInfo": _NODES,
        "ClusterName": "cluster",
        "KafkaVersion": "3.6.0",
        "NumberOfBrokerNodes": 2,
    },
    client=("describe_cluster", {"ClusterArn": "{Ref}"}, "ClusterInfo"),
    proofs=(
        Proof(
            {
                "BrokerNodeGroupInfo": {
                    **_NODES,
                    "BrokerAZDistribution": "DEFAULT",
                    "ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}},
                    "SecurityGroups": ["{group}"],
                    "StorageInfo": {"EBSStorageInfo": {"VolumeSize": 100}},
                },
                "ClientAuthentication": {
                    "Sasl": {"Iam": {"Enabled": True}, "Scram": {"Enabled": False}},
                    "Tls": {"CertificateAuthorityArnList": [], "Enabled": False},
                    "Unauthenticated": {"Enabled": False},
                },
                "ClusterName": "ours",
                "EncryptionInfo": {
                    "EncryptionAtRest": {"DataVolumeKMSKeyId": "{keyarn}"},
                    "EncryptionInTransit": {"ClientBroker": "TLS", "InCluster": True},
                },
                "EnhancedMonitoring": "PER_BROKER",
                "LoggingInfo": {
                    "BrokerLogs": {
                        "CloudWatchLogs": {"Enabled": True, "LogGroup": "ours"},
                        "S3": {"Bucket": "ours", "Enabled": True, "Prefix": "kafka"},
                    }
                },
                "NumberOfBrokerNodes": 2,
            },
            "[BrokerNodeGroupInfo.StorageInfo.EbsStorageInfo.VolumeSize, ClusterName, "
            "EncryptionInfo.EncryptionInTransit.ClientBroker, NumberOfBrokerNodes]",
            [100, "ours", "TLS", 2],
        ),
        Proof({"KafkaVersion": "3.5.1"}, "CurrentBrokerSoftwareInfo.KafkaVersion"),
        Proof(
            {"ConfigurationInfo": {"Arn": "{AWS::MSK::Configuration}", "Revision": 1}},
            "CurrentBrokerSoftwareInfo.ConfigurationArn",
            "{AWS::MSK::Configuration}",
        ),
        Proof({"Tags": {"team": "core"}}, "Tags", read=("list_tags_for_resource", {"ResourceArn": "{Ref}"})),
    ),
)
