"""Rules of security groups: moto forgets the descriptions of some.

Those for another group are missing in DescribeSecurityGroupRules, those for a prefix list everywhere.
"""

from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method

_PREFIX_LIST = "prefix_list"


def install() -> None:
    """Tell the description wherever the rule has it."""
    from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupRule

    make, flattened = SecurityGroupRule.__init__, SecurityGroup._flattened_rules

    def init(rule: Any, *stated: Any, **named: Any) -> None:
        make(rule, *stated, **named)
        # The eighth parameter.
        setattr(rule, _PREFIX_LIST, named.get("prefix_list_id") or (stated[7] if len(stated) > 7 else None) or {})

    def description(rule: Any) -> Any:
        return next(
            (
                source["Description"]
                for source in (rule.ip_range, rule.source_group, getattr(rule, _PREFIX_LIST))
                if source.get("Description")
            ),
            None,
        )

    def flattened_rules(group: Any, rules: Any) -> Any:
        views = flattened(group, rules)
        for view in views:
            ports = (view.from_port, view.to_port, view.ip_protocol)
            view.prefix_list_ids = [
                getattr(rule, _PREFIX_LIST)
                for rule in rules
                if rule.prefix_list_id and (rule.from_port, rule.to_port, rule.ip_protocol) == ports
            ]
        return views

    replace_method(SecurityGroupRule, "__init__", init)
    replace_attribute(SecurityGroupRule, "description", property(description))
    replace_method(SecurityGroup, "_flattened_rules", flattened_rules)
