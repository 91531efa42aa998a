"""AWS::DocDB::DBInstance: Ref is its identifier, in lower case."""

from cfn_local.engine.types.aws.cluster_databases import instance
from cfn_local.engine.types.aws.declaration import Proof

TYPE = instance(
    "AWS::DocDB::DBInstance",
    "docdb",
    "AWS::DocDB::DBCluster",
    identifier="Id",
    updated=("EnablePerformanceInsights",),
    proofs=(
        Proof({"CACertificateIdentifier": "rds-ca-rsa4096-g1"}, given={"CACertificateIdentifier": "rds-ca-rsa2048-g1"}),
        Proof(
            {"EnablePerformanceInsights": True},
            "PerformanceInsightsEnabled",
            given={"EnablePerformanceInsights": False},
        ),
    ),
)
