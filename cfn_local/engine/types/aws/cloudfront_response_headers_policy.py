"""AWS::CloudFront::ResponseHeadersPolicy: Ref is its ID."""

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof

_CONFIGURATION = Configuration("ResponseHeadersPolicy")

TYPE = Declaration(
    "AWS::CloudFront::ResponseHeadersPolicy",
    "cloudfront",
    create=_CONFIGURATION.create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("ResponseHeadersPolicyConfig",), _CONFIGURATION.update),),
    delete=_CONFIGURATION.delete,
    list=Call("ListResponseHeadersPolicies", "ResponseHeadersPolicyList.Items[].ResponseHeadersPolicy.{Id: Id}"),
    given={"ResponseHeadersPolicyConfig": {"Name": "any"}},
    client=("get_response_headers_policy", {"Id": "{Ref}"}, "ResponseHeadersPolicy"),
    proofs=(
        Proof(
            {
                "ResponseHeadersPolicyConfig": {
                    "Name": "strict",
                    "Comment": "for all",
                    "CorsConfig": {
                        "AccessControlAllowCredentials": False,
                        "AccessControlAllowHeaders": {"Items": ["*"]},
                        "AccessControlAllowMethods": {"Items": ["GET"]},
                        "AccessControlAllowOrigins": {"Items": ["example.com"]},
                        "AccessControlExposeHeaders": {"Items": ["X-A"]},
                        "AccessControlMaxAgeSec": 60,
                        "OriginOverride": True,
                    },
                    "CustomHeadersConfig": {"Items": [{"Header": "X-A", "Override": True, "Value": "a"}]},
                    "RemoveHeadersConfig": {"Items": [{"Header": "Server"}]},
                    "SecurityHeadersConfig": {
                        "ContentSecurityPolicy": {"ContentSecurityPolicy": "default-src https:", "Override": True},
                        "ContentTypeOptions": {"Override": True},
                        "FrameOptions": {"FrameOption": "DENY", "Override": True},
                        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": "same-origin"},
                        "StrictTransportSecurity": {
                            "AccessControlMaxAgeSec": 600,
                            "IncludeSubdomains": True,
                            "Override": True,
                            "Preload": True,
                        },
                        "XSSProtection": {"Override": True, "Protection": False, "ReportUri": "https://example.com"},
                    },
                    "ServerTimingHeadersConfig": {"Enabled": True, "SamplingRate": 50},
                }
            },
            "ResponseHeadersPolicyConfig.[Name, *.AccessControlAllowOrigins.Items[], *.FrameOptions.FrameOption]",
            ["strict", ["example.com"], ["DENY"]],
        ),
    ),
)
