"""AWS::Neptune::DBInstance: Ref is its identifier, in lower case."""

from cfn_local.engine.types.aws.cluster_databases import instance
from cfn_local.engine.types.aws.declaration import Proof

TYPE = instance(
    "AWS::Neptune::DBInstance",
    "neptune",
    "AWS::Neptune::DBCluster",
    identifier="DBInstanceIdentifier",
    updated=("DBParameterGroupName",),
    proofs=(
        Proof({"DBSubnetGroupName": "{AWS::Neptune::DBSubnetGroup}"}, "DBSubnetGroup.DBSubnetGroupName"),
        Proof(
            {"DBParameterGroupName": "{AWS::Neptune::DBParameterGroup}"},
            "DBParameterGroups[0].DBParameterGroupName",
            given={"DBParameterGroupName": "default.neptune1.3"},
        ),
    ),
)
