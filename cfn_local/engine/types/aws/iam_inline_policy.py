"""One inline policy of a role, a user or a group."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.proof_documents import ANYTHING, NOTHING


def inline_policy(kind: str, holder: str) -> Declaration:
    """The type of inline policies of a `kind` of holder; its proofs need `holder`."""
    name = f"{kind}Name"
    type_name = f"AWS::IAM::{kind}Policy"

    def this(handle: Handle) -> dict[str, Any]:
        return {"PolicyName": handle["PolicyName"], name: handle[name]}

    def make(handle: Handle) -> dict[str, Any]:
        if handle["PolicyName"] in handle(f"List{kind}Policies", **{name: handle[name]})["PolicyNames"]:
            raise already_exists(type_name, f"{handle['PolicyName']}|{handle[name]}")
        return put(handle)

    def put(handle: Handle) -> dict[str, Any]:
        handle(f"Put{kind}Policy", **this(handle), PolicyDocument=handle.wanted["PolicyDocument"])
        return this(handle)

    return Declaration(
        type_name,
        "iam",
        create=make,
        read=(Call(f"Get{kind}Policy", params={"PolicyName": lambda handle: handle["PolicyName"]}),),
        update=(Logic(("PolicyDocument",), put),),
        delete=lambda handle: handle(f"Delete{kind}Policy", **this(handle)),
        given={"PolicyName": "earlier", name: holder, "PolicyDocument": NOTHING},
        client=(f"get_{kind.lower()}_policy", {name: f"{{{name}}}", "PolicyName": "{PolicyName}"}, "@"),
        proofs=(
            Proof({"PolicyName": "read", name: holder}, f"[PolicyName, {name}]", ["read", holder]),
            Proof({"PolicyDocument": ANYTHING}),
        ),
    )
