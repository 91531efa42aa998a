"""ActivateType and DeactivateType, for the hooks that AWS publishes."""

import re
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry.arns import TypeReference, requested_type, type_arn
from cfn_local.registry.errors import InvalidRequest, RegistryError, type_not_found
from cfn_local.registry.public_hooks import PUBLIC_HOOKS, PUBLISHER_ID, PublicHook
from cfn_local.registry.type_names import check_type_name
from cfn_local.registry.type_versions import Activation, Registry, TypeVersion, registry_of
from cfn_local.services import clock

_PUBLIC_ARN = re.compile(
    r"arn:[^:]+:cloudformation:[^:]*::type/(?P<kind>[a-z]+)/(?P<publisher>[^/]+)/(?P<name>[A-Za-z0-9-]+)(/[0-9.]+)?"
)
_VERSION_ID = "00000001"


class ActivationActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def activate_type(self) -> ActionResult:
        """Activate a public hook under an alias. A further activation replaces its role, logging and updating."""
        public = self._public_hook()
        alias = self._get_param("TypeNameAlias")
        if not alias:
            raise InvalidRequest(f"TypeNameAlias is missing: the name that {public.type_name} gets in this account.")
        check_type_name("HOOK", alias)
        if self._get_param("MajorVersion") not in (None, 1, "1"):
            raise RegistryError(f"MajorVersion: the only one of {public.type_name} here is 1.")
        registry = registry_of(self.current_account, self.region)
        activated = self._activated(public, alias)
        found = registry.find("HOOK", alias)
        if found is not None and not found.is_deprecated:
            activation = found.default.activation
            if activation is None or activation.type_name != public.type_name:
                raise RegistryError(f"The name '{alias}' is taken: choose another TypeNameAlias.")
            registry.replace(activated)
        else:
            registry.add(activated)
        return ActionResult({"Arn": activated.type_arn})

    def deactivate_type(self) -> ActionResult:
        """Remove an activated hook together with its configuration. It must have been disabled before."""
        named = requested_type(self._get_param)
        registry = registry_of(self.current_account, self.region)
        found = registry.find(named.kind, named.type_name)
        if found is None or found.is_deprecated or found.default.activation is None:
            raise type_not_found(named.type_name)
        if _is_enabled(registry, named):
            raise RegistryError(
                f"The hook '{named.type_name}' is enabled: set its HookInvocationStatus to DISABLED first."
            )
        registry.remove(named.kind, named.type_name)
        return ActionResult({})

    def _public_hook(self) -> PublicHook:
        kind, publisher, name = named_publicly(self._get_param)
        public = PUBLIC_HOOKS.get(name)
        if kind != "HOOK" or publisher != PUBLISHER_ID or public is None:
            known = ", ".join(PUBLIC_HOOKS)
            raise RegistryError(
                f"The local registry has no type '{name}' of the publisher '{publisher}', only the hooks "
                f"{known} of {PUBLISHER_ID}."
            )
        return public

    def _activated(self, public: PublicHook, alias: str) -> TypeVersion:
        return TypeVersion(
            kind="HOOK",
            type_name=alias,
            version_id=_VERSION_ID,
            type_arn=type_arn("HOOK", alias, self.current_account, self.region),
            package=public.package(),
            created=clock.now(),
            execution_role_arn=self._get_param("ExecutionRoleArn"),
            logging_config=self._get_param("LoggingConfig"),
            activation=Activation(
                public.type_name,
                public.arn(self.region),
                PUBLISHER_ID,
                auto_updates=self._get_param("AutoUpdate") not in (False, "false"),
            ),
        )


def named_publicly(get_param: Callable[[str], Any]) -> tuple[str, str, str]:
    """Return the kind, the publisher and the name of the public type that a request names."""
    arn = get_param("PublicTypeArn")
    if arn:
        found = _PUBLIC_ARN.fullmatch(arn)
        if found is None:
            raise InvalidRequest(f"PublicTypeArn '{arn}' is not the ARN of a public type.")
        return found["kind"].upper(), found["publisher"], found["name"].replace("-", "::")
    kind, publisher, name = (get_param(each) for each in ("Type", "PublisherId", "TypeName"))
    if not (kind and publisher and name):
        raise InvalidRequest("Name the public type by PublicTypeArn, or by Type, TypeName and PublisherId.")
    return kind, publisher, name


def _is_enabled(registry: Registry, named: TypeReference) -> bool:
    document = registry.configuration(named.kind, named.type_name) or {}
    settings = document.get("CloudFormationConfiguration", {}).get("HookConfiguration", {})
    status = settings.get("HookInvocationStatus")
    return bool(status == "ENABLED" if status else settings.get("TargetStacks") == "ALL")
