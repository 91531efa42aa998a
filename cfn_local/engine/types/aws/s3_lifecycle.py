"""Conversion of lifecycle rules between AWS::S3::Bucket and S3's API."""

import base64
import uuid
from collections.abc import Mapping
from typing import Any

# The rules that GetBucketLifecycleConfiguration answers, as a template has them.
LIFECYCLE_RULES = (
    "{Rules: Rules[].{Id: ID, Status: Status, Prefix: Filter.Prefix, ExpirationInDays: Expiration.Days, "
    "ExpirationDate: Expiration.Date, ExpiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker, "
    "AbortIncompleteMultipartUpload: AbortIncompleteMultipartUpload, "
    "NoncurrentVersionExpiration: NoncurrentVersionExpiration, "
    "Transitions: Transitions[].{StorageClass: StorageClass, TransitionInDays: Days, TransitionDate: Date}, "
    "NoncurrentVersionTransitions: NoncurrentVersionTransitions[].{StorageClass: StorageClass, "
    "TransitionInDays: NoncurrentDays, NewerNoncurrentVersions: NewerNoncurrentVersions}}}"
)
_EXPIRATION = {
    "ExpirationInDays": "Days",
    "ExpirationDate": "Date",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
}
_TRANSITION = {"StorageClass": "StorageClass", "TransitionInDays": "Days", "TransitionDate": "Date"}
_NONCURRENT_TRANSITION = {
    "StorageClass": "StorageClass",
    "TransitionInDays": "NoncurrentDays",
    "NewerNoncurrentVersions": "NewerNoncurrentVersions",
}


def lifecycle_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule as PutBucketLifecycleConfiguration takes it."""
    lists = {
        "Transitions": [_renamed(item, _TRANSITION) for item in rule.get("Transitions", ())],
        "NoncurrentVersionTransitions": [
            _renamed(item, _NONCURRENT_TRANSITION) for item in rule.get("NoncurrentVersionTransitions", ())
        ],
    }
    same = ("Status", "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration")
    return {
        "ID": rule["Id"] if "Id" in rule else base64.b64encode(str(uuid.uuid4()).encode()).decode(),
        # The API requires a filter; one with an empty prefix matches every object.
        "Filter": {"Prefix": rule.get("Prefix", "")},
        **{name: rule[name] for name in same if name in rule},
        **{name: items for name, items in lists.items() if items},
        **({"Expiration": expiration} if (expiration := _renamed(rule, _EXPIRATION)) else {}),
    }


def _renamed(value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {new: value[old] for old, new in names.items() if old in value}
