"""The pseudo parameters, which a template may reference without declaring them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template.values import NO_VALUE

PSEUDO_PARAMETERS = frozenset(
    f"AWS::{name}"
    for name in (
        *("AccountId", "NoValue", "NotificationARNs", "Partition"),
        *("Region", "StackId", "StackName", "URLSuffix"),
    )
)


@dataclass(frozen=True, kw_only=True)
class PseudoParameters:
    """The values of the pseudo parameters in one stack."""

    account_id: str
    partition: str
    region: str
    stack_id: str
    stack_name: str
    url_suffix: str
    notification_arns: tuple[str, ...] = ()

    def value(self, name: str) -> Any:
        """The value of a pseudo parameter such as `AWS::Region`."""
        return {
            "AWS::AccountId": self.account_id,
            "AWS::NoValue": NO_VALUE,
            "AWS::NotificationARNs": list(self.notification_arns),
            "AWS::Partition": self.partition,
            "AWS::Region": self.region,
            "AWS::StackId": self.stack_id,
            "AWS::StackName": self.stack_name,
            "AWS::URLSuffix": self.url_suffix,
        }[name]
