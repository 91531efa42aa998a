"""SNS topics: moto answers a request for a topic that is there with that topic, whatever tags were asked for."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse to make a topic that is there with other tags."""
    from moto.sns.exceptions import SNSInvalidParameter
    from moto.sns.models import SNSBackend

    create = SNSBackend.create_topic

    def create_topic(backend: Any, name: str, attributes: Any = None, tags: Any = None) -> Any:
        topic = create(backend, name, attributes, tags)
        if tags and topic._tags != tags:
            raise SNSInvalidParameter("Invalid parameter: Tags Reason: Topic already exists with different tags")
        return topic

    replace_method(SNSBackend, "create_topic", create_topic)
