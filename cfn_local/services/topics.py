"""SNS topics: for a topic that exists, moto's CreateTopic returns that topic, whatever tags are requested."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse to create a topic that exists with other tags."""
    from moto.sns.exceptions import SNSInvalidParameter
    from moto.sns.models import SNSBackend

    create = SNSBackend.create_topic

    def create_topic(backend: Any, name: str, attributes: Any = None, tags: Any = None) -> Any:
        topic = create(backend, name, attributes, tags)
        if tags and topic._tags != tags:
            raise SNSInvalidParameter("Invalid parameter: Tags Reason: Topic already exists with different tags")
        return topic

    replace_method(SNSBackend, "create_topic", create_topic)
