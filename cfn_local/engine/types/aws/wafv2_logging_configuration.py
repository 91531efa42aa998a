"""AWS::WAFv2::LoggingConfiguration: Ref is the ARN of the web ACL. Nothing is logged by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_FIELDS = ("LogDestinationConfigs", "LoggingFilter", "RedactedFields")


def _put(handle: Handle) -> dict[str, Any]:
    configuration = {name: handle.wanted[name] for name in _FIELDS if name in handle.wanted}
    handle("PutLoggingConfiguration", LoggingConfiguration={"ResourceArn": handle["ResourceArn"], **configuration})
    return {}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetLoggingConfiguration", ResourceArn=handle["ResourceArn"])["LoggingConfiguration"]
    shown = {name: found[name] for name in ("ResourceArn", *_FIELDS) if found.get(name)}
    return {**shown, "ManagedByFirewallManager": found.get("ManagedByFirewallManager", False)}


TYPE = Declaration(
    "AWS::WAFv2::LoggingConfiguration",
    "wafv2",
    create=_put,
    read=(_read,),
    update=(Logic(_FIELDS, _put),),
    delete=lambda handle: handle("DeleteLoggingConfiguration", ResourceArn=handle["ResourceArn"]),
    documents=("LoggingFilter", "RedactedFields"),
    given={
        "LogDestinationConfigs": ["arn:{partition}:logs:{region}:{account}:log-group:aws-waf-logs-a"],
        "ResourceArn": "{AWS::WAFv2::WebACL.Arn}",
    },
    client=("get_logging_configuration", {"ResourceArn": "{Ref}"}, "LoggingConfiguration"),
    proofs=(
        Proof({"ResourceArn": "{AWS::WAFv2::WebACL.Arn}"}),
        Proof({"LogDestinationConfigs": ["arn:{partition}:logs:{region}:{account}:log-group:aws-waf-logs-b"]}),
        Proof({"RedactedFields": [{"Method": {}}, {"SingleHeader": {"Name": "authorization"}}]}),
        Proof(
            {
                "LoggingFilter": {
                    "DefaultBehavior": "KEEP",
                    "Filters": [
                        {
                            "Behavior": "DROP",
                            "Conditions": [{"ActionCondition": {"Action": "COUNT"}}],
                            "Requirement": "MEETS_ANY",
                        }
                    ],
                }
            }
        ),
    ),
)
