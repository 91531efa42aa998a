"""How many new configurations an account may ask scores of: so many in 24 hours, and again any that it used in them.

The EC2 User Guide, "Spot placement score": at the limit "you can retry the request configurations that you've already
used, but you can't specify new request configurations until the next 24-hour period".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cfn_local.services.spot_placement_scores.exceptions import MaxConfigLimitExceededError

REMEMBERED = timedelta(hours=24)
# What says how an answer is wanted, and not of what.
NOT_OF_THE_CONFIGURATION = ("DryRun", "MaxResults", "NextToken")


@dataclass
class Use:
    """Of one configuration: when it was new, and when it was last asked for."""

    began: datetime
    last: datetime


@dataclass
class UsedConfigurations:
    """Those of one account and Region. Any difference between two requests makes two configurations, order included."""

    uses: dict[str, Use] = field(default_factory=dict)

    def ask(self, parameters: Mapping[str, Any], now: datetime, limit: int) -> None:
        """Note that this request was made, or refuse it where it is new and as many as `limit` were in 24 hours."""
        self.uses = {text: use for text, use in self.uses.items() if now - use.last < REMEMBERED}
        configuration = configuration_of(parameters)
        if configuration in self.uses:
            self.uses[configuration].last = now
            return
        if sum(now - use.began < REMEMBERED for use in self.uses.values()) >= limit:
            raise MaxConfigLimitExceededError()
        self.uses[configuration] = Use(now, now)


def configuration_of(parameters: Mapping[str, Any]) -> str:
    """The configuration that a request names, as text."""
    return json.dumps({name: value for name, value in parameters.items() if name not in NOT_OF_THE_CONFIGURATION})


def used_configurations_of(ec2_backend: Any) -> UsedConfigurations:
    """Those kept on this EC2 backend of moto, hence forgotten when moto resets it."""
    kept: UsedConfigurations = ec2_backend.__dict__.setdefault("spot_placement_configurations", UsedConfigurations())
    return kept
