"""AWS::CloudFront::OriginRequestPolicy: Ref is its ID."""

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof

_CONFIGURATION = Configuration("OriginRequestPolicy")

TYPE = Declaration(
    "AWS::CloudFront::OriginRequestPolicy",
    "cloudfront",
    create=_CONFIGURATION.create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("OriginRequestPolicyConfig",), _CONFIGURATION.update),),
    delete=_CONFIGURATION.delete,
    list=Call("ListOriginRequestPolicies", "OriginRequestPolicyList.Items[].OriginRequestPolicy.{Id: Id}"),
    given={
        "OriginRequestPolicyConfig": {
            "Name": "any",
            "HeadersConfig": {"HeaderBehavior": "none"},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "none"},
        }
    },
    client=("get_origin_request_policy", {"Id": "{Ref}"}, "OriginRequestPolicy"),
    proofs=(
        Proof(
            {
                "OriginRequestPolicyConfig": {
                    "Name": "all",
                    "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": ["Host"]},
                    "CookiesConfig": {"CookieBehavior": "whitelist", "Cookies": ["session"]},
                    "QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": ["q"]},
                    "Comment": "what it needs",
                }
            },
            "OriginRequestPolicyConfig.[Name, CookiesConfig.Cookies.Items]",
            ["all", ["session"]],
        ),
    ),
)
