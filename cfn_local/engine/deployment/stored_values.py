"""Values in Parameter Store and Secrets Manager, for the dynamic references of templates."""

from collections.abc import Callable

from cfn_local.engine.template import TemplateError
from cfn_local.services import stored_values
from cfn_local.services.stored_values import StoredValueError
from cfn_local.services.stored_values import stored_parameter as stored_parameter


def resolver(account_id: str, region: str) -> Callable[[str, str], str]:
    """Resolver of dynamic references in one account and Region; it raises TemplateError for a missing value."""
    resolve = stored_values.resolver(account_id, region)

    def resolved(service: str, reference: str) -> str:
        try:
            return resolve(service, reference)
        except StoredValueError as error:
            raise TemplateError(str(error)) from error

    return resolved
