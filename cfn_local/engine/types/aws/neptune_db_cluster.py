"""AWS::Neptune::DBCluster: Ref is its identifier, in lower case."""

from cfn_local.engine.types.aws.cluster_databases import cluster
from cfn_local.engine.types.aws.declaration import Proof

TYPE = cluster(
    "AWS::Neptune::DBCluster",
    "neptune",
    "DBPort",
    versions=("1.2.1.0", "1.3.2.1"),
    group="AWS::Neptune::DBClusterParameterGroup",
    given={"DBSubnetGroupName": "{AWS::Neptune::DBSubnetGroup}"},
    proofs=(Proof({"IamAuthEnabled": True}, "IAMDatabaseAuthenticationEnabled"),),
    unread={"SnapshotIdentifier": "monday"},
    names={"DBPort": "Port", "IamAuthEnabled": "EnableIAMDatabaseAuthentication"},
    finds={
        "DBPort": "Port",
        "IamAuthEnabled": "IAMDatabaseAuthenticationEnabled",
        "Port": "to_string(Port)",
    },
)
