"""AWS::S3::Bucket: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.locked_buckets import PROOFS as PROOFS_OF_LOCKS
from cfn_local.engine.types.aws.s3_bucket_proofs import PROOFS
from cfn_local.engine.types.aws.s3_bucket_settings import (
    DEFAULTS,
    NAMES,
    READINGS,
    SETTINGS,
    SHOWN,
    SHOWN_INSIDE,
    set_tags,
)

# The Regions whose website endpoints are s3-website-REGION; those of all others are s3-website.REGION.
_WEBSITES_WITH_A_DASH = frozenset(
    {"ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1"}
    | {"us-east-1", "us-gov-west-1", "us-west-1", "us-west-2"}
)


def _make(handle: Handle) -> dict[str, Any]:
    # CreateBucket would require a LocationConstraint that depends on the Region.
    with handle.api.refusals("s3"):
        handle.api.backend("s3").create_bucket(handle["BucketName"], handle.region)
    set_tags(handle)
    return {}


def _read(handle: Handle) -> dict[str, Any] | None:
    """The properties that follow from the name of an existing bucket."""
    name, region, partition = handle["BucketName"], handle.region, handle.api.partition
    separator = "-" if region in _WEBSITES_WITH_A_DASH else "."
    if name not in handle.api.backend("s3").buckets:
        return None
    return {
        "BucketName": name,
        "Arn": partition.arn("s3", name),
        "DomainName": f"{name}.s3.{partition.dns_suffix}",
        "DualStackDomainName": f"{name}.s3.dualstack.{region}.{partition.dns_suffix}",
        "RegionalDomainName": f"{name}.s3.{region}.{partition.dns_suffix}",
        "WebsiteURL": f"http://{name}.s3-website{separator}{region}.{partition.dns_suffix}",
    }


TYPE = Declaration(
    "AWS::S3::Bucket",
    "s3",
    names=NAMES,
    named=Name("BucketName", 63, change=lambda name, _handle: name.lower()),
    looks_first=True,
    create=_make,
    read=(_read, *READINGS),
    settings=SETTINGS,
    defaults=DEFAULTS,
    tags=Tagging(replace=set_tags, read=Call("GetBucketTagging", "TagSet")),
    shown=SHOWN,
    shown_inside=SHOWN_INSIDE,
    delete=Call("DeleteBucket"),
    list=Call("ListBuckets", "Buckets[].Name"),
    restricted=("AccessControl",),
    client=("get_bucket_acl", {"Bucket": "{Ref}"}, ""),
    proofs=(*PROOFS, *PROOFS_OF_LOCKS),
)
