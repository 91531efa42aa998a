"""Operations on stacks whose templates have transforms, which run once the operation has begun (recorded)."""

from collections.abc import Callable
from dataclasses import dataclass

from moto.core.exceptions import ServiceException

from cfn_local.engine.actions.errors import InvalidRequest, NotSupportedHere
from cfn_local.engine.actions.resolving import resolved
from cfn_local.engine.actions.stack_settings import judge
from cfn_local.engine.deployment import creation, early_validation, operation_thread, transforming, update
from cfn_local.engine.deployment.convergence import NO_IMPORTS
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import TemplateError


@dataclass(frozen=True)
class Unprocessed:
    """Settings whose template has transforms that have not run, and the types that the request allows.

    What they make is checked before deployment where it `is_validated`.
    """

    stack: Stack
    settings: Settings
    allowed_types: list[str]
    is_validated: bool = False

    def resolved(self, require: Callable[[Stack, Settings], None]) -> Resolved:
        """Run the transforms and resolve the result. Raises the API's error if that fails, or if `require` does."""
        try:
            settings = transforming.processed(self.stack, self.settings)
        except TemplateError as error:
            raise InvalidRequest(str(error)) from error
        judge(settings, self.allowed_types)
        require(self.stack, settings)
        return resolved(self.stack, settings)

    def begin_creation(self, client_request_token: str | None) -> None:
        """Start to create the stack. The caller holds the lock of its account."""
        self.stack.begin("CREATE_STACK", "CREATE_IN_PROGRESS", client_request_token)
        operation_thread.start(self.stack, self._create, "CREATE_FAILED")

    def begin_update(self, require: Callable[[Stack, Settings], None], client_request_token: str | None) -> None:
        """Start to update the stack. The caller holds the lock of its account."""
        for change_set in self.stack.change_sets.values():
            change_set.is_overtaken()
        self.stack.begin("UPDATE_STACK", "UPDATE_IN_PROGRESS", client_request_token)
        operation_thread.start(self.stack, lambda: self._update(require), "UPDATE_ROLLBACK_FAILED")

    def _create(self) -> None:
        stack = self.stack
        try:
            found = self.resolved(_nothing_more)
        except ServiceException as error:
            # AWS adds a full stop whatever its message ends with (recorded).
            is_ours = isinstance(error, NotSupportedHere) and str(error.message).endswith(".")
            creation.fail(stack, str(error.message) if is_ours else f"{error.message}.")
            return
        with stack_account(stack.account_id, stack.region).lock:
            stack.settings = found.settings
            stack.imports = frozenset(found.scope.imports())
        checks = self._failed_checks(found)
        if checks:
            creation.refuse(stack, checks)
        else:
            creation.create(found, NO_IMPORTS)

    def _update(self, require: Callable[[Stack, Settings], None]) -> None:
        stack = self.stack
        try:
            found = self.resolved(require)
        except ServiceException as error:
            update.refuse(stack, str(error.message))
            return
        checks = self._failed_checks(found)
        if checks:
            update.refuse_checked(stack, checks)
            return
        with stack_account(stack.account_id, stack.region).lock:
            imports = stack.imports
            stack.imports |= frozenset(found.scope.imports())
        update.update(found, imports, NO_IMPORTS)

    def _failed_checks(self, found: Resolved) -> list[FailedCheck]:
        return early_validation.failed(found) if self.is_validated else []


def _nothing_more(_stack: Stack, _settings: Settings) -> None: ...
