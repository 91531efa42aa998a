"""Tags of EC2's resources: moto takes the last of two with one key, and EC2 refuses them.

Recorded by users of CreateSnapshot and RunInstances (cloud-custodian issue 3792, 2019-04-10).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse a request that states a tag key twice for one resource, whatever the action."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.responses import EC2Response

    call = EC2Response.call_action

    def call_action(response: Any) -> Any:
        key = next(_duplicates(response), None)
        if key is None:
            return call(response)
        refusal = EC2ClientError("InvalidParameterValue", f"Duplicate tag key '{key}' specified.")
        return response.serialized(ActionResult(refusal))

    replace_method(EC2Response, "call_action", call_action)


def _duplicates(response: Any) -> Iterator[str]:
    stated = [specification.get("Tags", []) for specification in response._get_param("TagSpecifications", [])]
    if response._get_action() == "CreateTags":
        stated.append(response._get_param("Tags", []))
    for tags in stated:
        yield from (key for key, number in Counter(tag.get("Key") for tag in tags).items() if number > 1)
