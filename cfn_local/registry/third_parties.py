"""ActivateType for a type that an account of this local AWS has published, under its own name or an alias."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry.activation_actions import ActivationActions, named_publicly
from cfn_local.registry.arns import type_arn
from cfn_local.registry.errors import RegistryError
from cfn_local.registry.handlers import Handler
from cfn_local.registry.log_delivery import delivery_to
from cfn_local.registry.public_hooks import PUBLISHER_ID
from cfn_local.registry.publishing import PublishedType, published_type
from cfn_local.registry.registering import new_handler
from cfn_local.registry.type_names import check_type_name
from cfn_local.registry.type_versions import Activation, Registry, TypeVersion, registry_of
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from cfn_local.services.seam import atomic


def activate_type_in(workers: Workers) -> Callable[[Any], ActionResult]:
    """ActivateType, for handlers that run in `workers`."""

    @atomic
    def activate_type(response: Any) -> ActionResult:
        """Activate the latest version. A further activation replaces what is active; the configuration stays."""
        kind, publisher, name = named_publicly(response._get_param)
        if publisher == PUBLISHER_ID:
            return ActivationActions.activate_type(response)
        found = published_type(kind, name, publisher, response.region)
        if found is None:
            raise RegistryError(f"No account here has published the type '{name}' as the publisher '{publisher}'.")
        return _activate(response, found, workers)

    return activate_type


def _activate(response: Any, public: PublishedType, workers: Workers) -> ActionResult:
    kind, name = public.version.kind, response._get_param("TypeNameAlias") or public.version.type_name
    check_type_name(kind, name)
    major = response._get_param("MajorVersion")
    if major is not None and str(major) != public.number.split(".")[0]:
        raise RegistryError(f"MajorVersion: the latest version of {public.version.type_name} is {public.number}.")
    registry = registry_of(response.current_account, response.region)
    present = registry.find(kind, name)
    if present is not None and not present.is_deprecated:
        activation = present.default.activation
        if activation is None or activation.arn != public.arn(response.region):
            raise RegistryError(f"The name '{name}' is taken: choose another TypeNameAlias.")
    version = _version(response, public, name, registry, workers)
    if present is not None and not present.is_deprecated:
        registry.replace(version)
    else:
        registry.add(version)
    return ActionResult({"Arn": version.type_arn})


def _version(response: Any, public: PublishedType, name: str, registry: Registry, workers: Workers) -> TypeVersion:
    get_param, arn = response._get_param, type_arn(public.version.kind, name, registry.account_id, registry.region)
    version = TypeVersion(
        kind=public.version.kind,
        type_name=name,
        version_id=registry.next_version_id(public.version.kind, name),
        type_arn=arn,
        package=public.version.package,
        created=clock.now(),
        execution_role_arn=get_param("ExecutionRoleArn"),
        logging_config=get_param("LoggingConfig"),
        activation=Activation(
            public.version.type_name,
            public.arn(registry.region),
            public.publisher_id,
            auto_updates=get_param("AutoUpdate") not in (False, "false"),
            public_version=public.number,
        ),
    )
    version.handler = _handler(version, registry, workers)
    return version


def _handler(version: TypeVersion, registry: Registry, workers: Workers) -> Handler | None:
    """Make a handler of its own: its publisher may deregister the type at any time."""
    code = version.package.handlers
    if code is None:
        return None
    folder = workers.new_folder()
    copied = shutil.copytree(code.folder, folder / "code")
    package = replace(version.package, handlers=replace(code, folder=copied))
    handler = new_handler(
        workers, registry, f"{version.type_arn.rpartition('/')[2]}-{version.version_id}", package, folder
    )
    group = (version.logging_config or {}).get("LogGroupName")
    handler.deliver = delivery_to(registry.account_id, registry.region, group) if group else None
    return handler
