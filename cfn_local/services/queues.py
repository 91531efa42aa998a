"""SQS queues: moto forgets who may send a queue dead letters, and its policy when another attribute is set."""

from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method


def install() -> None:
    """Keep RedriveAllowPolicy, and the policy of a queue whose other attributes are set."""
    from moto.sqs.models import Queue

    set_attributes = Queue._set_attributes

    def set_only_what_is_stated(queue: Any, attributes: dict[str, Any], now: float | None = None) -> None:
        policy = getattr(queue, "_policy_json", None)
        set_attributes(queue, attributes, now)
        if policy is not None and "Policy" not in attributes:
            queue._policy_json = policy
        if attributes.get("RedriveAllowPolicy") == "":
            queue.redrive_allow_policy = None

    replace_method(Queue, "_set_attributes", set_only_what_is_stated)
    replace_attribute(Queue, "redrive_allow_policy", None)
    replace_attribute(Queue, "BASE_ATTRIBUTES", [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"])
