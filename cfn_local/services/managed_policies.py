"""AWS managed policies, which exist in every account: moto has them, but leaves them out by default.

Relies on moto 5.2.5: a new backend of IAM calls `_init_aws_policies`. moto would parse and create them again at every
reset; here they are created once, and each account gets copies, whose versions cannot be changed.
"""

import copy
import json
from functools import cache
from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Make every account of IAM start with the AWS managed policies."""
    from moto.iam.models import IAMBackend

    replace_method(IAMBackend, "_init_aws_policies", _aws_policies)


def _aws_policies(backend: Any) -> list[Any]:
    return [copy.copy(policy) for policy in _policies(backend.account_id, backend.region_name)]


@cache
def _policies(account_id: str, partition: str) -> list[Any]:
    from moto.iam.aws_managed_policies import aws_managed_policies_data
    from moto.iam.models import AWSManagedPolicy

    found: dict[str, Any] = json.loads(aws_managed_policies_data)
    return [AWSManagedPolicy.from_data(name, account_id, partition, data) for name, data in found.items()]
