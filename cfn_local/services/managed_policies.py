"""AWS managed policies, which exist in every account: moto has them, but leaves them out by default.

Relies on moto 5.2.5: a new backend of IAM sets `aws_managed_policies` to what `_init_aws_policies` returns and
`managed_policies` to what `_init_managed_policies` does, and nothing sets them later. Each signed request creates the
IAM of every partition, which is hardly ever asked for a policy, so an account's policies are created on first use.
They are copies of policies that are parsed once, and whose versions cannot be changed.
"""

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method


def install() -> None:
    """Make every account of IAM start with the AWS managed policies."""
    from moto.iam.models import IAMBackend

    replace_method(IAMBackend, "_init_aws_policies", lambda _backend: None)
    replace_method(IAMBackend, "_init_managed_policies", lambda _backend: None)
    replace_attribute(IAMBackend, "aws_managed_policies", _OnDemand("aws_managed_policies", _aws_policies))
    replace_attribute(IAMBackend, "managed_policies", _OnDemand("managed_policies", _by_arn))


class _OnDemand:
    """An attribute created when it is first read, whatever moto sets it to at the start."""

    def __init__(self, name: str, make: Callable[[Any], object]) -> None:
        self._name = name
        self._make = make

    def __get__(self, backend: Any, _owner: type) -> object:
        if self._name not in backend.__dict__:
            # Two threads that create it at once both get the same one.
            backend.__dict__.setdefault(self._name, self._make(backend))
        return backend.__dict__[self._name]

    def __set__(self, _backend: Any, _value: object) -> None: ...


def _by_arn(backend: Any) -> dict[str, Any]:
    return {policy.arn: policy for policy in backend.aws_managed_policies}


def _aws_policies(backend: Any) -> list[Any]:
    return [copy.copy(policy) for policy in _policies(backend.account_id, backend.region_name)]


@cache
def _policies(account_id: str, partition: str) -> list[Any]:
    from moto.iam.aws_managed_policies import aws_managed_policies_data
    from moto.iam.models import AWSManagedPolicy

    found: dict[str, Any] = json.loads(aws_managed_policies_data)
    return [AWSManagedPolicy.from_data(name, account_id, partition, data) for name, data in found.items()]
