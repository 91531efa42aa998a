"""IAM: AWS's own policies, documents of every version, names of service-linked roles, clients of identity providers and
permissions boundaries and new passwords of users.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services import managed_policies, service_linked_roles
from cfn_local.services.seam import add_actions, replace_method

_BOUNDARY = "permissions_boundary"


def install() -> None:
    """Complete moto's IAM."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.iam.policy_validation import BaseIAMPolicyValidator
    from moto.iam.responses import IamResponse

    managed_policies.install()
    service_linked_roles.install()
    # moto takes documents of 2012-10-17 only. `_validate_version_syntax` refuses versions that do not exist.
    replace_method(BaseIAMPolicyValidator, "_validate_version", lambda _validator: None)
    create_user, create_login_profile = IamResponse.create_user, IamResponse.create_login_profile

    class Actions:
        def add_client_id_to_open_id_connect_provider(self: Any) -> ActionResult:
            clients, client = self._provider_clients(), self._get_param("ClientID")
            if client not in clients:
                clients.append(client)
            return EmptyResult()

        def remove_client_id_from_open_id_connect_provider(self: Any) -> ActionResult:
            clients, client = self._provider_clients(), self._get_param("ClientID")
            if client in clients:
                clients.remove(client)
            return EmptyResult()

        def _provider_clients(self: Any) -> list[str]:
            provider = self.backend.get_open_id_connect_provider(self._get_param("OpenIDConnectProviderArn"))
            found: list[str] = provider.client_id_list
            return found

        def create_user(self: Any) -> Any:
            answered = create_user(self)
            if arn := self._get_param("PermissionsBoundary"):
                _bound(self, arn)
            return answered

        def create_login_profile(self: Any) -> Any:
            answered = create_login_profile(self)
            user = self.backend.get_user(self._get_param("UserName"))
            user.password_reset_required = self._get_bool_param("PasswordResetRequired", False)
            return answered

        def put_user_permissions_boundary(self: Any) -> ActionResult:
            _bound(self, self._get_param("PermissionsBoundary"))
            return EmptyResult()

        def delete_user_permissions_boundary(self: Any) -> ActionResult:
            vars(self.backend.get_user(self._get_param("UserName"))).pop(_BOUNDARY, None)
            return EmptyResult()

    add_actions(IamResponse, Actions)


def _bound(request: Any, arn: str) -> None:
    user = request.backend.get_user(request._get_param("UserName"))
    request.backend.get_policy(arn)
    vars(user)[_BOUNDARY] = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": arn}
