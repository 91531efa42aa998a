"""SNS topics: for a topic that exists, moto's CreateTopic returns that topic, whatever tags are requested.

It shows the delivery policy in force in a form that SNS no longer has, and an empty delivery policy of its own. It does
not show how messages are signed, traced, archived, limited and logged.
"""

import json
from typing import Any

from cfn_local.services.seam import add_actions, replace_method

# What SNS does where a topic says nothing else.
_DELIVERY: dict[str, Any] = {
    "http": {
        "defaultHealthyRetryPolicy": {
            "minDelayTarget": 20,
            "maxDelayTarget": 20,
            "numRetries": 3,
            "numMaxDelayRetries": 0,
            "numNoDelayRetries": 0,
            "numMinDelayRetries": 0,
            "backoffFunction": "linear",
        },
        "disableSubscriptionOverrides": False,
        "defaultRequestPolicy": {"headerContentType": "text/plain; charset=UTF-8"},
    }
}
_FEEDBACK = ("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")
# Attributes that moto keeps and does not show.
_KEPT = (
    *("ArchivePolicy", "FifoThroughputScope", "SignatureVersion", "TracingConfig"),
    *(f"{protocol}{name}" for protocol in ("Application", "Firehose", "HTTP", "Lambda", "SQS") for name in _FEEDBACK),
)


def install() -> None:
    """Refuse to create a topic that exists with other tags, and show delivery policies as SNS does."""
    from moto.core.responses import ActionResult
    from moto.core.utils import camelcase_to_underscores
    from moto.sns.exceptions import SNSInvalidParameter
    from moto.sns.models import SNSBackend
    from moto.sns.responses import SNSResponse

    create, get_attributes = SNSBackend.create_topic, SNSResponse.get_topic_attributes

    def create_topic(backend: Any, name: str, attributes: Any = None, tags: Any = None) -> Any:
        topic = create(backend, name, attributes, tags)
        for kept in _KEPT:
            if kept in (attributes or {}):
                setattr(topic, camelcase_to_underscores(kept), attributes[kept])
        if tags and topic._tags != tags:
            raise SNSInvalidParameter("Invalid parameter: Tags Reason: Topic already exists with different tags")
        return topic

    class Actions:
        def get_topic_attributes(self: Any) -> ActionResult:
            answered: Any = get_attributes(self)
            attributes = answered.result["Attributes"]
            topic = self.backend.get_topic(self._get_param("TopicArn"))
            kept = {name: getattr(topic, camelcase_to_underscores(name), None) for name in _KEPT}
            attributes |= {name: value for name, value in kept.items() if value}
            own = attributes["DeliveryPolicy"]
            if not own:
                del attributes["DeliveryPolicy"]
            http = {**_DELIVERY["http"], **(json.loads(own).get("http", {}) if own else {})}
            attributes["EffectiveDeliveryPolicy"] = json.dumps({"http": http})
            return answered  # type: ignore[no-any-return]

    add_actions(SNSResponse, Actions)
    replace_method(SNSBackend, "create_topic", create_topic)
