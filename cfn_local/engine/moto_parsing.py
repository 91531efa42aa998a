"""moto's CloudFormation without `moto.cloudformation.parsing`, which makes resources of templates in moto's way.

That module imports every service of moto that has such resources, and takes longer than all the rest together. This
engine makes resources in its own way. What this relies on in moto 5.2.5: nothing but `moto.cloudformation.models`
imports that module, for the three names below, and uses them only in actions that the engine replaces.
"""

import sys
from types import ModuleType

_NAMES = ("Export", "OutputMap", "ResourceMap")


def leave_out() -> None:
    """Have moto's CloudFormation, when it is imported, come without it. What has been imported already stays whole."""
    if "moto.cloudformation" in sys.modules:
        return
    stand_in = ModuleType("moto.cloudformation.parsing")
    for name in _NAMES:
        setattr(stand_in, name, type(name, (), {}))
    sys.modules.setdefault(stand_in.__name__, stand_in)
