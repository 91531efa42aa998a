"""Installs the registry into moto's CloudFormation."""

from functools import cache
from typing import Any

from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse

from cfn_local.registry.activation_actions import ActivationActions
from cfn_local.registry.configuration_actions import ConfigurationActions
from cfn_local.registry.describing import DescribingActions
from cfn_local.registry.listing import ListingActions
from cfn_local.registry.publishing import PublishingActions
from cfn_local.registry.registration_actions import RegistrationActions, describe_type_registration, register_type_in
from cfn_local.registry.third_parties import activate_type_in
from cfn_local.registry.type_versions import close_before_reset
from cfn_local.registry.version_actions import VersionActions
from cfn_local.runtime.workers import Workers
from cfn_local.services.seam import add_actions, replace_method

_ACTIONS = (
    ActivationActions,
    ConfigurationActions,
    DescribingActions,
    ListingActions,
    PublishingActions,
    RegistrationActions,
    VersionActions,
)


def install(workers: Workers) -> None:
    """Add the actions; registered handlers run in `workers`."""
    _install()
    replace_method(CloudFormationResponse, "register_type", register_type_in(workers))
    replace_method(CloudFormationResponse, "activate_type", activate_type_in(workers))


@cache
def _install() -> None:
    for actions in _ACTIONS:
        add_actions(CloudFormationResponse, actions)
    replace_method(CloudFormationResponse, "describe_type_registration", describe_type_registration)
    replace_method(CloudFormationBackend, "reset", _closing_the_registry(CloudFormationBackend.reset))


def _closing_the_registry(reset: Any) -> Any:
    def closing_reset(backend: CloudFormationBackend) -> None:
        close_before_reset(backend)
        reset(backend)

    return closing_reset
