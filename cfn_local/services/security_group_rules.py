"""Rules of security groups: moto forgets in DescribeSecurityGroupRules the description of one for another group."""

from typing import Any

from cfn_local.services.seam import replace_attribute


def install() -> None:
    """Tell the description wherever the rule has it."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    def description(rule: Any) -> Any:
        return rule.ip_range.get("Description") or rule.source_group.get("Description")

    replace_attribute(SecurityGroupRule, "description", property(description))
