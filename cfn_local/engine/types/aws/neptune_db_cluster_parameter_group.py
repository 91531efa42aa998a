"""AWS::Neptune::DBClusterParameterGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import cluster_parameter_group

TYPE = cluster_parameter_group(
    "AWS::Neptune::DBClusterParameterGroup",
    "Name",
    "neptune1.3",
    {"neptune_enable_audit_log": "0"},
    {"neptune_enable_audit_log": "1", "neptune_query_timeout": "60000"},
)
