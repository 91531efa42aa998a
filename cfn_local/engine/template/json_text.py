"""JSON, without Python's extensions to it. Of a member that an object has twice, the last value counts."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.strictness import float_of, integer_of, judge, too_deep

_TEXT_OR_LAST_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.DOTALL)


def json_value(body: str) -> Any:
    """Parse the text. Raises TemplateError if it is invalid."""
    try:
        try:
            value = _parsed(body)
        except json.JSONDecodeError:
            value = _parsed(_without_last_commas(body))
    except json.JSONDecodeError as error:
        place = f"(line {error.lineno}, column {error.colno + 1})"  # AWS numbers columns differently
        raise TemplateError(f"Template format error: JSON not well-formed. {place}") from error
    except RecursionError as error:
        raise too_deep() from error
    judge(value)
    return value


def _parsed(body: str) -> Any:
    return json.loads(body, parse_constant=_no_constant, parse_int=integer_of, parse_float=float_of)


def _without_last_commas(body: str) -> str:
    """Replace commas after a last member, which CloudFormation accepts, with blanks, which keep the columns."""

    def kept(match: re.Match[str]) -> str:
        before = body[: match.start()].rstrip()[-1:]
        return " " if match[0] == "," and before not in ("", ",", "[", "{", ":") else match[0]

    return _TEXT_OR_LAST_COMMA.sub(kept, body)


def _no_constant(name: str) -> NoReturn:
    raise TemplateError(f"Template format error: JSON not well-formed: {name} is no JSON value")
