"""Identity pools of Cognito: moto has no roles of them, lists nothing, and never takes their last tag away."""

from typing import Any

from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import replace_method

KINDS = (Kept("roles of pools", ("IdentityPoolId",), put="SetIdentityPoolRoles", read="GetIdentityPoolRoles"),)


def install() -> None:
    """Keep the roles of pools, and take away tags."""
    from moto.cognitoidentity.models import CognitoIdentityBackend, cognitoidentity_backends
    from moto.cognitoidentity.responses import CognitoIdentityResponse

    kept_resources.install("cognito-identity", CognitoIdentityResponse, cognitoidentity_backends, *KINDS)
    motos = CognitoIdentityBackend.update_identity_pool

    def update_identity_pool(self: CognitoIdentityBackend, **changes: Any) -> str:
        if changes["tags"] is not None:
            self.identity_pools[changes["identity_pool_id"]].tags = changes["tags"]
        return motos(self, **changes)

    replace_method(CognitoIdentityBackend, "update_identity_pool", update_identity_pool)
