"""The choice of who sends the signals that CreationPolicy, UpdatePolicy and wait conditions wait for.

Instances run here as soon as they exist, but none of their software does, so nothing in them calls cfn-signal.
"""

import os
from collections.abc import Mapping
from enum import Enum
from typing import Any

VARIABLE = "CFN_LOCAL_SIGNALS"
METADATA = "cfn-local"


class SignalMode(Enum):
    """Who sends signals. Every signal that nobody sent is named as such in the events."""

    # An instance counts as having sent those that its UserData sends. Nobody else's are given.
    USER_DATA = "user-data"
    # All that are missing are given.
    OK = "ok"
    # None are given: what nobody sends is a time-out, which takes no time on the emulated clock.
    NONE = "none"
    # None are given, and time is real while a stack waits for them, so that a client can send them.
    WAIT = "wait"


def mode_of(metadata: Mapping[str, Any] | None) -> SignalMode:
    """The mode in the Metadata of a template, else that of the local AWS. Raises ValueError for an unknown one."""
    stated = (metadata or {}).get(METADATA)
    chosen = stated.get("Signals") if isinstance(stated, Mapping) else None
    name = chosen or os.environ.get(VARIABLE) or SignalMode.USER_DATA.value
    try:
        return SignalMode(name)
    except ValueError:
        modes = ", ".join(mode.value for mode in SignalMode)
        raise ValueError(f"Metadata {METADATA}.Signals must be one of {modes}, not {name}") from None


def hint(mode: SignalMode, signals: str) -> str:
    """What to do about signals, named by `signals`, that nobody sent."""
    return {
        SignalMode.USER_DATA: (
            f" UserData does not run here: an instance counts as having sent {signals} only if its UserData does. "
            "To have all signals given, start cfn-local up or exec with --signals ok, or set Metadata "
            "{cfn-local: {Signals: ok}}; to send them yourself, choose wait."
        ),
        SignalMode.NONE: " No signals are given (--signals none); choose user-data or ok.",
    }.get(mode, "")
