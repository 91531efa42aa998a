"""What types of WAF have in common: a name, an ID and a scope identify a resource, and a token locks each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle

WAF_TAGS = Tagging(
    Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "TagInfoForResource.TagList")
)
COUNTED = {"CloudWatchMetricsEnabled": True, "MetricName": "counted", "SampledRequestsEnabled": True}
LOG_SEARCH = {
    "Name": "no-bots",
    "Priority": 0,
    "Action": {"Block": {}},
    "Statement": {
        "ByteMatchStatement": {
            "FieldToMatch": {"SingleHeader": {"Name": "user-agent"}},
            "PositionalConstraint": "CONTAINS",
            "SearchString": "bot",
            "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}],
        }
    },
    "VisibilityConfig": COUNTED,
}


def _lock(kind: str) -> Callable[[Handle], str]:
    def token(handle: Handle) -> str:
        identifier = {name: handle[name] for name in ("Name", "Id", "Scope")}
        return str(handle(f"Get{kind}", **identifier)["LockToken"])

    return token


def scoped(kind: str, plural: str) -> dict[str, Any]:
    """The calls of resources of this kind."""

    def summaries(handle: Handle) -> list[dict[str, Any]]:
        found = handle(f"List{plural}", Scope=handle["Scope"])
        [listed] = [value for value in found.values() if isinstance(value, list)]
        return [{"Name": one["Name"], "Id": one["Id"], "Scope": handle["Scope"]} for one in listed]

    return {
        "create": Call(f"Create{kind}", "Summary"),
        "read": (Call(f"Get{kind}", kind), lambda handle: {"Scope": handle["Scope"]}),
        "update": (Call(f"Update{kind}", params={"LockToken": _lock(kind)}, replaces=True),),
        "delete": Call(f"Delete{kind}", params={"LockToken": _lock(kind)}),
        "list": summaries,
        "tags": WAF_TAGS,
        "client": (f"get_{_SNAKES[kind]}", {"Name": "{Name}", "Id": "{Id}", "Scope": "{Scope}"}, kind),
    }


_SNAKES = {
    "IPSet": "ip_set",
    "RegexPatternSet": "regex_pattern_set",
    "RuleGroup": "rule_group",
    "WebACL": "web_acl",
}
TAGS_READ = ("list_tags_for_resource", {"ResourceARN": "{Arn}"})
