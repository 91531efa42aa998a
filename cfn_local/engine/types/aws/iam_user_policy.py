"""AWS::IAM::UserPolicy, one inline policy of a user: Ref is `<policy>|<user>`."""

from cfn_local.engine.types.aws.iam_inline_policy import inline_policy

TYPE = inline_policy("User", "{user}")
