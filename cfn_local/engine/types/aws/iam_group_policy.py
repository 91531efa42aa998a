"""AWS::IAM::GroupPolicy, one inline policy of a group: Ref is `<policy>|<group>`."""

from cfn_local.engine.types.aws.iam_inline_policy import inline_policy

TYPE = inline_policy("Group", "{readers}")
