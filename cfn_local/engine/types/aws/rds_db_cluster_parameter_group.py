"""AWS::RDS::DBClusterParameterGroup: Ref is its name, in lower case."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, parameters_of_group
from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof

_PARAMETERS = {"max_connections": "100", "slow_query_log": "1"}

TYPE = Declaration(
    "AWS::RDS::DBClusterParameterGroup",
    "rds",
    names={"Family": "DBParameterGroupFamily"},
    named=Name("DBClusterParameterGroupName", 255, change=lower),
    **parameters_of_group("DBCluster", "DBClusterParameterGroupName"),
    tags=RDS_TAGS("cluster-pg", "DBClusterParameterGroupName"),
    given={"Description": "of ours", "Family": "aurora-mysql8.0", "Parameters": {"time_zone": "UTC"}},
    client=(
        "describe_db_cluster_parameter_groups",
        {"DBClusterParameterGroupName": "{Ref}"},
        "DBClusterParameterGroups[0]",
    ),
    proofs=(
        Proof(
            {"DBClusterParameterGroupName": "Ours", "Description": "of all", "Family": "aurora-mysql8.0"},
            "[DBClusterParameterGroupName, Description, DBParameterGroupFamily]",
            ["ours", "of all", "aurora-mysql8.0"],
        ),
        Proof(
            {"Parameters": _PARAMETERS},
            lambda answer: {one["ParameterName"]: one["ParameterValue"] for one in answer["Parameters"]},
            read=("describe_db_cluster_parameters", {"DBClusterParameterGroupName": "{Ref}"}),
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=(
                "list_tags_for_resource",
                {"ResourceName": "arn:{partition}:rds:{region}:{account}:cluster-pg:{Ref}"},
            ),
        ),
    ),
)
