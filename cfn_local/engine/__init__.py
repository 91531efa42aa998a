"""The stack engine: templates become resources, and stay what their templates say."""

from cfn_local.engine import moto_parsing


def install() -> None:
    """Have moto's CloudFormation answer for stacks with this engine, and refuse what neither of them has."""
    moto_parsing.leave_out()
    # Imported here, since moto takes a second to import and only the process of a local AWS needs it.
    from moto.cloudformation.responses import CloudFormationResponse

    from cfn_local.engine import actions

    actions.install(CloudFormationResponse)
