"""AWS::CloudFront::CloudFrontOriginAccessIdentity: Ref is its ID."""

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof

_CONFIGURATION = Configuration("CloudFrontOriginAccessIdentity")

TYPE = Declaration(
    "AWS::CloudFront::CloudFrontOriginAccessIdentity",
    "cloudfront",
    create=_CONFIGURATION.create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("CloudFrontOriginAccessIdentityConfig",), _CONFIGURATION.update),),
    delete=_CONFIGURATION.delete,
    list=Call("ListCloudFrontOriginAccessIdentities", "CloudFrontOriginAccessIdentityList.Items[].{Id: Id}"),
    given={"CloudFrontOriginAccessIdentityConfig": {"Comment": "any"}},
    client=("get_cloud_front_origin_access_identity", {"Id": "{Ref}"}, "CloudFrontOriginAccessIdentity"),
    proofs=(
        Proof(
            {"CloudFrontOriginAccessIdentityConfig": {"Comment": "the shop"}},
            "CloudFrontOriginAccessIdentityConfig.Comment",
            "the shop",
        ),
    ),
)
