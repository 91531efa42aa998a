"""AWS::Cognito::UserPoolDomain: Ref is the domain."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

_POOL = "{AWS::Cognito::UserPool}"

TYPE = Declaration(
    "AWS::Cognito::UserPoolDomain",
    "cognito-idp",
    ref="Domain",
    create=Call("CreateUserPoolDomain"),
    read=(Call("DescribeUserPoolDomain", "DomainDescription"),),
    update=(Call("UpdateUserPoolDomain", replaces=True),),
    delete=Call("DeleteUserPoolDomain"),
    given={"UserPoolId": _POOL, "Domain": "the-shop"},
    client=("describe_user_pool_domain", {"Domain": "{Ref}"}, "DomainDescription"),
    proofs=(
        Proof({"UserPoolId": _POOL, "Domain": "our-shop"}, "[UserPoolId, Domain]", [_POOL, "our-shop"]),
        Proof(
            {"UserPoolId": _POOL, "CustomDomainConfig": {"CertificateArn": "{certificatearn}"}},
            "CustomDomainConfig.CertificateArn",
            "{certificatearn}",
            given={"Domain": "login.example.com"},
        ),
        Proof(
            {"CustomDomainConfig": {"CertificateArn": "{certificatearn}"}},
            "CustomDomainConfig.CertificateArn",
            given={
                "Domain": "login.example.com",
                "CustomDomainConfig": {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"},
            },
            expected="{certificatearn}",
        ),
    ),
)
