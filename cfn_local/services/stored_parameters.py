"""Systems Manager parameters: those of Amazon's images, and the error for one that does not exist, which is empty."""

from typing import Any

from cfn_local.services import public_images
from cfn_local.services.seam import add_actions


def install() -> None:
    """Complete the public parameters, and answer as AWS does for a parameter that does not exist."""
    from moto.core.responses import ActionResult
    from moto.ssm.exceptions import ParameterNotFound
    from moto.ssm.responses import SimpleSystemManagerResponse

    class Unexplained(ParameterNotFound):
        """The error without a member for its message."""

        message: Any

        def __init__(self) -> None:
            super().__init__("")
            self.message = None

        def __str__(self) -> str:
            return ""

    get = SimpleSystemManagerResponse.get_parameter

    class Actions:
        def get_parameter(self: Any) -> ActionResult:
            try:
                answered: ActionResult = get(self)
            except ParameterNotFound:
                raise Unexplained from None
            return answered

    public_images.install()
    add_actions(SimpleSystemManagerResponse, Actions)
