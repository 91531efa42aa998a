"""Options of every command that starts a project on a local AWS."""

from dataclasses import dataclass
from pathlib import Path

from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER


@dataclass(frozen=True)
class Options:
    """`setup` is the template of the set-up stack, `seed` a command that prepares the account, `python` a version."""

    from_source: bool = False
    setup: Path | None = None
    seed: str | None = None
    typeconfig: Path | None = None
    handler_timeout: float = SECONDS_FOR_AN_ANSWER
    python: str | None = None
