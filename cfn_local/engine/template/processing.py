"""The processed template: GetTemplate's view of a template whose modules are expanded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template.declarations import OutputDeclaration, ResourceDeclaration
from cfn_local.engine.template.expansion import Expansion


def processed(document: Mapping[str, Any], expansion: Expansion) -> str:
    """The document as JSON, with modules replaced by their contents."""
    sections = {
        "Mappings": expansion.mappings,
        "Conditions": expansion.conditions,
        "Resources": {name: _resource(one) for name, one in expansion.resources.items()},
        "Outputs": {name: _output(one) for name, one in expansion.outputs.items()},
    }
    return json.dumps({**document, **{name: members for name, members in sections.items() if members}}, indent=2)


def _resource(declared: ResourceDeclaration) -> dict[str, Any]:
    return _stated(
        {
            "Type": declared.type,
            "Condition": declared.condition,
            "DependsOn": list(declared.depends_on),
            "DeletionPolicy": declared.deletion_policy,
            "UpdateReplacePolicy": declared.update_replace_policy,
            "CreationPolicy": declared.creation_policy,
            "UpdatePolicy": declared.update_policy,
            "Metadata": declared.metadata,
            "Properties": declared.properties,
        }
    )


def _output(declared: OutputDeclaration) -> dict[str, Any]:
    return _stated(
        {
            "Description": declared.description,
            "Condition": declared.condition,
            "Value": declared.value,
            "Export": None if declared.export_name is None else {"Name": declared.export_name},
        }
    )


def _stated(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, [], {})}
