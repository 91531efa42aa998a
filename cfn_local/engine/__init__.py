"""The stack engine: creates resources from templates and keeps them as their templates say."""

from cfn_local.engine import moto_parsing


def install() -> None:
    """Replace moto's stacks with this engine, and refuse what neither supports."""
    moto_parsing.leave_out()
    # Imported here because moto takes a second to import and only the process of a local AWS needs it.
    from moto.cloudformation.responses import CloudFormationResponse

    from cfn_local.engine import actions

    actions.install(CloudFormationResponse)
