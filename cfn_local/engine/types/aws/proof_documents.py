"""What several proofs state: documents of policies, and actions of load balancers."""

from typing import Any, Final

Document = dict[str, Any]


def _document(**statement: Any) -> Document:
    return {"Version": "2012-10-17", "Statement": [statement]}


ANYONE: Final = _document(Effect="Allow", Principal={"Service": "ec2.amazonaws.com"}, Action="sts:AssumeRole")
NOBODY: Final = _document(Effect="Deny", Principal="*", Action="sts:AssumeRole")
ANYTHING: Final = _document(Effect="Allow", Action="s3:Get*", Resource="*")
NOTHING: Final = _document(Effect="Deny", Action="*", Resource="*")
ALLOW: Final = _document(Effect="Allow", Principal="*", Action="*", Resource="*")
DENY: Final = _document(Effect="Deny", Principal="*", Action="*", Resource="*")

_TARGET: Final = "{AWS::ElasticLoadBalancingV2::TargetGroup}"
FIXED_RESPONSE: Final = {
    "Type": "fixed-response",
    "FixedResponseConfig": {"ContentType": "text/plain", "MessageBody": "no", "StatusCode": "404"},
}
FORWARD: Final = {"Type": "forward", "TargetGroupArn": _TARGET}
COGNITO: Final = {
    "Type": "authenticate-cognito",
    "Order": 1,
    "AuthenticateCognitoConfig": {
        "OnUnauthenticatedRequest": "authenticate",
        "Scope": "openid",
        "SessionTimeout": "3600",
        "UserPoolArn": "arn:{partition}:cognito-idp:{region}:{account}:userpool/{region}_people",
        "UserPoolClientId": "shop",
        "UserPoolDomain": "shop",
    },
}
WEIGHTED: Final = {
    "Type": "forward",
    "ForwardConfig": {
        "TargetGroups": [{"TargetGroupArn": _TARGET, "Weight": 30}],
        "TargetGroupStickinessConfig": {"Enabled": True, "DurationSeconds": 60},
    },
}


def redirect(status_code: str) -> Document:
    """A redirect that names all parts of its target."""
    to = {"Host": "example.com", "Path": "/new", "Port": "443", "Protocol": "HTTPS", "Query": "a=b"}
    return {"Type": "redirect", "RedirectConfig": {**to, "StatusCode": status_code}}
