"""AWS::Include: insert a snippet of a template that is stored in S3.

Source: "AWS::Include transform" in the template reference. A snippet takes no short forms of YAML. What CloudFormation
does with a member that both the template and the snippet have is not known; here the snippet's counts.
"""

from __future__ import annotations

import re
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.json_text import json_value
from cfn_local.engine.template.transforms.application import Application
from cfn_local.engine.template.yaml_text import has_short_forms, yaml_value

_LOCATION = re.compile(r"s3://([^/]+)/(.+)", re.DOTALL)
_NOT_A_SNIPPET = "The specified S3 object's content should be valid Yaml/JSON."


def include(application: Application) -> Any:
    """The fragment with the members of the snippet; the snippet itself if nothing stands beside it."""
    location = _LOCATION.fullmatch(str(application.use.parameters.get("Location", "")))
    if location is None:
        raise application.failure("The location parameter is not a valid S3 uri.")
    try:
        text = application.account.stored_text(*location.groups())
    except TemplateError as error:
        raise application.failure(str(error)) from error
    try:
        snippet = _read(text)
    except TemplateError as error:
        raise application.failure(_NOT_A_SNIPPET) from error
    if application.fragment and not isinstance(snippet, dict):
        raise application.failure(_NOT_A_SNIPPET)
    return _merged(application.fragment, snippet, into_sections=not application.is_embedded)


def _read(text: str) -> dict[str, Any] | list[Any]:
    if text.lstrip()[:1] in ("{", "["):
        snippet = json_value(text)
    elif has_short_forms(text):
        raise TemplateError("a snippet takes no short forms")
    else:
        snippet = yaml_value(text)
    if not isinstance(snippet, dict | list):
        raise TemplateError("a snippet is an object or a list")
    return snippet


def _merged(fragment: Any, snippet: Any, *, into_sections: bool) -> Any:
    if not fragment:
        return snippet
    merged = {**fragment, **snippet}
    if into_sections:
        for name in fragment.keys() & snippet.keys():
            if isinstance(fragment[name], dict) and isinstance(snippet[name], dict):
                merged[name] = {**fragment[name], **snippet[name]}
    return merged
