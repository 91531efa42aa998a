"""AWS Chatbot: channels of Slack are kept; no message reaches one, and every workspace counts as authorized.

After https://docs.aws.amazon.com/chatbot/latest/APIReference/.
"""

from typing import Any

from cfn_local.services.kept_resources import Kept, records_of
from cfn_local.services.seam import add_actions

_CHANNELS = "channels of Slack"
_DEFAULTS = {"LoggingLevel": "NONE", "UserAuthorizationRequired": False, "SnsTopicArns": [], "Tags": []}


def _made(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    name = request["ConfigurationName"]
    partition, account = backend.partition, backend.account_id
    policies = [f"arn:{partition}:iam::aws:policy/AdministratorAccess"]
    return {
        "ChatConfigurationArn": f"arn:{partition}:chatbot::{account}:chat-configuration/slack-channel/{name}",
        "GuardrailPolicyArns": request.get("GuardrailPolicyArns", policies),
        "State": "ENABLED",
        **{key: request.get(key, value) for key, value in _DEFAULTS.items()},
    }


KINDS = (
    Kept(
        _CHANNELS,
        ("ChatConfigurationArn",),
        create="CreateSlackChannelConfiguration",
        update="UpdateSlackChannelConfiguration",
        delete="DeleteSlackChannelConfiguration",
        list="DescribeSlackChannelConfigurations",
        made=_made,
    ),
)


def actions(response: type) -> None:
    """Tag channels by their ARNs."""
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class ResourceNotFoundException(ServiceException):
        """No configuration has this ARN."""

    def channel(request: Any) -> dict[str, Any]:
        found = records_of(request.backend, _CHANNELS).get((request._get_param("ResourceARN"),))
        if found is None:
            raise ResourceNotFoundException("ResourceNotFoundException", "There is no configuration with this ARN.")
        return found

    class Actions:
        def list_tags_for_resource(self: Any) -> ActionResult:
            return ActionResult({"Tags": channel(self)["Tags"]})

        def tag_resource(self: Any) -> EmptyResult:
            record, added = channel(self), self._get_param("Tags")
            keys = [tag["TagKey"] for tag in added]
            record["Tags"] = [tag for tag in record["Tags"] if tag["TagKey"] not in keys] + added
            return EmptyResult()

        def untag_resource(self: Any) -> EmptyResult:
            record, gone = channel(self), self._get_param("TagKeys")
            record["Tags"] = [tag for tag in record["Tags"] if tag["TagKey"] not in gone]
            return EmptyResult()

    add_actions(response, Actions)
