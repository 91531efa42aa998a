"""The table of forms: what identifiers, names and attributes of a type look like."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from cfn_local.engine.types.stand_in.conventions import service_of
from cfn_local.registry import iam_arns

REF = "Ref"
_VARIABLE = re.compile(r"\$\{(\w+)\}")


def forms_of(type_name: str) -> dict[str, str]:
    """The forms of the type's properties by dotted name; `Ref` where Ref is not the primary identifier."""
    return _table().get(type_name, {})


def arn_form(type_name: str, schema: dict[str, Any], name_form: str) -> str:
    """The form of the type's own ARN, after IAM where it documents one; `name_form` ends it."""
    permissions = schema.get("handlers", {}).get("create", {}).get("permissions", ())
    found = iam_arns.arn_format(type_name, tuple(permissions))
    if found is None:
        kind = iam_arns.words(type_name.rpartition("::")[2])
        return f"arn:{{partition}}:{service_of(type_name)}:{{region}}:{{account}}:{kind}/{name_form}"
    *parents, last = _VARIABLE.sub(_token, found).split(".*")
    return "{lower12}".join(parents) + name_form + last if parents else last


def _token(variable: re.Match[str]) -> str:
    """The token for a variable of IAM's, such as ${Region} or ${VpcOwnerAccount}."""
    tokens = ("partition", "region", "account")
    return next((f"{{{token}}}" for token in tokens if token in variable[1].lower()), "{lower12}")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("forms.toml").read_text())
