"""AWS::DocDB::DBSubnetGroup: Ref is its name, in lower case."""

from cfn_local.engine.types.aws.database_groups import subnet_group

TYPE = subnet_group("AWS::DocDB::DBSubnetGroup")
