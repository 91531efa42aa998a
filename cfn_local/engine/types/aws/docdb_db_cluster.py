"""AWS::DocDB::DBCluster: Ref is its identifier, in lower case."""

from cfn_local.engine.types.aws.cluster_databases import cluster
from cfn_local.engine.types.aws.declaration import Proof

TYPE = cluster(
    "AWS::DocDB::DBCluster",
    "docdb",
    "Port",
    identifier="Id",
    versions=("4.0.0", "5.0.0"),
    group="AWS::DocDB::DBClusterParameterGroup",
    given={"MasterUsername": "admin", "MasterUserPassword": "open-sesame"},
    proofs=(Proof({"MasterUsername": "root"}),),
    unread={"MasterUserPassword": "open-sesame", "SnapshotIdentifier": "monday"},
    names={"Id": "DBClusterIdentifier"},
    finds={},
)
