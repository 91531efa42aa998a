"""AssumeRole's RoleArn: moto makes a session of any text, and of roles that other partitions have."""

import re
from typing import Any

from cfn_local import partitions
from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse what is not the ARN of a role in the partition of the request."""
    from moto.sts.exceptions import STSValidationError
    from moto.sts.responses import TokenResponse

    assume_role = TokenResponse.assume_role

    def of_a_role(response: Any) -> Any:
        role_arn, partition = str(response._get_param("RoleArn")), partitions.partition_of(response.region).id
        if not re.fullmatch(rf"arn:{partition}:iam::[0-9]{{12}}:role/[!-~]+", role_arn):
            wanted = f"RoleArn must be arn:{partition}:iam::ACCOUNT:role/NAME"
            raise STSValidationError(f"Request ARN is invalid: {wanted}")
        return assume_role(response)

    replace_method(TokenResponse, "assume_role", of_a_role)
