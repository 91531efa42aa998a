"""Custom resources: `Custom::NAME` and AWS::CloudFormation::CustomResource, provided by a function or a topic."""

from cfn_local.engine.types.custom.custom_type import CustomResource, CustomType, is_custom
from cfn_local.engine.types.custom.secret_data import masked, secrets_of

__all__ = ["CustomResource", "CustomType", "is_custom", "masked", "secrets_of"]
