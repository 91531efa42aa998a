"""Judgement of a template by hooks, with the present registry and stacks of an account and Region."""

import uuid
from collections.abc import Mapping
from typing import Any

from cfn_local import partitions
from cfn_local.engine.deployment import transforming
from cfn_local.engine.hooks import StackContext
from cfn_local.engine.hooks.selection import UnsupportedHookError
from cfn_local.engine.hooks.template_judgement import judge_template
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import PseudoParameters, Scope
from cfn_local.registry.type_versions import registry_of
from cfn_local.services.zones import zone_names


def stack_to_be(account_id: str, region: str, name: str) -> StackContext:
    """A stack that does not exist yet, with a well-formed id."""
    stack_id = partitions.arn("cloudformation", region, account_id, f"stack/{name}/{uuid.UUID(int=0)}")
    return StackContext(stack_id, name, account_id, region)


def check(body: str, given: Mapping[str, str], stack: StackContext) -> list[dict[str, Any]]:
    """One document for each resource that the template would create. ValueError if the template is invalid."""
    registry = registry_of(stack.account_id, stack.region)
    exported = stack_account(stack.account_id, stack.region).exported
    partition = partitions.partition_of(stack.region)
    pseudo = PseudoParameters(
        account_id=stack.account_id,
        partition=partition.id,
        region=stack.region,
        stack_id=stack.stack_id,
        stack_name=stack.stack_name,
        url_suffix=partition.dns_suffix,
    )
    template, values = transforming.loaded(body, given, pseudo)
    scope = Scope(template, values, pseudo, exports=exported, zones=zone_names)
    try:
        return [judgement.as_document() for judgement in judge_template(registry, scope, stack)]
    except UnsupportedHookError as error:
        raise ValueError(str(error)) from error
