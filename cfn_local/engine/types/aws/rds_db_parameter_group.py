"""AWS::RDS::DBParameterGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import parameter_group

TYPE = parameter_group(
    "AWS::RDS::DBParameterGroup",
    "DBParameterGroupName",
    "mysql8.0",
    {"time_zone": "UTC"},
    {"max_connections": "100", "slow_query_log": "1"},
)
