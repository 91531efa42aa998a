"""Versions of types in the account's registry, and their defaults, modelled on the handlers that AWS publishes."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.registry.type_versions import registry_of

# Handlers import much faster; a registration that takes longer hangs.
_MOST_SECONDS = 600.0


def version(
    kind: str, *, name: str = "TypeName", package: str = "SchemaHandlerPackage", proofs: tuple[Proof, ...], **more: Any
) -> Declaration:
    """The type for versions of a RESOURCE, HOOK or MODULE, with its properties `name` and `package`.

    Every property is create-only. The default version is deregistered with its type, which fails while there are
    others; any other version is deregistered alone.
    """

    def make(handle: Handle) -> dict[str, Any]:
        wanted = handle.wanted
        token = handle(
            "RegisterType",
            Type=kind,
            TypeName=wanted[name],
            SchemaHandlerPackage=wanted[package],
            ExecutionRoleArn=wanted.get("ExecutionRoleArn"),
            LoggingConfig=wanted.get("LoggingConfig"),
        )["RegistrationToken"]
        return {"Arn": _registered(handle, token)}

    def read(handle: Handle) -> dict[str, Any] | None:
        described = handle("DescribeType", Arn=handle["Arn"])
        if described["DeprecatedStatus"] == "DEPRECATED":
            return None
        type_arn, _, version_id = handle["Arn"].rpartition("/")
        known = {**described, "TypeArn": type_arn, "VersionId": version_id, name: described["TypeName"]}
        told = {path.rpartition("/")[2] for path in handle.schema["readOnlyProperties"]}
        stated = {each: known[each] for each in (name, "ExecutionRoleArn", "LoggingConfig") if each in known}
        return {**stated, **{each: _attribute(known.get(each)) for each in told}}

    def delete(handle: Handle) -> None:
        described = handle("DescribeType", Arn=handle["Arn"])
        if described["DeprecatedStatus"] == "DEPRECATED":
            return
        if described["IsDefaultVersion"]:
            handle("DeregisterType", Type=kind, TypeName=described["TypeName"])
        else:
            handle("DeregisterType", Arn=handle["Arn"])

    return Declaration(
        f"AWS::CloudFormation::{kind.capitalize()}Version",
        "cloudformation",
        create=make,
        read=(read,),
        delete=delete,
        list=_versions(kind),
        # Handlers imported in the meantime may call any service.
        is_atomic=False,
        unread={package: "s3://packages/package.zip"},
        proofs=proofs,
        **more,
    )


def default_version(
    kind: str, *, name: str = "TypeName", arn: str = "TypeVersionArn", proofs: tuple[Proof, ...], **more: Any
) -> Declaration:
    """The type that sets the default version: by its ARN, or by name and version ID.

    Deletion changes nothing, because a type always has a default version.
    """

    def choose(handle: Handle) -> dict[str, Any]:
        wanted = handle.wanted
        if arn in wanted:
            version_arn = str(wanted[arn])
            handle("SetTypeDefaultVersion", Arn=version_arn)
        else:
            named = {"Type": kind, "TypeName": wanted[name], "VersionId": wanted["VersionId"]}
            handle("SetTypeDefaultVersion", **named)
            version_arn = str(handle("DescribeType", **named)["Arn"])
        return {"Arn": version_arn if kind == "MODULE" else version_arn.rpartition("/")[0]}

    def read(handle: Handle) -> dict[str, Any]:
        described = handle("DescribeType", Arn=handle["Arn"])
        version_id = described["DefaultVersionId"]
        version_arn = handle["Arn"] if kind == "MODULE" else f"{handle['Arn']}/{version_id}"
        known = {arn: version_arn, name: described["TypeName"], "VersionId": version_id}
        return {each: value for each, value in known.items() if each in handle.schema["properties"]}

    names = (arn, name, "VersionId")
    return Declaration(
        f"AWS::CloudFormation::{kind.capitalize()}DefaultVersion",
        "cloudformation",
        create=choose,
        read=(read,),
        update=(Logic(names, choose),) if kind != "MODULE" else (),
        delete=None,
        list=lambda handle: [
            {"Arn": found["DefaultVersionArn"] if kind == "MODULE" else found["TypeArn"]}
            for found in _types(handle, kind)
        ],
        proofs=proofs,
        **more,
    )


def _types(handle: Handle, kind: str) -> list[dict[str, Any]]:
    listed = handle("ListTypes", Type=kind, Visibility="PRIVATE")["TypeSummaries"]
    return [{**each, "DefaultVersionArn": f"{each['TypeArn']}/{each['DefaultVersionId']}"} for each in listed]


def _versions(kind: str) -> Any:
    def listed(handle: Handle) -> list[dict[str, Any]]:
        return [
            {"Arn": version["Arn"]}
            for each in _types(handle, kind)
            for version in handle("ListTypeVersions", Arn=each["TypeArn"])["TypeVersionSummaries"]
        ]

    return listed


def _registered(handle: Handle, token: str) -> str:
    """The ARN of the version, once registered. Raises an error with the registration's reason if it failed."""
    registration = registry_of(handle.api.account_id, handle.api.region).registrations[token]
    registration.wait(_MOST_SECONDS)
    if registration.status != "COMPLETE":
        raise AwsTypeError(f"The registration is {registration.status}: {registration.description}", "NotStabilized")
    return str(registration.type_version_arn)


def _attribute(value: Any) -> Any:
    """The value of an attribute: empty if DescribeType does not return it; times as text."""
    return "" if value is None else value if isinstance(value, bool) else str(value)
