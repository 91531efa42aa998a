"""AWS::CloudFront::OriginAccessControl: Ref is its ID."""

from cfn_local.engine.types.aws.cloudfront_configuration import Configuration
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof

_CONFIGURATION = Configuration("OriginAccessControl")

TYPE = Declaration(
    "AWS::CloudFront::OriginAccessControl",
    "cloudfront",
    create=_CONFIGURATION.create,
    read=(_CONFIGURATION.read,),
    update=(Logic(("OriginAccessControlConfig",), _CONFIGURATION.update),),
    delete=_CONFIGURATION.delete,
    list=Call("ListOriginAccessControls", "OriginAccessControlList.Items[].{Id: Id}"),
    given={
        "OriginAccessControlConfig": {
            "Name": "any",
            "OriginAccessControlOriginType": "s3",
            "SigningBehavior": "always",
            "SigningProtocol": "sigv4",
        }
    },
    client=("get_origin_access_control", {"Id": "{Ref}"}, "OriginAccessControl"),
    proofs=(
        Proof(
            {
                "OriginAccessControlConfig": {
                    "Name": "other",
                    "Description": "ours",
                    "OriginAccessControlOriginType": "s3",
                    "SigningBehavior": "never",
                    "SigningProtocol": "sigv4",
                }
            },
            "OriginAccessControlConfig.[Name, Description, SigningBehavior]",
            ["other", "ours", "never"],
        ),
    ),
)
