"""AWS::RDS::DBClusterParameterGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import cluster_parameter_group

TYPE = cluster_parameter_group(
    "AWS::RDS::DBClusterParameterGroup",
    "DBClusterParameterGroupName",
    "aurora-mysql8.0",
    {"time_zone": "UTC"},
    {"max_connections": "100", "slow_query_log": "1"},
)
