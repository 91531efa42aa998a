"""AWS::Serverless-2016-10-31, by AWS's own implementation: the package `aws-sam-translator`.

Applications of the AWS Serverless Application Repository are refused, since the package would ask AWS for them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from threading import Lock
from types import SimpleNamespace
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.transforms.application import Application

# The package keeps the Region of the template that it translates in a class.
_TRANSLATING = Lock()
# What it raises for templates that it does not expect.
_FAILURES_INSIDE = (AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def translate(application: Application) -> Any:
    """The template with its serverless resources translated."""
    _refuse_published_applications(application)
    # Imported here so that what needs no SAM does not wait for it.
    from samtranslator.metrics.metrics import DummyMetricsPublisher, Metrics
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    inputs, metrics = application.inputs, Metrics("ServerlessTransform", DummyMetricsPublisher())
    with _TRANSLATING:
        translator = Translator({}, Parser(), None, SimpleNamespace(region_name=inputs.pseudo.region), metrics)
        try:
            translated: dict[str, Any] = translator.translate(
                copy.deepcopy(application.fragment),
                {name: inputs.text(name) for name in inputs.parameters},
                get_managed_policy_map=lambda: dict(application.account.managed_policies()),
            )
        except InvalidDocumentException as error:
            reasons = " ".join([error.message, *(cause.message for cause in error.causes)])
            raise application.failure(reasons) from error
        except _FAILURES_INSIDE as error:
            raise TemplateError(f"Received malformed response from transform {application.use.name}") from error
        finally:
            metrics.publish()
    return translated


def _refuse_published_applications(application: Application) -> None:
    resources = application.fragment.get("Resources", {})
    published = [
        logical_id
        for logical_id, resource in (resources.items() if isinstance(resources, dict) else ())
        if isinstance(resource, dict)
        and resource.get("Type") == "AWS::Serverless::Application"
        and isinstance(_location(resource), Mapping)
    ]
    if published:
        raise application.failure(
            "The local CloudFormation does not have the AWS Serverless Application Repository, which "
            f"{', '.join(published)} of type AWS::Serverless::Application needs."
        )


def _location(resource: Mapping[str, Any]) -> Any:
    properties = resource.get("Properties")
    return properties.get("Location") if isinstance(properties, Mapping) else None
