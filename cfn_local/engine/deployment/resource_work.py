"""Create, import, update, replace and delete one resource of a stack, with its events and its hooks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event

from cfn_local.engine.deployment import group_updates, signals, user_data
from cfn_local.engine.deployment.creation_policies import expected, unsupported_update
from cfn_local.engine.deployment.failure import Failure
from cfn_local.engine.deployment.hook_context import hook_context
from cfn_local.engine.deployment.nested_stack import NestedStack
from cfn_local.engine.deployment.resolved import Wanted
from cfn_local.engine.deployment.signals import Signalled
from cfn_local.engine.deployment.stored_values import resolver
from cfn_local.engine.hooks import HooksFailed, ResourceTarget, run_hooks
from cfn_local.engine.stacks import stack_policy
from cfn_local.engine.stacks.stack import Rollback, Stack
from cfn_local.engine.stacks.stack_resource import Deployed, StackResource, left_behind
from cfn_local.engine.template import ResourceDeclaration, TemplateError, with_secrets
from cfn_local.engine.types import change
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.custom import CustomResource
from cfn_local.engine.types.custom.custom_type import is_custom
from cfn_local.engine.types.resource_type import (
    Desired,
    LiveResource,
    Operation,
    Properties,
    ResourceFailedError,
    ResourceType,
    WithSnapshots,
)
from cfn_local.engine.types.resource_types import UnknownResourceTypeError, changes_hands, type_of_existing
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import casting, tagging, validation
from cfn_local.services import emulated_wait

TAGS_ARE_APPLIED = "Apply stack-level tags to imported resource if applicable."
CREATES_A_NEW_ONE = "Requested update requires the creation of a new physical resource; hence creating one."
# Recorded of creations, with two spaces; of updates and deletions nothing is.
HOOKS_ARE_COMPLETE = "Hook invocations complete.  Resource creation initiated"
PROVIDER_CREATED_A_NEW_ONE = "Requested update required the provider to create a new physical resource"
NO_REPLACEMENT = "Replacement type updates not supported on stack with disable-rollback."
# The policy of a resource whose import is rolled back: it is not the stack's to delete.
RELEASE = "Release"


@dataclass(frozen=True)
class ResourceWork:
    """Operations on the resources of `stack`; every method returns the failure, if there is one.

    `cancelled` is set at the first failure, unless the operation preserves what succeeds. Hooks do not run during a
    rollback or cleanup.
    """

    stack: Stack
    with_hooks: bool = True
    cancelled: Event = field(default_factory=Event)
    preserves: bool = False

    def create(self, resource: StackResource, wanted: Wanted) -> Failure | None:
        resource.wants(wanted.desired, wanted.mark)
        self.stack.set_resource_status(resource, "CREATE_IN_PROGRESS")
        try:
            live = self._create(resource, wanted)
        except ResourceFailedError as failure:
            if failure.live is not None:
                resource.was_left_as(wanted.as_deployed(failure.live))
            return self._failed("create", resource, failure)
        resource.became(wanted.as_deployed(live))
        self.stack.set_resource_status(resource, "CREATE_COMPLETE")
        return None

    def take_over(self, resource: StackResource, wanted: Wanted, identifier: Properties) -> Failure | None:
        """Make an existing resource, as it is, one of the stack's, with the tags of the stack."""
        resource.wants(wanted.desired, wanted.mark)
        self.stack.set_resource_status(resource, "IMPORT_IN_PROGRESS", "Resource import started.")
        operation = self._operation(resource)
        try:
            told = self._checked(wanted)
            self._ask_hooks("CREATE", resource, wanted.desired, is_imported=True)
            live = wanted.type.read(operation, {**told.properties, **identifier})
        except ResourceFailedError as failure:
            return self._failed("import", resource, failure)
        resource.became(wanted.as_deployed(live))
        self.stack.set_resource_status(resource, "IMPORT_COMPLETE", "Resource import completed.")
        if not (tagging.tags_of(wanted.type.schema).taggable and "update" in wanted.type.schema.get("handlers", {})):
            return None
        self.stack.set_resource_status(resource, "UPDATE_IN_PROGRESS", TAGS_ARE_APPLIED)
        try:
            live = wanted.type.update(operation, live, Desired(told.properties), told)
        except ResourceFailedError as failure:
            return self._failed("update", resource, failure)
        resource.became(wanted.as_deployed(live))
        self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
        return None

    def update(self, resource: StackResource, wanted: Wanted) -> Failure | None:
        """Update in place where the schema allows it, else create a new physical resource beside the old one."""
        old = resource.deployed
        assert old is not None
        uncertain = resource.attempted
        changes = change.changes(wanted.type.schema, old.desired, wanted.desired)
        other_hands = changes_hands(old.live, wanted.type)
        is_nested = isinstance(old.live, NestedStack)  # its template may have changed at the same URL
        if not changes and uncertain is None and not other_hands and not is_nested:
            resource.became(wanted.as_deployed(old.live))
            if resource.status == "UPDATE_FAILED":  # it was returned to this state
                self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
            return None
        resource.wants(wanted.desired, wanted.mark)
        needs_a_new_one = other_hands or change.replacement(wanted.type.schema, changes) == "True"
        if needs_a_new_one or group_updates.replaces(wanted.declaration, old.desired, wanted.desired):
            return self._replace(resource, wanted, uncertain)
        self.stack.set_resource_status(resource, "UPDATE_IN_PROGRESS")
        try:
            if changes:
                self._require_policy(stack_policy.MODIFY, resource)
            self._checked(wanted)
            self._ask_hooks("UPDATE", resource, wanted.desired, old.desired)
            live = self._change(resource, wanted, old)
        except ResourceFailedError as failure:
            if failure.code == "NotUpdatable" and change.replacement(wanted.type.schema, changes) == "Conditional":
                return self._replace(resource, wanted, uncertain)
            if not failure.was_attempted:
                resource.wants_no_more(uncertain)
            elif self.preserves and not self.cancelled.is_set():
                return self.failed("update", resource, self._returned(resource, old, failure.reason))
            return self._failed("update", resource, failure)
        if isinstance(live, CustomResource) and live.physical_id != old.live.physical_id:
            self.stack.set_resource_status(resource, "UPDATE_IN_PROGRESS", PROVIDER_CREATED_A_NEW_ONE)
            self._rollback.replaces(left_behind(old, uncertain))
        resource.became(wanted.as_deployed(live))
        self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
        return None

    def put_back(self, resource: StackResource, before: Deployed) -> Failure | None:
        """Return a resource to what it was `before` the update that is being rolled back."""
        rollback = self._rollback
        assert resource.deployed is not None
        if resource.logical_id in rollback.replaced:
            policy = resource.declaration.update_replace_policy or "Delete"
            rollback.abandoned.append((left_behind(resource.deployed), policy))
            old = rollback.replaced.pop(resource.logical_id)
            assert old.deployed is not None
            resource.is_again(old.deployed)
            resource.wants_no_more(old.attempted)
            if old.deployed.desired == before.desired and old.attempted is None:
                resource.is_again(before)
                self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
                return None
        assert resource.deployed is not None
        is_as_before = resource.deployed.desired == before.desired and resource.attempted is None
        if isinstance(before.live, NestedStack) and before.live.is_to_be_cleaned_up:
            is_as_before = False
        if is_as_before:
            resource.is_again(before)
            if resource.status == "UPDATE_FAILED":  # before its handler was invoked
                self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
            return None
        wanted = resource.attempted or resource.deployed.desired
        self.stack.set_resource_status(resource, "UPDATE_IN_PROGRESS")
        try:
            found = Wanted(before.declaration, self._type(resource.deployed), before.desired, before.depends_on)
            live = self._change(resource, found, replace(resource.deployed, desired=wanted))
        except ResourceFailedError as failure:
            return self._failed("update", resource, failure)
        resource.is_again(replace(before, live=live))
        self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
        return None

    def discard(self, resource: StackResource) -> Failure | None:
        """Delete what a failed creation has left, before the resource is created again."""
        return replace(self, with_hooks=False).delete(resource, self.stack.policy_of_a_creation(resource))

    def delete(self, resource: StackResource, policy: str = "Delete") -> Failure | None:
        """Delete or, if `policy` (a DeletionPolicy, an UpdateReplacePolicy or RELEASE) says so, forget the resource.

        The policy Snapshot takes a snapshot before the deletion.
        """
        deployed = resource.deployed
        if deployed is None:
            return None
        if policy == RELEASE:
            self.stack.set_resource_status(resource, "IMPORT_ROLLBACK_IN_PROGRESS")
            self.stack.set_resource_status(resource, "IMPORT_ROLLBACK_COMPLETE")
            resource.is_gone()
            return None
        if policy == "Retain":
            self.stack.set_resource_status(resource, "DELETE_SKIPPED")
            resource.is_gone()
            return None
        self.stack.set_resource_status(resource, "DELETE_IN_PROGRESS")
        try:
            found = self._type(deployed)
            self._ask_hooks("DELETE", resource, deployed.desired)
            if policy == "Snapshot" and isinstance(found, WithSnapshots):
                found.snapshot(self._operation(resource), deployed.live)
            last = self._last_told(deployed.declaration.type, deployed.desired)
            found.delete(self._operation(resource), deployed.live, last)
        except ResourceFailedError as failure:
            return self._failed("delete", resource, failure)
        self.stack.set_resource_status(resource, "DELETE_COMPLETE")
        resource.is_gone()
        return None

    def _create(self, resource: StackResource, wanted: Wanted, verb: str = "CREATE") -> LiveResource:
        """Create a physical resource; beside an old one this is part of an UPDATE."""
        told = self._checked(wanted)
        self._ask_hooks(verb, resource, wanted.desired, resource.deployed.desired if resource.deployed else None)

        def initiated(live: LiveResource) -> None:
            resource.is_named(live)
            self.stack.set_resource_status(resource, f"{verb}_IN_PROGRESS", "Resource creation Initiated")

        live = wanted.type.create(self._operation(resource, initiated, wanted.attributes_needed), told)
        self._await_signals(resource, wanted.declaration, live, verb)
        return live

    def _await_signals(
        self, resource: StackResource, declaration: ResourceDeclaration, live: LiveResource, verb: str
    ) -> None:
        """Have new instances signal what their UserData signals, and wait for the signals of a CreationPolicy."""
        signalled = Signalled(self.stack, resource, verb, self.cancelled)
        instances = user_data.instances_of(declaration.type, live.physical_id, self._api)
        signals.booted(signalled, instances)
        awaited = expected(declaration)
        if awaited is not None:
            signalled.wait(awaited, signals.senders(self.stack, declaration, instances), live)

    def _change(self, resource: StackResource, wanted: Wanted, old: Deployed) -> LiveResource:
        """Change a physical resource in place, in the way that its UpdatePolicy asks for."""
        before, after, declaration = old.desired, wanted.desired, wanted.declaration
        names = before.properties.keys() | after.properties.keys()
        changed = {name for name in names if before.properties.get(name) != after.properties.get(name)}
        if policy := unsupported_update(declaration, changed):
            reason = f"The local CloudFormation does not have UpdatePolicy {policy} of {declaration.type}."
            raise ResourceFailedError(reason, was_attempted=False)
        obsolete = user_data.instances_of(declaration.type, old.live.physical_id, self._api)
        sized = group_updates.with_sizes_left_alone(declaration, old.live, before, after, self._api)
        last, told = self._last_told(declaration.type, before), self._told(declaration.type, sized)
        live = wanted.type.update(self._operation(resource), old.live, last, told)
        resource.changed(live)  # what follows may fail, and is then put back from here
        signalled = Signalled(self.stack, resource, "UPDATE", self.cancelled)
        group_updates.roll(signalled, declaration, live, (before, after), obsolete)
        return live

    def _require_policy(self, action: str, resource: StackResource) -> None:
        """Raise ResourceFailedError if the policy of the stack denies the action."""
        denied = self.stack.denial(action, resource)
        if denied:
            raise ResourceFailedError(denied, was_attempted=False)

    def _returned(self, resource: StackResource, old: Deployed, reason: str) -> str:
        """Return a resource to its state before the update that has failed; the reason, and why that fails too."""
        now, wanted = resource.deployed, resource.attempted
        assert now is not None and wanted is not None
        if isinstance(now.live, NestedStack):  # rolls itself back
            return reason
        try:
            found = Wanted(old.declaration, self._type(old), old.desired, old.depends_on)
            live = self._change(resource, found, replace(now, desired=wanted))
        except ResourceFailedError as failure:
            return f"{reason} It could not be returned to its last state: {failure.reason}"
        resource.is_again(replace(old, live=live))
        return reason

    @property
    def _api(self) -> LocalApi:
        return LocalApi(self.stack.account_id, self.stack.region)

    def _replace(self, resource: StackResource, wanted: Wanted, uncertain: Desired | None) -> Failure | None:
        """Create a new physical resource beside the old one, which has its last state or the `uncertain` one."""
        old, rollback = resource.deployed, self._rollback
        assert old is not None
        self.stack.set_resource_status(resource, "UPDATE_IN_PROGRESS", CREATES_A_NEW_ONE)
        try:
            self._require_policy(stack_policy.REPLACE, resource)
            if self.preserves:
                raise ResourceFailedError(NO_REPLACEMENT, was_attempted=False)
            if not changes_hands(old.live, wanted.type):
                change.refuse_the_same_name(wanted.type.schema, old.desired, wanted.desired)
            live = self._create(resource, wanted, "UPDATE")
        except ResourceFailedError as failure:
            if failure.live is not None:
                rollback.abandoned.append((left_behind(wanted.as_deployed(failure.live)), "Delete"))
            resource.is_again(old)
            resource.wants_no_more(uncertain)
            return self._failed("update", resource, failure)
        rollback.replaces(left_behind(old, uncertain))
        resource.became(wanted.as_deployed(live))
        self.stack.set_resource_status(resource, "UPDATE_COMPLETE")
        return None

    @property
    def _rollback(self) -> Rollback:
        """The state to which the update in progress can be rolled back."""
        assert self.stack.rollback is not None
        return self.stack.rollback

    def _told(self, type_name: str, desired: Desired) -> Desired:
        """The desired state as the type gets it: with referenced secrets resolved, but not for custom resources."""
        if is_custom(type_name):
            return desired
        secrets = resolver(self.stack.account_id, self.stack.region)
        try:
            return replace(desired, properties=with_secrets(desired.properties, secrets))
        except TemplateError as error:
            raise ResourceFailedError(str(error), was_attempted=False) from error

    def _last_told(self, type_name: str, desired: Desired) -> Desired:
        """The previous state as the type got it; a reference to a deleted secret stays a reference."""
        try:
            return self._told(type_name, desired)
        except ResourceFailedError:
            return desired

    def _type(self, deployed: Deployed) -> ResourceType:
        name = deployed.declaration.type
        try:
            return type_of_existing(deployed.live, name, self.stack.account_id, self.stack.region)
        except UnknownResourceTypeError as error:
            reason = f"The resource type {error} is not registered any more."
            raise ResourceFailedError(reason, was_attempted=False) from error

    def _checked(self, wanted: Wanted) -> Desired:
        """The desired state as the type gets it, if it is valid."""
        told = self._told(wanted.declaration.type, wanted.desired)
        problems = validation.problems(told.properties, wanted.type.schema)
        if problems:
            message = validation.message(wanted.declaration.logical_id, problems)
            raise ResourceFailedError(message, was_attempted=False)
        unsupported = wanted.type.unsupported(wanted.desired.properties)
        if unsupported:
            reason = f"The local CloudFormation does not have {', '.join(unsupported)} of {wanted.type.name}."
            raise ResourceFailedError(reason, was_attempted=False)
        return told

    def _ask_hooks(
        self,
        operation: str,
        resource: StackResource,
        desired: Desired,
        previous: Desired | None = None,
        *,
        is_imported: bool = False,
    ) -> None:
        if not self.with_hooks:
            return
        stack = self.stack
        target = ResourceTarget(
            operation=operation,
            stack=hook_context(stack),
            type_name=resource.type_name,
            logical_id=resource.logical_id,
            physical_id=resource.physical_id,
            properties=casting.as_passed(desired.properties),
            previous_properties=casting.as_passed(previous.properties) if previous else None,
            is_imported=is_imported,
        )
        try:
            judgements = run_hooks(
                registry_of(stack.account_id, stack.region),
                target,
                lambda event: stack.add_hook_event(resource, resource.status, event),
                emulated_wait.wait,
            )
        except HooksFailed as failed:
            raise ResourceFailedError(str(failed), was_attempted=False) from failed
        if judgements and resource.status == "CREATE_IN_PROGRESS":
            stack.set_resource_status(resource, resource.status, HOOKS_ARE_COMPLETE)

    def _operation(
        self,
        resource: StackResource,
        initiated: Callable[[LiveResource], None] = lambda _live: None,
        attributes_needed: bool = True,
    ) -> Operation:
        return replace(
            self.stack.operation_on(resource.logical_id),
            cancelled=self.cancelled,
            initiated=initiated,
            attributes_needed=attributes_needed,
            signals=self.stack.signal_mode,
            told=lambda reason: self.stack.set_resource_status(resource, resource.status, reason),
        )

    def _failed(self, verb: str, resource: StackResource, failure: ResourceFailedError) -> Failure:
        return self.failed(verb, resource, failure.reason)

    def failed(self, verb: str, resource: StackResource, reason: str) -> Failure:
        """End the operation `verb` on a resource with the reason for which it has failed."""
        if verb != "delete" and not self.preserves:
            self.cancelled.set()
        self.stack.set_resource_status(resource, f"{verb.upper()}_FAILED", reason)
        return Failure(verb, resource.logical_id, reason)
