"""What the user of `cfn-local test` can ask for."""

from dataclasses import dataclass
from pathlib import Path

from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER


@dataclass(frozen=True)
class Options:
    """What the user asked of a run. `suite_arguments` go to the suite's pytest as they are."""

    from_source: bool = False
    setup: Path | None = None
    seed: str | None = None
    typeconfig: Path | None = None
    handler_timeout: float = SECONDS_FOR_AN_ANSWER
    suite_arguments: tuple[str, ...] = ()
