"""AWS::IAM::RolePolicy, one inline policy of a role: Ref is `<policy>|<role>`."""

from cfn_local.engine.types.aws.iam_inline_policy import inline_policy

TYPE = inline_policy("Role", "{role}")
