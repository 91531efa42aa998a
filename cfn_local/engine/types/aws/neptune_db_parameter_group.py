"""AWS::Neptune::DBParameterGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import parameter_group

TYPE = parameter_group(
    "AWS::Neptune::DBParameterGroup",
    "Name",
    "neptune1.3",
    {"neptune_query_timeout": "20000"},
    {"neptune_query_timeout": "60000", "neptune_result_cache": "1"},
)
