"""AWS::CloudFront::Distribution: Ref is its ID. It is disabled before it is deleted, as CloudFormation does."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_CONFIGURATION = Configuration("Distribution")
_BEHAVIOR: dict[str, Any] = {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https"}
_ORIGIN: dict[str, Any] = {
    "Id": "site",
    "DomainName": "www.example.com",
    "CustomOriginConfig": {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginKeepaliveTimeout": 5,
        "OriginProtocolPolicy": "https-only",
        "OriginReadTimeout": 30,
        "OriginSSLProtocols": ["TLSv1.2"],
    },
}
_OWN_BEHAVIOR: dict[str, Any] = {
    **_BEHAVIOR,
    "AllowedMethods": ["GET", "HEAD", "OPTIONS"],
    "CachedMethods": ["GET", "HEAD"],
    "Compress": True,
    "DefaultTTL": 60,
    "MaxTTL": 600,
    "MinTTL": 0,
    "ForwardedValues": {
        "Cookies": {"Forward": "whitelist", "WhitelistedNames": ["session"]},
        "Headers": ["Host"],
        "QueryString": True,
        "QueryStringCacheKeys": ["q"],
    },
    "FieldLevelEncryptionId": "f",
    "FunctionAssociations": [{"EventType": "viewer-request", "FunctionARN": "{AWS::Lambda::Function.Arn}"}],
    "LambdaFunctionAssociations": [
        {"EventType": "origin-request", "IncludeBody": True, "LambdaFunctionARN": "{AWS::Lambda::Function.Arn}:1"}
    ],
    "RealtimeLogConfigArn": "r",
    "SmoothStreaming": False,
    "TrustedKeyGroups": ["k"],
    "TrustedSigners": ["self"],
}
_BY_POLICIES: dict[str, Any] = {
    **_BEHAVIOR,
    "CachePolicyId": "{AWS::CloudFront::CachePolicy}",
    "GrpcConfig": {"Enabled": False},
    "OriginRequestPolicyId": "{AWS::CloudFront::OriginRequestPolicy}",
    "ResponseHeadersPolicyId": "{AWS::CloudFront::ResponseHeadersPolicy}",
}
_ALL: dict[str, Any] = {
    "Aliases": ["shop.example.com"],
    "CacheBehaviors": [{**_OWN_BEHAVIOR, "PathPattern": "/old/*"}, {**_BY_POLICIES, "PathPattern": "/new/*"}],
    "Comment": "the shop",
    "CustomErrorResponses": [
        {"ErrorCachingMinTTL": 5, "ErrorCode": 404, "ResponseCode": 200, "ResponsePagePath": "/index.html"}
    ],
    "DefaultCacheBehavior": {**_OWN_BEHAVIOR, **_BY_POLICIES},
    "DefaultRootObject": "index.html",
    "Enabled": True,
    "HttpVersion": "http2and3",
    "IPV6Enabled": True,
    "Logging": {"Bucket": "logs.s3.amazonaws.com", "IncludeCookies": False, "Prefix": "shop/"},
    "OriginGroups": {
        "Quantity": 1,
        "Items": [
            {
                "Id": "either",
                "FailoverCriteria": {"StatusCodes": {"Quantity": 1, "Items": [503]}},
                "Members": {"Quantity": 2, "Items": [{"OriginId": "site"}, {"OriginId": "files"}]},
            }
        ],
    },
    "Origins": [
        {
            **_ORIGIN,
            "ConnectionAttempts": 2,
            "ConnectionTimeout": 5,
            "OriginCustomHeaders": [{"HeaderName": "X-From", "HeaderValue": "edge"}],
            "OriginPath": "/live",
            "OriginShield": {"Enabled": True, "OriginShieldRegion": "{region}"},
        },
        {
            "Id": "files",
            "DomainName": "files.s3.amazonaws.com",
            "OriginAccessControlId": "{AWS::CloudFront::OriginAccessControl}",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        },
    ],
    "PriceClass": "PriceClass_100",
    "Restrictions": {"GeoRestriction": {"RestrictionType": "whitelist", "Locations": ["DE", "US"]}},
    "Staging": False,
    "ViewerCertificate": {
        "AcmCertificateArn": "{certificatearn}",
        "CloudFrontDefaultCertificate": False,
        "IamCertificateId": "i",
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    },
    "WebACLId": "w",
}


def _create(handle: Handle) -> dict[str, Any]:
    tagged = {"DistributionConfig": _CONFIGURATION.requested(handle), "Tags": {"Items": _tags(handle.tags)}}
    return {"Id": handle("CreateDistributionWithTags", DistributionConfigWithTags=tagged)["Distribution"]["Id"]}


def _delete(handle: Handle) -> None:
    now = _CONFIGURATION.now(handle)
    config = now["Distribution"]["DistributionConfig"]
    if config["Enabled"]:
        _CONFIGURATION.put(handle, now, {**config, "Enabled": False})
    _CONFIGURATION.delete(handle)


def _tags(tags: Any) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _arn(handle: Handle) -> str:
    return str(_CONFIGURATION.now(handle)["Distribution"]["ARN"])


_LIST_TAGS = Call("ListTagsForResource", "Tags.Items", params={"Resource": _arn})


def _set_tags(handle: Handle) -> None:
    gone = [tag["Key"] for tag in handle.found(_LIST_TAGS) or () if tag["Key"] not in handle.tags]
    handle("UntagResource", Resource=_arn(handle), TagKeys={"Items": gone})
    handle("TagResource", Resource=_arn(handle), Tags={"Items": _tags(handle.tags)})


TYPE = Declaration(
    "AWS::CloudFront::Distribution",
    "cloudfront",
    create=_create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("DistributionConfig",), _CONFIGURATION.update),),
    tags=Tagging(read=_LIST_TAGS, replace=_set_tags),
    delete=_delete,
    list=Call("ListDistributions", "DistributionList.Items[].{Id: Id}"),
    given={"DistributionConfig": {"Enabled": True, "DefaultCacheBehavior": _BEHAVIOR, "Origins": [_ORIGIN]}},
    client=("get_distribution", {"Id": "{Ref}"}, "Distribution"),
    proofs=(
        Proof(
            {"DistributionConfig": _ALL},
            "DistributionConfig.[Aliases.Items, CacheBehaviors.Quantity, Comment, PriceClass, IsIPV6Enabled]",
            [["shop.example.com"], 2, "the shop", "PriceClass_100", True],
        ),
        Proof(
            {"Tags": TAGS},
            "Tags.Items",
            read=("list_tags_for_resource", {"Resource": "arn:{partition}:cloudfront::{account}:distribution/{Ref}"}),
        ),
    ),
)
