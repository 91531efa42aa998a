"""Principals of IoT, attached to policies and things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

PRINCIPAL = "{AWS::IoT::Certificate.Arn}"


def attachment(
    type_name: str,
    name: str,
    holder: str,
    attach: str,
    detach: str,
    named: Callable[[str, str], dict[str, str]],
    found: Callable[[Handle], list[str]],
    proof: Proof,
) -> Declaration:
    """The type of this name, between what its property `name` and its Principal name."""

    def this(handle: Handle) -> dict[str, Any]:
        return {name: handle[name], "Principal": handle["Principal"]}

    def create(handle: Handle) -> dict[str, Any]:
        handle(attach, **named(handle[name], handle["Principal"]))
        return this(handle)

    def read(handle: Handle) -> dict[str, Any] | None:
        with absent():
            return this(handle) if handle[name] in found(handle) else None
        return None

    def delete(handle: Handle) -> None:
        with absent():
            handle(detach, **named(handle[name], handle["Principal"]))

    return Declaration(
        type_name,
        "iot",
        create=create,
        read=(read,),
        delete=delete,
        given={name: holder, "Principal": PRINCIPAL},
        proofs=(proof,),
    )
