"""What the cfn CLI's printed output tells."""

import re

_DOWNSTREAM = re.compile(r"=== Caught downstream error ===\n(.+)")
_UNKNOWN_TYPE = re.compile(r"TypeNotFoundException.*The type '([^']+)' cannot be found")


def reason(output: str) -> str:
    """The line that says most: of a downstream error the one after its banner, else the last."""
    downstream = _DOWNSTREAM.search(output)
    lines = [line for line in output.strip().splitlines() if line.strip()]
    return downstream[1] if downstream else (lines[-1] if lines else "it printed nothing")


def unknown_target(output: str) -> str | None:
    """The hook's target that the registry does not know, where that is what went wrong."""
    found = _UNKNOWN_TYPE.search(output)
    return found[1] if found else None
