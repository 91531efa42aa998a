"""S3 buckets: policies, stack tags and the names of notification filters."""

from typing import Any

import xmltodict  # type: ignore[import-untyped]

from cfn_local.services import bucket_policies
from cfn_local.services.seam import replace_method

_NOTIFIED = ("TopicConfiguration", "QueueConfiguration", "CloudFunctionConfiguration")


def install() -> None:
    """Make moto's S3 read all three as AWS does."""
    from moto.s3.models import S3Backend
    from moto.s3.responses import S3Response

    bucket_policies.install()
    # S3 delivers logs of accesses within hours, moto at once: a bucket of logs could not be deleted after use.
    replace_method(S3Backend, "log_incoming_request", lambda *_: None)
    replace_method(S3Response, "_bucket_tagging_from_body", _tagging_of_body)
    delete_tagging = S3Response.delete_bucket_tagging
    notifications_of_body = S3Response._notification_config_from_body

    def delete_bucket_tagging(response: Any) -> Any:
        _refuse_loss_of_system_tags(_system_tags(response), {})
        return delete_tagging(response)

    def notification_config_from_body(response: Any) -> Any:
        """Accept filter names in any case; moto expects lower case."""
        given = [rule["Name"] for rule in _filter_rules(xmltodict.parse(response.body))]
        _refuse_other_filters(given)
        body = response.body
        response.body = _with_lower_names(body)
        try:
            return notifications_of_body(response)
        finally:
            response.body = body

    replace_method(S3Response, "delete_bucket_tagging", delete_bucket_tagging)
    replace_method(S3Response, "get_bucket_replication", _replication)
    replace_method(S3Response, "_notification_config_from_body", notification_config_from_body)
    _answer_capitalized_filters(S3Response)


def _replication(response: Any) -> Any:
    """Return the rules as they were put; moto drops their filters and criteria."""
    from moto.core.responses import ActionResult
    from moto.s3.exceptions import ReplicationConfigurationNotFoundError

    response.data["Action"] = "GetBucketReplication"
    found = response.backend.get_bucket_replication(response.bucket_name)
    if not found:
        raise ReplicationConfigurationNotFoundError(bucket_name=response.bucket_name)
    rules = [_replication_rule(rule) for rule in found["Rule"]]
    return response.serialized(ActionResult({"ReplicationConfiguration": {"Role": found["Role"], "Rules": rules}}))


def _replication_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """The rule of an XML document, where a list with one item is that item, and an empty text is none."""
    rule = _with_empty_prefixes(rule)
    both = (rule.get("Filter") or {}).get("And")
    if not both:
        return rule
    tags = both.get("Tag") or []
    return {**rule, "Filter": {"And": {**both, "Tags": tags if isinstance(tags, list) else [tags]}}}


def _with_empty_prefixes(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: "" if name == "Prefix" and one is None else _with_empty_prefixes(one) for name, one in value.items()}


def _tagging_of_body(response: Any) -> dict[str, str]:
    """Return the tags to put. System tags may be sent along unchanged (S3 user guide)."""
    from moto.s3.exceptions import DuplicateTagKeys, NoSystemTags

    document = xmltodict.parse(response.body, force_list={"Tag"})
    tags: dict[str, str] = {}
    for tag in (document["Tagging"].get("TagSet") or {}).get("Tag", []):
        if tag["Key"] in tags:
            raise DuplicateTagKeys()
        tags[tag["Key"]] = tag["Value"]
    present = _system_tags(response)
    if any(key.startswith("aws:") and present.get(key) != value for key, value in tags.items()):
        raise NoSystemTags()
    _refuse_loss_of_system_tags(present, tags)
    return tags


def _refuse_loss_of_system_tags(present: dict[str, str], tags: dict[str, str]) -> None:
    from moto.s3.exceptions import InvalidTagError

    if present.keys() - tags.keys():
        raise InvalidTagError("System tags cannot be removed by requester")


def _system_tags(response: Any) -> dict[str, str]:
    bucket = response.backend.get_bucket(response.bucket_name)
    tags: dict[str, str] = response.backend.tagger.get_tag_dict_for_resource(bucket.arn)
    return {key: value for key, value in tags.items() if key.startswith("aws:")}


def _filter_rules(document: Any) -> list[dict[str, str]]:
    rules: list[dict[str, str]] = []
    for kind in _NOTIFIED:
        configured = (document.get("NotificationConfiguration") or {}).get(kind) or []
        for one in configured if isinstance(configured, list) else [configured]:
            found = ((one.get("Filter") or {}).get("S3Key") or {}).get("FilterRule") or []
            rules += found if isinstance(found, list) else [found]
    return rules


def _refuse_other_filters(names: list[str]) -> None:
    from moto.s3.exceptions import InvalidArgumentError

    for name in names:
        if name.lower() not in ("prefix", "suffix"):
            message = "filter rule name must be either prefix or suffix"
            raise InvalidArgumentError(message, "FilterRule.Name", name)


def _with_lower_names(body: bytes) -> bytes:
    document = xmltodict.parse(body)
    for rule in _filter_rules(document):
        rule["Name"] = rule["Name"].lower()
    text: str = xmltodict.unparse(document)
    return text.encode()


def _answer_capitalized_filters(response_class: Any) -> None:
    """Return `Prefix` and `Suffix`, as S3 does, whatever case was sent, and EventBridge, which moto leaves out."""
    from moto.s3.models import Notification

    get = response_class.get_bucket_notification

    def get_bucket_notification(response: Any) -> Any:
        found = response.backend.get_bucket_notification_configuration(response.bucket_name)
        every = [*found.topic, *found.queue, *found.cloud_function] if found else []
        rules = [rule for one in every if one.filters for rule in one.filters["S3Key"]["FilterRule"]]
        for rule in rules:
            rule["Name"] = rule["Name"].capitalize()
        try:
            return _with_event_bridge(get(response), found)
        finally:
            for rule in rules:
                rule["Name"] = rule["Name"].lower()

    assert hasattr(Notification, "_key_matches"), "moto compares the names of filters in lower case there"
    replace_method(response_class, "get_bucket_notification", get_bucket_notification)


def _with_event_bridge(answer: Any, configuration: Any) -> Any:
    if configuration is None or configuration.event_bridge is None:
        return answer
    status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
    document = xmltodict.parse(body)
    document["NotificationConfiguration"]["EventBridgeConfiguration"] = None
    return status, headers, xmltodict.unparse(document)
