"""The macros of an account: names under which templates call Lambda functions as transforms."""

from dataclasses import dataclass

from moto.cloudformation.models import cloudformation_backends


@dataclass(frozen=True)
class Macro:
    """A macro, and the function that it calls, by its name or ARN."""

    name: str
    function_name: str
    description: str | None = None


def macros_of(account_id: str, region: str) -> dict[str, Macro]:
    """The macros of an account in a Region, by name. They are on moto's backend, so resetting moto clears them."""
    backend = cloudformation_backends[account_id][region]
    found: dict[str, Macro] = backend.__dict__.setdefault("macros", {})
    return found
