"""Macros of the account: transforms that a Lambda function carries out.

Source: "Perform custom processing on CloudFormation templates with template macros" in the user guide. The request,
the parameters evaluated, and the words of failures are as recorded on 2023-01-30.
"""

from __future__ import annotations

import uuid
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.transforms.application import Application


def invoke(application: Application) -> Any:
    """The fragment that the macro's function answers with."""
    account_id, name = application.inputs.pseudo.account_id, application.use.name
    transform_id = f"{account_id}::{name}"
    macro = application.account.macro(name)
    if macro is None:
        raise TemplateError(f"No transform named {transform_id} found.")
    request_id = str(uuid.uuid4())
    answer = macro(
        {
            "accountId": account_id,
            "fragment": application.fragment,
            "transformId": transform_id,
            "requestId": request_id,
            "region": application.inputs.pseudo.region,
            "params": dict(application.use.parameters),
            "templateParameterValues": dict(application.inputs.parameters),
        }
    )
    if not isinstance(answer, dict) or answer.get("requestId") != request_id or "status" not in answer:
        raise _malformed(transform_id)
    if str(answer["status"]).lower() != "success":
        raise _unsuccessful(transform_id, answer.get("errorMessage"))
    if "fragment" not in answer:
        raise _malformed(transform_id)
    return answer["fragment"]


def _malformed(transform_id: str) -> TemplateError:
    return TemplateError(f"Received malformed response from transform {transform_id}")


def _unsuccessful(transform_id: str, message: Any) -> TemplateError:
    if message is None:
        return TemplateError(f"Transform {transform_id} failed without an error message.")
    return TemplateError(f"Transform {transform_id} failed with: {message}")
