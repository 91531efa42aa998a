"""AWS::Cognito::UserPool: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import from_api
from cfn_local.schemas.subschemas import Subschemas

_MFA = ("EnabledMfas", "MfaConfiguration", "SmsConfiguration")


def _schema(handle: Handle) -> list[dict[str, Any]] | None:
    """The attributes, each with a type: texts, unless the template says otherwise."""
    stated = handle.wanted.get("Schema")
    return None if stated is None else [{"AttributeDataType": "String", **one} for one in stated]


def _told(handle: Handle) -> dict[str, Any]:
    """Names, and of the attributes those that somebody chose: own ones, and required ones."""
    found = handle.found(Call("DescribeUserPool", "UserPool"))
    host = f"cognito-idp.{handle.region}.{handle.api.partition.dns_suffix}/{handle['UserPoolId']}"
    chosen = [
        one for one in found.get("SchemaAttributes", ()) if one["Name"].startswith("custom:") or one.get("Required")
    ]
    own = [{**one, "Name": one["Name"].removeprefix("custom:")} for one in chosen if one["Name"] != "sub"]
    told = {"ProviderName": host, "ProviderURL": f"https://{host}", "UserPoolName": found["Name"]}
    schema = from_api(own, Subschemas.root(handle.schema).member("Schema"), handle.names)
    return {**told, **({"Schema": schema} if schema else {})}


def _set_mfa(handle: Handle) -> None:
    methods, sms = handle.wanted.get("EnabledMfas", ()), handle.wanted.get("SmsConfiguration")
    handle(
        "SetUserPoolMfaConfig",
        UserPoolId=handle["UserPoolId"],
        MfaConfiguration=handle.wanted.get("MfaConfiguration", "OFF"),
        SmsMfaConfiguration={"SmsConfiguration": sms} if sms and "SMS_MFA" in methods else None,
        SoftwareTokenMfaConfiguration={"Enabled": "SOFTWARE_TOKEN_MFA" in methods} if methods else None,
    )


def _create(handle: Handle) -> dict[str, Any]:
    made = handle.make(
        Call("CreateUserPool", "UserPool", {"Schema": _schema, "UserPoolTags": lambda one: dict(one.tags)})
    )
    handle.model |= made
    if "EnabledMfas" in handle.wanted or str(handle.wanted.get("MfaConfiguration", "OFF")) != "OFF":
        _set_mfa(handle)
    return made


def _delete(handle: Handle) -> None:
    handle("DeleteUserPool", UserPoolId=handle["UserPoolId"])


_INVITATION = {"EmailMessage": "Your password: {####}", "EmailSubject": "Hello", "SMSMessage": "{####}"}
_LAMBDA = "{AWS::Lambda::Function.Arn}"

TYPE = Declaration(
    "AWS::Cognito::UserPool",
    "cognito-idp",
    names={"UserPoolId": "Id", "UserPoolName": "PoolName"},
    named=Name("UserPoolName", 128, form="{id}-{random}"),
    create=_create,
    read=(Call("DescribeUserPool", "UserPool"), _told),
    update=(
        Call(
            "UpdateUserPool",
            carries=(
                "AccountRecoverySetting",
                "AdminCreateUserConfig",
                "AutoVerifiedAttributes",
                "DeletionProtection",
                "DeviceConfiguration",
                "EmailConfiguration",
                "EmailVerificationMessage",
                "EmailVerificationSubject",
                "LambdaConfig",
                "Policies",
                "SmsAuthenticationMessage",
                "SmsVerificationMessage",
                "UserAttributeUpdateSettings",
                "UserPoolAddOns",
                "UserPoolTier",
                "VerificationMessageTemplate",
            ),
            replaces=True,
        ),
        Logic(_MFA, _set_mfa),
    ),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    shown={
        "AccountRecoverySetting": {
            "RecoveryMechanisms": [
                {"Name": "verified_email", "Priority": 1},
                {"Name": "verified_phone_number", "Priority": 2},
            ]
        },
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "UnusedAccountValidityDays": 7},
        "AliasAttributes": [],
        "AutoVerifiedAttributes": [],
        "DeletionProtection": "INACTIVE",
        "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
        "IssuerConfiguration": {"Type": "ORIGINAL"},
        "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
        "LambdaConfig": {},
        "MfaConfiguration": "OFF",
        "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]}},
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
        "UsernameAttributes": [],
        "UserPoolTier": "ESSENTIALS",
        "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    },
    delete=_delete,
    list=Call("ListUserPools", "UserPools", {"MaxResults": 60}),
    client=("describe_user_pool", {"UserPoolId": "{Ref}"}, "UserPool"),
    proofs=(
        Proof({"UserPoolName": "customers"}, "Name"),
        Proof(
            {"AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]}},
        ),
        Proof(
            {
                "AdminCreateUserConfig": {
                    "AllowAdminCreateUserOnly": True,
                    "InviteMessageTemplate": _INVITATION,
                }
            },
            "AdminCreateUserConfig.[AllowAdminCreateUserOnly, InviteMessageTemplate.EmailSubject]",
            [True, "Hello"],
            left=[False, "Your temporary password"],
        ),
        Proof({"AliasAttributes": ["email"]}),
        Proof({"UsernameAttributes": ["email"]}),
        Proof({"UsernameConfiguration": {"CaseSensitive": False}}),
        Proof({"AutoVerifiedAttributes": ["email"]}, left=None),
        Proof({"DeletionProtection": "ACTIVE"}, left=None),
        Proof(
            {"DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": True}},
        ),
        Proof(
            {
                "EmailConfiguration": {
                    "EmailSendingAccount": "DEVELOPER",
                    "From": "shop@example.com",
                    "ReplyToEmailAddress": "no@example.com",
                    "SourceArn": "arn:{partition}:ses:{region}:{account}:identity/example.com",
                    "ConfigurationSet": "shop",
                }
            },
            "EmailConfiguration.[EmailSendingAccount, From]",
            ["DEVELOPER", "shop@example.com"],
            left=["COGNITO_DEFAULT", None],
        ),
        Proof(
            {
                "EmailVerificationMessage": "Code {####}",
                "EmailVerificationSubject": "Your code",
                "SmsVerificationMessage": "Code {####}",
                "SmsAuthenticationMessage": "Code {####}",
            },
            "[EmailVerificationMessage, EmailVerificationSubject, SmsVerificationMessage]",
            ["Code {####}", "Your code", "Code {####}"],
        ),
        Proof(
            {
                "VerificationMessageTemplate": {
                    "DefaultEmailOption": "CONFIRM_WITH_LINK",
                    "EmailMessageByLink": "See {##here##}",
                    "EmailSubjectByLink": "Please",
                    "EmailMessage": "Code {####}",
                    "EmailSubject": "Please",
                    "SmsMessage": "Code {####}",
                }
            },
            "VerificationMessageTemplate.[DefaultEmailOption, EmailSubjectByLink]",
            ["CONFIRM_WITH_LINK", "Please"],
            left=["CONFIRM_WITH_CODE", None],
        ),
        Proof(
            {
                "LambdaConfig": {
                    "CreateAuthChallenge": _LAMBDA,
                    "CustomMessage": _LAMBDA,
                    "DefineAuthChallenge": _LAMBDA,
                    "PostAuthentication": _LAMBDA,
                    "PostConfirmation": _LAMBDA,
                    "PreAuthentication": _LAMBDA,
                    "PreSignUp": _LAMBDA,
                    "PreTokenGeneration": _LAMBDA,
                    "UserMigration": _LAMBDA,
                    "VerifyAuthChallengeResponse": _LAMBDA,
                }
            },
            "LambdaConfig.PreSignUp",
            _LAMBDA,
        ),
        Proof(
            {
                "Policies": {
                    "PasswordPolicy": {
                        "MinimumLength": 12,
                        "RequireLowercase": True,
                        "RequireNumbers": True,
                        "RequireSymbols": False,
                        "RequireUppercase": True,
                        "TemporaryPasswordValidityDays": 3,
                    }
                }
            },
            "Policies.PasswordPolicy.[MinimumLength, RequireSymbols]",
            [12, False],
            left=[8, True],
        ),
        Proof(
            {"MfaConfiguration": "OPTIONAL", "EnabledMfas": ["SOFTWARE_TOKEN_MFA"]},
            "[MfaConfiguration, SoftwareTokenMfaConfiguration.Enabled]",
            ["OPTIONAL", True],
            read=("get_user_pool_mfa_config", {"UserPoolId": "{Ref}"}),
            left=["OFF", None],
        ),
        Proof(
            {
                "Schema": [
                    {
                        "Name": "level",
                        "AttributeDataType": "Number",
                        "Mutable": True,
                        "Required": False,
                        "DeveloperOnlyAttribute": False,
                        "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
                    },
                    {
                        "Name": "shop",
                        "AttributeDataType": "String",
                        "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "9"},
                    },
                    {"Name": "email", "Required": True, "Mutable": True},
                ]
            },
            "SchemaAttributes[?starts_with(Name, 'custom:')].Name",
            ["custom:level", "custom:shop"],
        ),
        Proof(
            {"UserPoolTier": "PLUS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
            "[UserPoolTier, UserPoolAddOns.AdvancedSecurityMode]",
            ["PLUS", "AUDIT"],
            left=[None, None],
        ),
        Proof(
            {"UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}},
        ),
        Proof({"UserPoolTags": {"team": "core"}}, "Tags", read=("list_tags_for_resource", {"ResourceArn": "{Arn}"})),
    ),
)
