"""The stack engine: templates become resources, and stay what their templates say."""


def install() -> None:
    """Have moto's CloudFormation answer for stacks with this engine, and refuse what neither of them has."""
    # Imported here, since moto takes a second to import and only the process of a local AWS needs it.
    from moto.cloudformation.responses import CloudFormationResponse

    from cfn_local.engine import actions

    actions.install(CloudFormationResponse)
