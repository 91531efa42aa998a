"""AWS::Events::ApiDestination: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _told(handle: Handle) -> dict[str, Any]:
    """The ARN for policies has no ID at its end."""
    return {"ArnForPolicy": handle["Arn"].rpartition("/")[0]}


TYPE = Declaration(
    "AWS::Events::ApiDestination",
    "events",
    named=Name("Name", 64, form="{id}-{random}"),
    create=Call("CreateApiDestination"),
    read=(Call("DescribeApiDestination"), _told),
    update=(Call("UpdateApiDestination"),),
    defaults={"Description": "", "InvocationRateLimitPerSecond": 300},
    shown={"InvocationRateLimitPerSecond": 300},
    hidden_if_empty=("Description",),
    delete=Call("DeleteApiDestination"),
    list=Call("ListApiDestinations", "ApiDestinations"),
    given={
        "ConnectionArn": "{AWS::Events::Connection.Arn}",
        "HttpMethod": "POST",
        "InvocationEndpoint": "https://shop.example.com",
    },
    client=("describe_api_destination", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "shop"}),
        Proof(
            {
                "ConnectionArn": "{AWS::Events::Connection.Arn}",
                "HttpMethod": "PUT",
                "InvocationEndpoint": "https://example.com",
            },
            "[ConnectionArn, HttpMethod, InvocationEndpoint]",
            ["{AWS::Events::Connection.Arn}", "PUT", "https://example.com"],
        ),
        Proof(
            {"Description": "to the shop", "InvocationRateLimitPerSecond": 5},
            "[Description, InvocationRateLimitPerSecond]",
            ["to the shop", 5],
            left=["", 300],
        ),
    ),
)
