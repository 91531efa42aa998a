"""RegisterType, DescribeTypeRegistration and ListTypeRegistrations."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry import registering
from cfn_local.registry.arns import checked_kind, reference_in
from cfn_local.registry.errors import InvalidRequest, RegistryError
from cfn_local.registry.pages import requested_page
from cfn_local.registry.registering import Submission
from cfn_local.registry.stored_objects import NotAnS3UriError, stored_object
from cfn_local.registry.type_names import check_type_name
from cfn_local.registry.type_versions import Registry, registry_of
from cfn_local.runtime.workers import Workers
from cfn_local.services.seam import atomic
from cfn_local.services.waiters import SECONDS_TO_HOLD_A_WAITER, asks_for_a_waiter

# After the API reference of RegisterType: the limit per account and Region.
_MOST_RESOURCE_TYPE_VERSIONS = 50


def register_type_in(workers: Workers) -> Callable[[Any], ActionResult]:
    """RegisterType, for handlers that run in `workers`."""

    @atomic
    def register_type(response: Any) -> ActionResult:
        """Return immediately; the package is validated while the client polls DescribeTypeRegistration."""
        get_param, account_id, region = response._get_param, response.current_account, response.region
        kind, type_name = checked_kind(get_param("Type") or "RESOURCE"), get_param("TypeName") or ""
        check_type_name(kind, type_name)
        registry = registry_of(account_id, region)
        if kind == "RESOURCE":
            _check_room(registry)
        submission = Submission(
            kind=kind,
            type_name=type_name,
            content=_uploaded(get_param("SchemaHandlerPackage") or "", account_id, region),
            execution_role_arn=get_param("ExecutionRoleArn"),
            logging_config=get_param("LoggingConfig"),
            client_request_token=get_param("ClientRequestToken"),
        )
        return ActionResult({"RegistrationToken": registering.begin(registry, submission, workers).token})

    return register_type


class RegistrationActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def list_type_registrations(self) -> ActionResult:
        """Return the registration tokens, newest first; by default those that are IN_PROGRESS."""
        status = self._get_param("RegistrationStatusFilter") or "IN_PROGRESS"
        arn = self._get_param("TypeArn")
        kind, type_name = self._get_param("Type"), self._get_param("TypeName")
        if arn:
            kind, type_name = reference_in(arn).kind, reference_in(arn).type_name
        registrations = reversed(registry_of(self.current_account, self.region).registrations.values())
        tokens = [
            registration.token
            for registration in registrations
            if registration.status == status
            and registration.kind == (kind or registration.kind)
            and registration.type_name == (type_name or registration.type_name)
        ]
        page, next_token = requested_page(tokens, self._get_param)
        return ActionResult({"RegistrationTokenList": page, "NextToken": next_token})


def describe_type_registration(response: Any) -> ActionResult:
    """Return the progress. A waiter's request is held until the registration ends, or for a while.

    Not one of the atomic actions: what it waits for may call them.
    """
    token = response._get_param("RegistrationToken")
    registration = registry_of(response.current_account, response.region).registrations.get(token)
    if registration is None:
        raise RegistryError(f"There is no registration with the token '{token}'.")
    if asks_for_a_waiter(response.headers):
        registration.wait(SECONDS_TO_HOLD_A_WAITER)
    return ActionResult(
        {
            "ProgressStatus": registration.status,
            "Description": registration.description,
            "TypeArn": registration.type_arn,
            "TypeVersionArn": registration.type_version_arn,
        }
    )


def _check_room(registry: Registry) -> None:
    live = sum(len(found.live_versions) for found in registry.types() if found.kind == "RESOURCE")
    if live >= _MOST_RESOURCE_TYPE_VERSIONS:
        raise RegistryError(
            f"There are {live} versions of resource types, and may be no more: deregister some with DeregisterType."
        )


def _uploaded(url: str, account_id: str, region: str) -> bytes:
    try:
        content = stored_object(url, account_id, region)
    except NotAnS3UriError as error:
        raise InvalidRequest(f"SchemaHandlerPackage {error}") from error
    if content is None:
        raise RegistryError(
            "Error validating schemaHandlerPackage. "
            "Check the permissions on the bucket and object in your account and try again."
        )
    return content
