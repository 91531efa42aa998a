"""The check of a template with the present registry, stacks and Parameter Store of an account and Region."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cfn_local import partitions
from cfn_local.engine.checking import assumed_values, dangling, unreadable
from cfn_local.engine.checking.guard_rules import with_rules
from cfn_local.engine.checking.report import Report
from cfn_local.engine.deployment import obstacles, outputs, transforming
from cfn_local.engine.deployment.hook_context import hook_context
from cfn_local.engine.deployment.obstacles import Obstacle, ObstacleKind
from cfn_local.engine.deployment.resolved import Resolved, resolve
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.hooks.template_judgement import judge_template
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import STACK_TYPE, Stack
from cfn_local.engine.template import (
    Template,
    TemplateError,
    UnresolvedReferencesError,
    is_itself_unknown,
    load_unprocessed,
    parameter_texts,
    parameter_values,
)
from cfn_local.registry import schemas
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import attributes, validation

_OF_VALUES = frozenset({ObstacleKind.TEMPLATE, ObstacleKind.TRANSFORM, ObstacleKind.SCHEMA})
_MADE_UP = "Values were made up: state them with --parameters NAME=VALUE."
_OF_STORE = "AWS::SSM::Parameter::Value<"


@dataclass(frozen=True)
class TemplateCheck:
    """A template with the values given for its parameters, in an account and Region, as a stack with this name.

    `guard_rules` are evaluated as a Guard Hook in FAIL mode would: the texts of files by their paths.
    """

    body: str
    given: Mapping[str, str]
    account_id: str
    region: str
    stack_name: str
    guard_rules: Mapping[str, str] = field(default_factory=dict)

    def report(self) -> Report:
        """Everything that stands in the way, all at once."""
        try:
            template = load_unprocessed(self.body, registry_of(self.account_id, self.region).fragment)
        except UnresolvedReferencesError as error:
            return self._with_unresolved(error)
        except TemplateError as error:
            return self._only(ObstacleKind.TEMPLATE, error)
        given = {name: value for name, value in self.given.items() if name in template.parameters}
        assumed = assumed_values.assumed(template, given, self.region)
        try:
            stack, stored = self._stack(template, {**given, **assumed})
        except TemplateError as error:
            remedy = "State its value with --parameters NAME=VALUE." if assumed else ""
            return self._only(ObstacleKind.PARAMETER, error, remedy)
        report = self._of_stack(stack)
        if assumed or stored:
            report = replace(report, obstacles=tuple(map(_perhaps_made_up, report.obstacles)))
        unknown = tuple(name for name in self.given if name not in given)
        return replace(report, assumed=(*assumed, *stored), unknown=unknown)

    def _with_unresolved(self, error: UnresolvedReferencesError) -> Report:
        """The unresolved references, each with its place, and all that stands in the way besides."""
        found = dangling.references(self.body, error.names)
        body = dangling.resolved(self.body, error.names)
        if body is None or not found:
            return self._only(ObstacleKind.TEMPLATE, error)
        rest = replace(self, body=body).report()
        others = [one for one in rest.obstacles if not dangling.concerns(one, error.names)]
        return replace(rest, obstacles=(*found, *others), hooks=())

    def _of_stack(self, stack: Stack) -> Report:
        settings = stack.settings
        if settings.template.unprocessed is not None:
            try:
                settings = transforming.processed(stack, settings)
            except TemplateError as error:
                return self._only(ObstacleKind.TRANSFORM, error, _remedy_of_transform(str(error)))
        try:
            resolved = resolve(stack, settings)
            resolved.scope.over(expecting_exports=False).check()
            found = [*_exports(resolved), *obstacles.find(resolved), *_properties(resolved), *_attributes(resolved)]
            found += _local_files(resolved)
        except TemplateError as error:
            return self._only(ObstacleKind.TEMPLATE, error)
        return Report(tuple(found), self._hooks(resolved))

    def _only(self, kind: ObstacleKind, error: TemplateError, remedy: str = "") -> Report:
        missing = unreadable.missing_types(self.body, self.account_id, self.region)
        return Report((Obstacle(kind, str(error), remedy=remedy), *missing))

    def _stack(self, template: Template, texts: Mapping[str, str]) -> tuple[Stack, list[str]]:
        """A stack that does not exist yet, with a well-formed ID, and the parameters missing in Parameter Store."""
        stored: list[str] = []
        types = {
            text: one.type
            for name, one in template.parameters.items()
            if one.type.startswith(_OF_STORE) and (text := texts.get(name, one.default)) is not None
        }

        def lookup(name: str) -> str:
            found = stored_parameter(self.account_id, self.region, name)
            if found is None:
                stored.append(name)
                return assumed_values.text_of_stored(types.get(name, ""), self.region)
            return found

        settings = Settings(
            template=template,
            parameters=parameter_values(template, texts, lookup=lookup),
            parameter_texts=parameter_texts(template, texts, {}, ()),
        )
        resource = f"stack/{self.stack_name}/{uuid.UUID(int=0)}"
        stack_id = partitions.arn("cloudformation", self.region, self.account_id, resource)
        return Stack(stack_id, self.stack_name, self.account_id, self.region, settings), stored

    def _hooks(self, resolved: Resolved) -> tuple[Mapping[str, Any], ...]:
        registry = with_rules(registry_of(self.account_id, self.region), self.guard_rules)
        scope = resolved.scope.over(expecting_exports=False)
        found = judge_template(registry, scope, hook_context(resolved.stack))
        return tuple(judgement.as_document() for judgement in found)


def _perhaps_made_up(obstacle: Obstacle) -> Obstacle:
    """The obstacle, which may be due to a value that was made up."""
    if obstacle.kind not in _OF_VALUES or (obstacle.remedy and obstacle.kind is not ObstacleKind.SCHEMA):
        return obstacle
    return replace(obstacle, remedy=f"{obstacle.remedy} {_MADE_UP}".strip())


def _properties(resolved: Resolved) -> Iterator[Obstacle]:
    """The properties that their schema refuses, of types that are missing here too."""
    stack, now = resolved.stack, resolved.scope.over(expecting_exports=False)
    for logical_id in resolved.dependencies:
        type_name = resolved.settings.template.resources[logical_id].type
        found = resolved.types.get(type_name)
        schema = found.schema if found else schemas.schema_of(type_name, stack.account_id, stack.region)
        if schema is None:
            continue
        for problem, remedy in validation.advised_problems(now.properties(logical_id), schema, is_itself_unknown):
            yield Obstacle(ObstacleKind.SCHEMA, problem, (logical_id,), remedy=remedy)


def _remedy_of_transform(reason: str) -> str:
    """A macro lives in the account that the check asks."""
    if not reason.startswith("No transform named "):
        return ""
    return "Deploy the stack with its AWS::CloudFormation::Macro first, and check in the same `cfn-local up` or exec."


def _local_files(resolved: Resolved) -> Iterator[Obstacle]:
    """Nested stacks whose templates are files of this machine, as they are before `aws cloudformation package`."""
    now = resolved.scope.over(expecting_exports=False)
    for logical_id in resolved.dependencies:
        if resolved.settings.template.resources[logical_id].type != STACK_TYPE:
            continue
        url = now.properties(logical_id).get("TemplateURL")
        if isinstance(url, str) and "://" not in url:
            yield Obstacle(
                ObstacleKind.TEMPLATE,
                f"TemplateURL is no URL: {url}",
                (logical_id,),
                remedy="Run `aws cloudformation package` first, and check what it writes.",
            )


def _exports(resolved: Resolved) -> Iterator[Obstacle]:
    for name in resolved.scope.over(expecting_exports=False).unknown_exports():
        yield Obstacle(ObstacleKind.EXPORT, name, remedy="Deploy the stack that exports it first.")


def _attributes(resolved: Resolved) -> Iterator[Obstacle]:
    """The attributes that outputs and properties name and no resource has."""
    for key, target, attribute in resolved.scope.attributes_in_outputs():
        if outputs.is_lacking(resolved, target, attribute):
            reason = outputs.lacking_in_output(resolved, key, target, attribute)
            yield Obstacle(ObstacleKind.TEMPLATE, reason, (target,), remedy=_remedy_of_attribute(resolved, target))
    for logical_id, target, attribute in resolved.scope.attributes_in_resources():
        if outputs.is_lacking(resolved, target, attribute):
            reason = f"Template error: resource {target} does not support attribute type {attribute} in Fn::GetAtt"
            remedy = _remedy_of_attribute(resolved, target)
            yield Obstacle(ObstacleKind.TEMPLATE, reason, (logical_id,), remedy=remedy)


def _remedy_of_attribute(resolved: Resolved, logical_id: str) -> str:
    found = resolved.type_of(logical_id)
    names = attributes.attribute_names(found.schema)
    return f"{found.name} has {', '.join(names)}." if names else f"{found.name} has no attributes; Ref names it."
