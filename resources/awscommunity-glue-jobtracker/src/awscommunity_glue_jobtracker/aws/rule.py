"""EventBridge: the rules that invoke the function."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME
from ..deployment import TARGET_ID
from ..names import Names
from ..part import Answers, Aspect, Part, Site, Stage, Way
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping

MEMBERS = ("Description", "EventPattern", "ScheduleExpression", "State")


def put_rule(events: Any, name: str, rule: Mapping[str, Any], tags: Mapping[str, str]) -> None:
    """Create or change the rule. Tags apply to a new one only."""
    request = dict(rule)
    if "EventPattern" in rule:
        request["EventPattern"] = json.dumps(rule["EventPattern"])
    with translated(name):
        events.put_rule(Name=name, **request, **({"Tags": as_list(tags)} if tags else {}))


def get_rule(events: Any, name: str) -> dict[str, Any]:
    """Return the rule as `put_rule` takes it; NotFound if there is none."""
    with translated(name):
        answer = events.describe_rule(Name=name)
    rule = {member: answer[member] for member in MEMBERS if answer.get(member)}
    return {**rule, **({"EventPattern": json.loads(rule["EventPattern"])} if "EventPattern" in rule else {})}


def delete_rule(events: Any, name: str) -> None:
    """Delete the rule, whose targets must be gone."""
    with translated(name):
        events.delete_rule(Name=name)


def rules_named(events: Any, prefix: str) -> dict[str, str]:
    """Return the rules with this name prefix and their descriptions; one call per page."""
    rules: dict[str, str] = {}
    request: dict[str, Any] = {"NamePrefix": prefix}
    with translated(prefix):
        while True:
            answer = events.list_rules(**request)
            rules |= {rule["Name"]: rule.get("Description", "") for rule in answer["Rules"]}
            if not answer.get("NextToken"):
                return rules
            request["NextToken"] = answer["NextToken"]


def put_target(events: Any, rule: str, target: Mapping[str, Any]) -> None:
    """Add or change a target of the rule."""
    with translated(rule):
        answer = events.put_targets(Rule=rule, Targets=[dict(target)])
    if failed := answer.get("FailedEntries"):
        reasons = "; ".join(f"{entry['ErrorCode']}: {entry['ErrorMessage']}" for entry in failed)
        raise exceptions.NotStabilized(f"PutTargets: {reasons}")


def get_target(events: Any, rule: str, target_id: str) -> dict[str, Any]:
    """Return the target with this ID; NotFound if there is no such rule or target."""
    with translated(rule):
        targets = events.list_targets_by_rule(Rule=rule)["Targets"]
    for target in targets:
        if target["Id"] == target_id:
            return dict(target)
    raise exceptions.NotFound(TYPE_NAME, rule)


def remove_target(events: Any, rule: str, target_id: str) -> None:
    """Remove the target with this ID."""
    with translated(rule):
        events.remove_targets(Rule=rule, Ids=[target_id])


def tags_of_rule(events: Any, arn: str) -> dict[str, str]:
    """Return all tags of the rule; NotFound if there is none."""
    with translated(arn):
        return as_mapping(events.list_tags_for_resource(ResourceARN=arn)["Tags"])


def tag_rule(events: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the rule."""
    with translated(arn):
        events.tag_resource(ResourceARN=arn, Tags=as_list(tags))


def untag_rule(events: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the rule."""
    with translated(arn):
        events.untag_resource(ResourceARN=arn, TagKeys=list(keys))


def _part(kind: str, way: Way, name_of: Callable[[Names], str]) -> Part:
    """Build the part of a rule and its target; `kind` is the prefix of their members in a deployment."""
    rule, target = f"{kind}_rule", f"{kind}_target"

    def put(site: Site, tags: Mapping[str, str]) -> None:
        put_rule(site.clients.events, name_of(site.names), getattr(site.wanted, rule) or {}, tags)

    def aim(site: Site) -> None:
        put_target(site.clients.events, name_of(site.names), getattr(site.wanted, target) or {})

    def shown(answers: Answers, _names: Names) -> dict[str, Any]:
        return {rule: answers[rule], target: answers[target]}

    return Part(
        name=rule,
        aspects=(
            Aspect(
                rule,
                Stage.PARTS,
                make=lambda site: put(site, site.wanted.part_tags),
                change=lambda site: put(site, {}),
                remove=lambda site: delete_rule(site.clients.events, name_of(site.names)),
                leaves=2,
                called="rule",
                name_of=name_of,
                ways=frozenset({way}),
            ),
            Aspect(
                target,
                Stage.CONNECTIONS,
                make=aim,
                change=aim,
                remove=lambda site: remove_target(site.clients.events, name_of(site.names), TARGET_ID),
                leaves=1,
                called="target of the rule",
                name_of=name_of,
                ways=frozenset({way}),
            ),
        ),
        looks={
            rule: lambda site: get_rule(site.clients.events, name_of(site.names)),
            target: lambda site: get_target(site.clients.events, name_of(site.names), TARGET_ID),
        },
        shown=shown,
        tags=lambda site: tags_of_rule(site.clients.events, site.names.rule_arn(name_of(site.names))),
        tag=lambda site, tags: tag_rule(site.clients.events, site.names.rule_arn(name_of(site.names)), tags),
        untag=lambda site, keys: untag_rule(site.clients.events, site.names.rule_arn(name_of(site.names)), keys),
    )


RUNS = _part("runs", Way.ALERTS, lambda names: names.runs_rule)
REPORT = _part("report", Way.REPORTS, lambda names: names.report_rule)
