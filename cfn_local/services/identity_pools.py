"""Identity pools of Cognito: moto has no roles of them, and lists nothing."""

from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept

KINDS = (Kept("roles of pools", ("IdentityPoolId",), put="SetIdentityPoolRoles", read="GetIdentityPoolRoles"),)


def install() -> None:
    """Keep the roles of pools."""
    from moto.cognitoidentity.models import cognitoidentity_backends
    from moto.cognitoidentity.responses import CognitoIdentityResponse

    kept_resources.install("cognito-identity", CognitoIdentityResponse, cognitoidentity_backends, *KINDS)
