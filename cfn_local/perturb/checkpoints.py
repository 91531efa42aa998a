"""Accounts that many stories begin with, made once and returned to."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError

Value = TypeVar("Value")
# What is older is made anew: a handler that asks how old its own marks are must not take them for abandoned.
_SECONDS_VALID = 60


@dataclass
class Checkpoints:
    """Copies of the account in `aws` by name, each with what was known at that moment.

    Where the account cannot be copied, everything is made anew each time. `now` returns seconds.
    """

    aws: LocalAws
    now: Callable[[], float] = time.monotonic
    _kept: dict[str, tuple[float, Any]] = field(default_factory=dict)

    def at(self, name: str, make: Callable[[], Value]) -> Value:
        """Return to the account of this name, or make it; return what `make` returned, which must not be changed."""
        if name in self._kept and self.now() - self._kept[name][0] < _SECONDS_VALID:
            self.aws.restore_account(name)
            kept: Value = self._kept[name][1]
            return kept
        made, new = self.now(), make()
        try:
            self.aws.keep_account(name)
        except LocalAwsError:
            self._kept.pop(name, None)
        else:
            self._kept[name] = made, new
        return new
