"""The calls to the registry and to S3, one function each, with the user's own profile and Region."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from shipping.extension import Extension
from shipping.package import Package, contents_in
from shipping.registration_plan import RegisteredVersion

_TYPE_NOT_FOUND = "TypeNotFoundException"
# The only error that ListTypeVersions documents, for an unknown type and for every other failure.
_REGISTRY_ERROR = "CFNRegistryException"
_MOST_SECONDS_OF_REGISTRATION = 3600
_SECONDS_BETWEEN_LOOKS = 15


class AwsError(Exception):
    """AWS refused a request, or an operation failed. The message holds AWS's own reason."""


@dataclass(frozen=True)
class Account:
    """One account in one Region, and its clients."""

    account_id: str
    region: str
    cloudformation: Any
    s3: Any

    @property
    def dns_suffix(self) -> str:
        """Return amazonaws.com, or its equivalent in the Region's partition."""
        endpoint: str = self.s3.meta.endpoint_url
        return endpoint.partition(f"{self.region}.")[2] or "amazonaws.com"

    @classmethod
    def of(cls, profile: str | None, region: str | None) -> "Account":
        """Find the account as AWS's own tools do: by profile and Region if given, else by the environment."""
        session = boto3.Session(profile_name=profile, region_name=region)
        account_id = session.client("sts").get_caller_identity()["Account"]
        return cls(account_id, session.region_name, session.client("cloudformation"), session.client("s3"))


def live_versions(account: Account, extension: Extension) -> list[RegisteredVersion]:
    """Return the registered versions that are not deprecated, by ID; none of an unknown type."""
    try:
        found = list(_version_summaries(account, extension))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == _TYPE_NOT_FOUND or (code == _REGISTRY_ERROR and not _is_registered(account, extension)):
            return []
        raise
    return [
        RegisteredVersion(one["VersionId"], one["Arn"], contents_in(one.get("Description")), one["IsDefaultVersion"])
        for one in found
    ]


def _is_registered(account: Account, extension: Extension) -> bool:
    """Return whether the type exists and is not deregistered."""
    try:
        described = account.cloudformation.describe_type(Type=extension.kind, TypeName=extension.type_name)
    except ClientError as error:
        if error.response["Error"]["Code"] == _TYPE_NOT_FOUND:
            return False
        raise
    return bool(described.get("DeprecatedStatus") != "DEPRECATED")


def _version_summaries(account: Account, extension: Extension) -> Iterator[dict[str, Any]]:
    """Return all pages; botocore has no paginator for it."""
    asked = {"Type": extension.kind, "TypeName": extension.type_name, "DeprecatedStatus": "LIVE"}
    while True:
        page = account.cloudformation.list_type_versions(**asked)
        yield from page["TypeVersionSummaries"]
        if "NextToken" not in page:
            return
        asked["NextToken"] = page["NextToken"]


def upload(account: Account, bucket: str, key: str, content: bytes) -> bool:
    """Upload the object unless its key, which identifies the content, exists. Return whether it was uploaded."""
    try:
        account.s3.head_object(Bucket=bucket, Key=key)
        return False
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchKey", "NotFound"):
            raise
    checksum = base64.b64encode(hashlib.sha256(content).digest()).decode()
    account.s3.put_object(Bucket=bucket, Key=key, Body=content, ChecksumSHA256=checksum)
    return True


def register(
    account: Account, package: Package, bucket: str, roles: dict[str, Any], waiting: Callable[[], None]
) -> RegisteredVersion:
    """Register the uploaded package as the next version; `waiting` is called whenever it is still in progress."""
    extension = package.extension
    token = account.cloudformation.register_type(
        Type=extension.kind,
        TypeName=extension.type_name,
        SchemaHandlerPackage=f"s3://{bucket}/{package.key}",
        **roles,
    )["RegistrationToken"]
    try:
        _wait_for_registration(account, token, waiting)
    except WaiterError as error:
        reason = error.last_response.get("Description") or str(error)
        raise AwsError(f"{extension.type_name} is not registered: {reason}") from error
    arn = account.cloudformation.describe_type_registration(RegistrationToken=token)["TypeVersionArn"]
    return next(version for version in live_versions(account, extension) if version.arn == arn)


def _wait_for_registration(account: Account, token: str, waiting: Callable[[], None]) -> None:
    def looked(parsed: dict[str, Any], **_: Any) -> None:
        if parsed.get("ProgressStatus") == "IN_PROGRESS":
            waiting()

    most_looks = _MOST_SECONDS_OF_REGISTRATION // _SECONDS_BETWEEN_LOOKS
    patience = {"Delay": _SECONDS_BETWEEN_LOOKS, "MaxAttempts": most_looks}
    events, look = account.cloudformation.meta.events, "after-call.cloudformation.DescribeTypeRegistration"
    events.register(look, looked)
    try:
        waiter = account.cloudformation.get_waiter("type_registration_complete")
        waiter.wait(RegistrationToken=token, WaiterConfig=patience)
    finally:
        events.unregister(look, looked)


def set_default(account: Account, arn: str) -> None:
    account.cloudformation.set_type_default_version(Arn=arn)


def disable_hook(account: Account, type_name: str, configuration: str) -> None:
    """Set a configuration under which no operation invokes the hook."""
    account.cloudformation.set_type_configuration(Type="HOOK", TypeName=type_name, Configuration=configuration)


def deregister_version(account: Account, arn: str) -> None:
    account.cloudformation.deregister_type(Arn=arn)


def deregister_type(account: Account, extension: Extension) -> None:
    """Deregister the type with its default version, when it has no other."""
    account.cloudformation.deregister_type(Type=extension.kind, TypeName=extension.type_name)
