"""Validation before deployment: what can be known to fail before anything is provisioned.

What is looked at is documented; the texts are as documented or recorded in 2026. Whether AWS looks at private types is
unknown: their properties are validated here, but no handler of theirs is asked whether a name is taken.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.failed_check import Check, FailedCheck
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import UNKNOWN, TemplateError, dynamic_references
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.resource_type import Properties, ResourceFailedError
from cfn_local.schemas import identifiers, validation
from cfn_local.services import emulated_wait

DETECTED = "Validation failure detected. See the operation's FAILED event for details."
_BUCKET = "AWS::S3::Bucket"


def failed(resolved: Resolved, imported: Collection[str] = ()) -> list[FailedCheck]:
    """The checks that stop an operation, resource by resource. `imported` resources are known to exist."""
    found: list[FailedCheck] = []
    for logical_id in resolved.dependencies:
        try:
            properties = resolved.scope.over(expecting_exports=False).properties(logical_id)
        except TemplateError:
            continue  # fails its resource, when its turn comes
        invalid = list(_of_properties(resolved, logical_id, properties))
        is_new = not invalid and logical_id not in imported
        found += list(_of_name(resolved, logical_id, properties)) if is_new else invalid
    return found


def warnings(resolved: Resolved) -> list[FailedCheck]:
    """The checks of a change set that only warn: buckets that it would delete and that are not empty."""
    stack = resolved.stack
    return [
        FailedCheck(
            Check.EMPTINESS,
            one.logical_id,
            _BUCKET,
            "S3 bucket is not empty",
            f"/Resources/{one.logical_id}",
            one.physical_id,
        )
        for name, one in stack.resources.items()
        if name not in resolved.dependencies and _is_deleted(one) and not _is_empty(resolved, one)
    ]


def summary(found: Collection[FailedCheck]) -> str:
    """The reason of the stack's own event."""
    return (
        f"Validation failed with {len(found)} error(s). Call DescribeEvents to retrieve the full list of issues with "
        "resource and property details, resolve each error, then retry the operation."
    )


def refusal(found: Iterable[FailedCheck]) -> str:
    """The reason of a change set."""
    names = dict.fromkeys(one.check.value[1] for one in found)
    return (
        f"The following hook(s)/validation failed: [{', '.join(names)}]. To troubleshoot Early Validation errors, use "
        "the DescribeEvents API for detailed failure information."
    )


def _of_properties(resolved: Resolved, logical_id: str, properties: Properties) -> Iterator[FailedCheck]:
    its_type = resolved.type_of(logical_id)
    for line in validation.problems(properties, its_type.schema, _is_unknown):
        pointer = line.partition(":")[0].removeprefix("#").rstrip("/")
        path = f"/Resources/{logical_id}/Properties{pointer}"
        yield FailedCheck(Check.PROPERTIES, logical_id, its_type.name, line, path)


def _is_unknown(value: Any) -> bool:
    return value is UNKNOWN or bool(isinstance(value, str) and dynamic_references.count(value))


def _of_name(resolved: Resolved, logical_id: str, properties: Properties) -> Iterator[FailedCheck]:
    """The failed check of a new resource of AWS's whose identifier is stated, and which exists already."""
    its_type, resource = resolved.type_of(logical_id), resolved.stack.resources.get(logical_id)
    known = {name: value for name, value in properties.items() if not _is_unknown(value)}
    has_read = its_type.name.startswith("AWS::") and "read" in its_type.schema.get("handlers", {})
    if (resource and resource.deployed) or not has_read or identifiers.missing_names(its_type.schema, known):
        return
    with suppress(ResourceFailedError), emulated_wait.working():
        its_type.read(resolved.stack.operation_on(logical_id), known)
        identifier = identifiers.primary_identifier(its_type.schema, known)
        reason = f"Resource of type '{its_type.name}' with identifier '{identifier}' already exists."
        yield FailedCheck(Check.NAMES, logical_id, its_type.name, reason, f"/Resources/{logical_id}")


def _is_deleted(resource: StackResource) -> bool:
    is_bucket = resource.deployed is not None and resource.type_name == _BUCKET
    return is_bucket and resource.later_deletion_policy == "Delete"


def _is_empty(resolved: Resolved, bucket: StackResource) -> bool:
    api = LocalApi(resolved.stack.account_id, resolved.stack.region)
    try:
        return not api("s3", "ListObjectVersions", Bucket=bucket.physical_id, MaxKeys=1).keys() & {
            "Versions",
            "DeleteMarkers",
        }
    except AwsTypeError:  # the bucket is gone
        return True
