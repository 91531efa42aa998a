"""User pools of Cognito: moto has no actions on their tags, updates no resource server, and hides certificates."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

# Members that UpdateUserPool does not have.
_LASTING = ("AliasAttributes", "UserPoolTags", "UsernameAttributes", "UsernameConfiguration")


def install() -> None:
    """Add the tags of user pools, changes of resource servers, and what a domain of one's own has."""
    from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPoolDomain
    from moto.cognitoidp.responses import CognitoIdpResponse

    show: Any = CognitoIdpUserPoolDomain.to_json
    update: Any = CognitoIdpBackend.update_user_pool_client

    def updated(backend: Any, user_pool_id: str, client_id: str, extended_config: dict[str, Any]) -> Any:
        """An update sets what it does not state to its default."""
        client = backend.describe_user_pool_client(user_pool_id, client_id)
        name = {"ClientName": client.extended_config.get("ClientName")}
        client.extended_config = type(client)(user_pool_id, False, name).extended_config
        return update(backend, user_pool_id, client_id, extended_config)

    def shown(domain: Any, extended: bool = True) -> dict[str, Any]:
        own = {"CustomDomainConfig": domain.custom_domain_config} if extended and domain.custom_domain_config else {}
        return {**show(domain, extended), **own}

    def kept(backend: Any, user_pool_id: str, extended_config: dict[str, Any]) -> Any:
        """An update leaves what only the creation can set."""
        known = backend.describe_user_pool(user_pool_id).extended_config
        change(backend, user_pool_id, {**{name: known[name] for name in _LASTING if name in known}, **extended_config})

    change = CognitoIdpBackend.update_user_pool
    replace_method(CognitoIdpBackend, "update_user_pool", kept)
    replace_method(CognitoIdpBackend, "update_user_pool_client", updated)
    replace_method(CognitoIdpUserPoolDomain, "to_json", shown)
    add_actions(CognitoIdpResponse, _Actions)


class _Actions:
    def list_tags_for_resource(self: Any) -> Any:
        from moto.core.responses import ActionResult

        return ActionResult({"Tags": dict(_tags_of(self))})

    def tag_resource(self: Any) -> Any:
        from moto.core.responses import EmptyResult

        _tags_of(self).update(self._get_param("Tags"))
        return EmptyResult()

    def untag_resource(self: Any) -> Any:
        from moto.core.responses import EmptyResult

        for key in self._get_param("TagKeys"):
            _tags_of(self).pop(key, None)
        return EmptyResult()

    def update_resource_server(self: Any) -> Any:
        from moto.core.responses import ActionResult

        server = _server_of(self)
        server.name, server.scopes = self._get_param("Name"), self._get_param("Scopes")
        return ActionResult({"ResourceServer": server.to_json()})

    def delete_resource_server(self: Any) -> Any:
        from moto.core.responses import EmptyResult

        server = _server_of(self)
        del self.backend.describe_user_pool(server.user_pool_id).resource_servers[server.identifier]
        return EmptyResult()


def _server_of(response: Any) -> Any:
    return response.backend.describe_resource_server(
        response._get_param("UserPoolId"), response._get_param("Identifier")
    )


def _tags_of(response: Any) -> dict[str, str]:
    pool = response.backend.describe_user_pool(response._get_param("ResourceArn").rpartition("/")[2])
    tags: dict[str, str] = pool.__dict__.setdefault("own_tags", dict(pool.extended_config.get("UserPoolTags") or {}))
    pool.extended_config["UserPoolTags"] = tags
    return tags
