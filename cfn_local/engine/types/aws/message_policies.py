"""A policy document for several queues or topics: AWS::SQS::QueuePolicy and AWS::SNS::TopicPolicy."""

from __future__ import annotations

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
