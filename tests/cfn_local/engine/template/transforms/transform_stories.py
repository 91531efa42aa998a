"""Templates with transforms, and an account that is a few values."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.template import (
    Inputs,
    PseudoParameters,
    Template,
    TemplateError,
    load_unprocessed,
    parameter_values,
    process,
)
from tests.cfn_local.engine.template.template_stories import PSEUDO

TOPIC = {"Type": "AWS::SNS::Topic"}
EXTENSIONS = "AWS::LanguageExtensions"
SERVERLESS = "AWS::Serverless-2016-10-31"

Answer = Callable[[Mapping[str, Any]], Any]


@dataclass
class Account:
    """Objects by their URI, macros by their name, and the requests that the macros got."""

    objects: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, Answer] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)

    def stored_text(self, bucket: str, key: str) -> str:
        uri = f"s3://{bucket}/{key}"
        if uri not in self.objects:
            raise TemplateError(f"S3 bucket [{bucket}] does not exist.")
        return self.objects[uri]

    def macro(self, name: str) -> Answer | None:
        def invoke(request: Mapping[str, Any]) -> Any:
            self.requests.append(dict(request))
            return self.macros[name](request)

        return invoke if name in self.macros else None

    def managed_policies(self) -> Mapping[str, str]:
        return self.policies


def returning(fragment: Any) -> Answer:
    """A macro that succeeds with this fragment, or with what this function makes of the fragment and the parameters."""

    def answer(request: Mapping[str, Any]) -> Any:
        made = fragment(request["fragment"], request["params"]) if callable(fragment) else fragment
        return {"requestId": request["requestId"], "status": "success", "fragment": made}

    return answer


def transformed(
    document: Mapping[str, Any] | str,
    account: Account | None = None,
    given: Mapping[str, str] | None = None,
    pseudo: PseudoParameters = PSEUDO,
) -> Template:
    """The template once its transforms have run, as JSON or as written."""
    template = load_unprocessed(document if isinstance(document, str) else json.dumps(document))
    values = parameter_values(template, given or {})
    hidden = frozenset(name for name, one in template.parameters.items() if one.no_echo)
    return process(template, Inputs(values, pseudo, hidden), account or Account())


def shown(document: Mapping[str, Any] | str, *arguments: Any, **named: Any) -> dict[str, Any]:
    """The processed template, as GetTemplate shows it."""
    found: dict[str, Any] = json.loads(transformed(document, *arguments, **named).processed_body)
    return found


def extended(**sections: Any) -> dict[str, Any]:
    """The sections of a template with AWS::LanguageExtensions."""
    return {"Transform": EXTENSIONS, "Resources": {"Topic": TOPIC, **sections.pop("Resources", {})}, **sections}


def parameter(value: Any) -> dict[str, Any]:
    return {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}}
