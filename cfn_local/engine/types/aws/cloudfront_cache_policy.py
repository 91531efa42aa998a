"""AWS::CloudFront::CachePolicy: Ref is its ID."""

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof

_CONFIGURATION = Configuration("CachePolicy")

TYPE = Declaration(
    "AWS::CloudFront::CachePolicy",
    "cloudfront",
    create=_CONFIGURATION.create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("CachePolicyConfig",), _CONFIGURATION.update),),
    delete=_CONFIGURATION.delete,
    list=Call("ListCachePolicies", "CachePolicyList.Items[].CachePolicy.{Id: Id}"),
    given={
        "CachePolicyConfig": {
            "Name": "any",
            "DefaultTTL": 60,
            "MaxTTL": 600,
            "MinTTL": 1,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "EnableAcceptEncodingGzip": True,
                "HeadersConfig": {"HeaderBehavior": "none"},
                "CookiesConfig": {"CookieBehavior": "none"},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            },
        }
    },
    client=("get_cache_policy", {"Id": "{Ref}"}, "CachePolicy"),
    proofs=(
        Proof(
            {
                "CachePolicyConfig": {
                    "Name": "long",
                    "Comment": "a day",
                    "DefaultTTL": 3600,
                    "MaxTTL": 86400,
                    "MinTTL": 60,
                    "ParametersInCacheKeyAndForwardedToOrigin": {
                        "EnableAcceptEncodingGzip": False,
                        "EnableAcceptEncodingBrotli": True,
                        "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": ["Host"]},
                        "CookiesConfig": {"CookieBehavior": "whitelist", "Cookies": ["session"]},
                        "QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": ["q"]},
                    },
                }
            },
            "CachePolicyConfig.[Name, DefaultTTL, *.HeadersConfig.Headers.Items[]]",
            ["long", 3600, ["Host"]],
        ),
    ),
)
