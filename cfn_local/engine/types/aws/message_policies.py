"""Policy documents of queues and topics: for several with an ID of its own, or inline for one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def policy_of_several(
    name: str,
    service: str,
    targets: str,
    *,
    put: Callable[[Handle, str, str], object],
    default: Callable[[Handle, str], str],
    proofs: tuple[Proof, ...],
    given: Mapping[str, Any],
) -> Declaration:
    """The type whose property `targets` lists the holders of the policy; `default` is the policy of a new holder.

    Ref is an ID that only CloudFormation knows, and the type has no read handler.
    """

    def make(handle: Handle) -> dict[str, Any]:
        for target in handle.wanted[targets]:
            put(handle, target, as_text(handle.wanted["PolicyDocument"]))
        return {"Id": handle.generated_name()}

    def change(handle: Handle) -> None:
        take_away(handle, set(handle.had[targets]) - set(handle.wanted[targets]))
        for target in handle.wanted[targets]:
            put(handle, target, as_text(handle.wanted["PolicyDocument"]))

    def take_away(handle: Handle, leaving: Any) -> None:
        for target in leaving:
            with absent():
                put(handle, target, default(handle, target))

    return Declaration(
        name,
        service,
        create=make,
        read=(lambda handle: handle.stated,),
        update=(Logic(("PolicyDocument", targets), change),),
        delete=lambda handle: take_away(handle, handle.had[targets]),
        proofs=proofs,
        given=given,
    )


def policy_of_one(
    name: str,
    service: str,
    target: str,
    *,
    get: Callable[[Handle, str], str | None],
    put: Callable[[Handle, str, str], object],
    default: Callable[[Handle, str], str],
    proofs: tuple[Proof, ...],
    given: Mapping[str, Any],
    client: tuple[str, Mapping[str, Any], str],
) -> Declaration:
    """The type whose property `target`, its identifier, is the holder of the policy. With its default it has none."""

    def make(handle: Handle) -> dict[str, Any]:
        put(handle, handle[target], as_text(handle.wanted["PolicyDocument"]))
        return {target: handle[target]}

    def show(handle: Handle) -> dict[str, Any] | None:
        holder = handle[target]
        policy, usual = get(handle, holder), default(handle, holder)
        if not policy or (usual and json.loads(policy) == json.loads(usual)):
            return None
        return {target: holder, "PolicyDocument": json.loads(policy)}

    return Declaration(
        name,
        service,
        create=make,
        read=(show,),
        update=(Logic(("PolicyDocument",), make),),
        delete=lambda handle: put(handle, handle[target], default(handle, handle[target])),
        proofs=proofs,
        given=given,
        client=client,
    )
