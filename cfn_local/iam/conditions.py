"""The Condition element of IAM policies.

Sources: the IAM User Guide, "Condition operators", "Multiple keys or values", "Set operators for multivalued context
keys". Without a set operator, a key with several values matches if any of them does (inferred).
"""

import base64
import binascii
import ipaddress
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cfn_local.iam.context import Context
from cfn_local.iam.patterns import MissingVariableError, Values, matches_arn, matches_text
from cfn_local.iam.truth import FALSE, TRUE, Truth, both, either, truth, unknown

Compare = Callable[[str, str, Values | None], bool]
_IF_EXISTS, _FOR_ALL, _FOR_ANY = "IfExists", "ForAllValues:", "ForAnyValue:"


def judge(condition: Mapping[str, Any], context: Context, *, has_variables: bool) -> Truth:
    """Return whether every operator holds for every one of its keys."""
    values = context.get if has_variables else None
    return both(
        _judge(operator, key, as_list(wanted), context, values)
        for operator, keys in condition.items()
        for key, wanted in keys.items()
    )


def as_list(value: Any) -> list[Any]:
    """Return the values of an element that may be a single one."""
    return list(value) if isinstance(value, list | tuple) else [value]


def _judge(written: str, key: str, wanted: list[Any], context: Context, values: Values | None) -> Truth:
    prefix = next((one for one in (_FOR_ALL, _FOR_ANY) if written.startswith(one)), "")
    name = written.removeprefix(prefix)
    may_be_absent = name.endswith(_IF_EXISTS)
    operator = _OPERATORS.get(name.removesuffix(_IF_EXISTS))
    if not context.knows(key):
        return unknown(key)
    given = context.get(key)
    if name == "Null":
        return either(truth((given is None) is (_text(one) == "true")) for one in wanted)
    if operator is None:
        return unknown(written)
    if given is None and may_be_absent:
        return TRUE
    texts = [_text(one) for one in wanted]
    if not given:
        return truth(prefix == _FOR_ALL or (operator.is_negated and not prefix))
    each = [operator.judge(one, texts, values, key) for one in given]
    if prefix == _FOR_ALL:
        return both(each)
    if prefix == _FOR_ANY or not operator.is_negated:
        return either(each)
    return both(each)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class _Operator:
    compare: Compare
    is_negated: bool = False

    def judge(self, given: str, wanted: Iterable[str], values: Values | None, key: str) -> Truth:
        """Return whether one value of the request matches one of the policy; if negated, none of them."""
        found = either(self._compared(one, given, values, key) for one in wanted)
        return ~found if self.is_negated else found

    def _compared(self, wanted: str, given: str, values: Values | None, key: str) -> Truth:
        try:
            return truth(self.compare(wanted, given, values))
        except MissingVariableError:
            return FALSE
        except ValueError:
            return unknown(f"{key}: {wanted}")


def _equals(wanted: str, given: str, values: Values | None) -> bool:
    return matches_text(wanted, given, values, has_wildcards=False)


def _equals_ignoring_case(wanted: str, given: str, values: Values | None) -> bool:
    lowered = None if values is None else _lowered(values)
    return matches_text(wanted.lower(), given.lower(), lowered, has_wildcards=False)


def _lowered(values: Values) -> Values:
    def lookup(key: str) -> tuple[str, ...] | None:
        found = values(key)
        return None if found is None else tuple(one.lower() for one in found)

    return lookup


def _binary_equals(wanted: str, given: str, _values: Values | None) -> bool:
    try:
        return base64.b64decode(wanted, validate=True) == base64.b64decode(given, validate=True)
    except binascii.Error as error:
        raise ValueError(wanted) from error


def _within(wanted: str, given: str, _values: Values | None) -> bool:
    return ipaddress.ip_address(given) in ipaddress.ip_network(wanted, strict=False)


def _numbers(compare: Callable[[float, float], bool]) -> Compare:
    return lambda wanted, given, _values: compare(float(given), float(wanted))


def _dates(compare: Callable[[float, float], bool]) -> Compare:
    return lambda wanted, given, _values: compare(_seconds(given), _seconds(wanted))


def _seconds(text: str) -> float:
    """Return the time in seconds: of ISO 8601, or as it is."""
    try:
        return float(text)
    except ValueError:
        parsed = datetime.fromisoformat(text)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()


_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "LessThan": lambda given, wanted: given < wanted,
    "LessThanEquals": lambda given, wanted: given <= wanted,
    "GreaterThan": lambda given, wanted: given > wanted,
    "GreaterThanEquals": lambda given, wanted: given >= wanted,
}


def _equality(given: float, wanted: float) -> bool:
    return given == wanted


_OPERATORS: Mapping[str, _Operator] = {
    "StringEquals": _Operator(_equals),
    "StringNotEquals": _Operator(_equals, is_negated=True),
    "StringEqualsIgnoreCase": _Operator(_equals_ignoring_case),
    "StringNotEqualsIgnoreCase": _Operator(_equals_ignoring_case, is_negated=True),
    "StringLike": _Operator(matches_text),
    "StringNotLike": _Operator(matches_text, is_negated=True),
    "Bool": _Operator(_equals_ignoring_case),
    "BinaryEquals": _Operator(_binary_equals),
    "IpAddress": _Operator(_within),
    "NotIpAddress": _Operator(_within, is_negated=True),
    # Both do the same, says the guide.
    "ArnEquals": _Operator(matches_arn),
    "ArnLike": _Operator(matches_arn),
    "ArnNotEquals": _Operator(matches_arn, is_negated=True),
    "ArnNotLike": _Operator(matches_arn, is_negated=True),
    "NumericEquals": _Operator(_numbers(_equality)),
    "NumericNotEquals": _Operator(_numbers(_equality), is_negated=True),
    "DateEquals": _Operator(_dates(_equality)),
    "DateNotEquals": _Operator(_dates(_equality), is_negated=True),
    **{f"Numeric{name}": _Operator(_numbers(compare)) for name, compare in _COMPARISONS.items()},
    **{f"Date{name}": _Operator(_dates(compare)) for name, compare in _COMPARISONS.items()},
}
