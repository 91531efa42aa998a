"""The limit on new configurations that an account may request scores for in 24 hours.

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
# Parameters that concern the form of the response only.
NOT_OF_THE_CONFIGURATION = ("DryRun", "MaxResults", "NextToken")


@dataclass
class Use:
    """When a configuration was first and last requested."""

    began: datetime
    last: datetime


@dataclass
class UsedConfigurations:
    """The configurations of one account and Region. Any difference between requests, even of order, makes a new one."""

    uses: dict[str, Use] = field(default_factory=dict)

    def ask(self, parameters: Mapping[str, Any], now: datetime, limit: int) -> None:
        """Record the request. Refuse it if it is new and `limit` new ones were made in 24 hours."""
        self.uses = {text: use for text, use in self.uses.items() if now - use.last < REMEMBERED}
        configuration = configuration_of(parameters)
        if configuration in self.uses:
            self.uses[configuration].last = now
            return
        if sum(now - use.began < REMEMBERED for use in self.uses.values()) >= limit:
            raise MaxConfigLimitExceededError()
        self.uses[configuration] = Use(now, now)


def configuration_of(parameters: Mapping[str, Any]) -> str:
    """Return the configuration of a request as text."""
    return json.dumps({name: value for name, value in parameters.items() if name not in NOT_OF_THE_CONFIGURATION})


def used_configurations_of(ec2_backend: Any) -> UsedConfigurations:
    """Return the configurations stored on this EC2 backend of moto; resetting moto clears them."""
    kept: UsedConfigurations = ec2_backend.__dict__.setdefault("spot_placement_configurations", UsedConfigurations())
    return kept
