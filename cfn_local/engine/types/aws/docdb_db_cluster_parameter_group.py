"""AWS::DocDB::DBClusterParameterGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import cluster_parameter_group

TYPE = cluster_parameter_group(
    "AWS::DocDB::DBClusterParameterGroup",
    "Name",
    "docdb5.0",
    {"tls": "enabled"},
    {"tls": "disabled", "profiler": "enabled"},
)
