"""AWS::RDS::DBParameterGroup: Ref is its name, in lower case."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, parameters_of_group
from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof

_PARAMETERS = {"max_connections": "100", "slow_query_log": "1"}

TYPE = Declaration(
    "AWS::RDS::DBParameterGroup",
    "rds",
    names={"Family": "DBParameterGroupFamily"},
    named=Name("DBParameterGroupName", 255, change=lower),
    **parameters_of_group("DB", "DBParameterGroupName"),
    tags=RDS_TAGS("pg", "DBParameterGroupName"),
    given={"Description": "of ours", "Family": "mysql8.0", "Parameters": {"time_zone": "UTC"}},
    client=("describe_db_parameter_groups", {"DBParameterGroupName": "{Ref}"}, "DBParameterGroups[0]"),
    proofs=(
        Proof(
            {"DBParameterGroupName": "Ours", "Description": "of all", "Family": "mysql8.0"},
            "[DBParameterGroupName, Description, DBParameterGroupFamily]",
            ["ours", "of all", "mysql8.0"],
        ),
        Proof(
            {"Parameters": _PARAMETERS},
            lambda answer: {one["ParameterName"]: one["ParameterValue"] for one in answer["Parameters"]},
            read=("describe_db_parameters", {"DBParameterGroupName": "{Ref}"}),
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceName": "arn:{partition}:rds:{region}:{account}:pg:{Ref}"}),
        ),
    ),
)
