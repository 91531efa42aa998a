"""Templates as tests write them, and what their values come to."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cfn_local.engine.template import PseudoParameters, Scope, Template, TemplateError, load, parameter_values

PSEUDO = PseudoParameters(
    account_id="123456789012",
    partition="aws",
    region="eu-west-1",
    stack_id="arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/1",
    stack_name="shop",
    url_suffix="amazonaws.com",
    notification_arns=("arn:aws:sns:eu-west-1:123456789012:news",),
)
PARAMETERS = {
    "Name": {"Type": "String", "Default": "ann"},
    "Names": {"Type": "CommaDelimitedList", "Default": "ann, bob,cy"},
    "Size": {"Type": "Number", "Default": "3"},
}


class Existing:
    """Resources that exist: `Queue-id`, and attributes such as `Queue's Arn`."""

    def ref(self, logical_id: str) -> str:
        return f"{logical_id}-id"

    def attribute(self, logical_id: str, name: str) -> str:
        return f"{logical_id}'s {name}"


def template(**sections: Any) -> Template:
    """The template with these sections, with parameters Name, Names and Size, and a resource Topic beside its own."""
    return load(json.dumps(document(**sections)))


def document(**sections: Any) -> dict[str, Any]:
    resources = {"Topic": {"Type": "AWS::SNS::Topic"}, **sections.pop("Resources", {})}
    return {"Parameters": PARAMETERS | sections.pop("Parameters", {}), "Resources": resources, **sections}


def expanded(fragments: Mapping[str, Any], **sections: Any) -> Template:
    """The same template, where modules of these types are registered, such as `Shop::Orders::Queue::MODULE`."""
    return load(json.dumps(document(**sections)), fragments.get)


def scope(loaded: Template, given: Mapping[str, str] | None = None, resources: Any = None, **world: Any) -> Scope:
    return Scope(loaded, parameter_values(loaded, given or {}), PSEUDO, resources or Existing(), **world)


def queue(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "Properties": properties}


def value(expression: Any, resources: Any = None, given: Mapping[str, str] | None = None, **sections: Any) -> Any:
    """What the expression comes to as a property; None when it is left out."""
    world = {name: sections.pop(name) for name in ("exports", "zones", "resolver") if name in sections}
    loaded = template(**sections, Resources={"Queue": queue(Value=expression), **sections.pop("Resources", {})})
    return scope(loaded, given, resources, **world).properties("Queue").get("Value")


def refusal(act: Callable[..., Any], *arguments: Any, **named: Any) -> str:
    """The message of the TemplateError that the call raises."""
    with pytest.raises(TemplateError) as caught:
        act(*arguments, **named)
    return str(caught.value)
