"""The stand-ins that the stacks of the local AWS have made."""

from cfn_local.engine.types.stand_in import store
from cfn_local.gateway.control_protocol import StandIn


def stand_ins() -> tuple[StandIn, ...]:
    """All that was stood in for since the start or the last reset, even if it is deleted by now."""
    return tuple(
        StandIn(made.type_name, made.stack_name, made.logical_id, region, made.mark)
        for region, made in store.all_made()
    )
