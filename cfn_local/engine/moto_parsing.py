"""moto's CloudFormation without `moto.cloudformation.parsing`, moto's own way to create resources from templates.

That module imports every moto service with such resources, and takes longer than everything else together. This
engine does not need it. Assumption about moto 5.2.5: nothing but `moto.cloudformation.models`
imports that module, for the three names below, and uses them only in actions that the engine replaces.
"""

import sys
from types import ModuleType

_NAMES = ("Export", "OutputMap", "ResourceMap")


def leave_out() -> None:
    """Make the first import of moto's CloudFormation skip that module. No effect once it is imported."""
    if "moto.cloudformation" in sys.modules:
        return
    stand_in = ModuleType("moto.cloudformation.parsing")
    for name in _NAMES:
        setattr(stand_in, name, type(name, (), {}))
    sys.modules.setdefault(stand_in.__name__, stand_in)
