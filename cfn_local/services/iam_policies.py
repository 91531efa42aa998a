"""IAM's policies: those that AWS manages, and documents of every version."""

from cfn_local.services import managed_policies
from cfn_local.services.seam import replace_method


def install() -> None:
    """Complete moto's policies, and take documents without a Version, or with 2008-10-17, which moto refuses."""
    from moto.iam.policy_validation import BaseIAMPolicyValidator

    managed_policies.install()
    # `_validate_version_syntax` refuses versions that do not exist.
    replace_method(BaseIAMPolicyValidator, "_validate_version", lambda _validator: None)
