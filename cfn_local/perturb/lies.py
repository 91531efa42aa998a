"""The oracle that compares responses with the result of READ and with the account."""

from collections.abc import Iterator
from typing import Any

from cfn_local.perturb.cases import EVERYTHING
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Oracle, Violation
from cfn_local.perturb.judged import Judged, in_numbers
from cfn_local.perturb.told import STACK_TAGS, Told, made_by
from cfn_local.protocol.replies import Model
from cfn_local.schemas import drift, identifiers, tagging


def lies(judged: Judged) -> Iterator[Violation]:
    """Report responses of the operation, or of its rollback, that differ from READ or from the account."""
    told = judged.told
    if told.case.kind is FaultKind.EXISTS:
        yield from _lies_of_what_was_there(judged)
    elif told.case.kind.is_behind_the_back and judged.operation != "UPDATE":
        yield from _lies_of_what_is_gone(judged)
    elif told.perturbed.outcome.succeeded:
        yield from _lies_of_success(judged)
    elif told.rollback is not None and told.rollback.outcome.succeeded:
        yield from _differences(judged, "The rollback succeeded: READ shows the resource as it was before.")


def _lies_of_what_was_there(judged: Judged) -> Iterator[Violation]:
    if judged.told.is_met and judged.told.perturbed.outcome.succeeded:
        expected = "A CREATE of what another has made already answers AlreadyExists, and leaves it as it is."
        yield Violation(Oracle.LIE, "takes another's for its own", expected, judged.told.perturbed.words)


def _lies_of_what_is_gone(judged: Judged) -> Iterator[Violation]:
    """Report a READ that shows a resource of which all is deleted; it may be unaware of a partial deletion."""
    told = judged.told
    if told.case.call == EVERYTHING and judged.operation == "READ" and told.perturbed.outcome.succeeded:
        expected = "READ answers NotFound for a resource of which everything is deleted."
        yield Violation(Oracle.LIE, "shows what is gone", expected, f"It shows {told.perturbed.outcome.model}.")


def _lies_of_success(judged: Judged) -> Iterator[Violation]:
    told, operation = judged.told, judged.operation
    if operation == "CREATE" and told.identifier is None:
        expected = "A CREATE that succeeds tells the primary identifier."
        yield Violation(Oracle.LIE, "no identifier", expected, f"It answered {told.perturbed.outcome.model}.")
    elif operation == "DELETE":
        if told.read is not None and told.read.outcome.error_code != "NotFound":
            expected = "A DELETE that succeeds leaves nothing: READ answers NotFound."
            yield Violation(Oracle.LIE, "still there", expected, told.read.words)
    elif operation == "LIST":
        yield from _lies_of_list(judged)
    else:
        yield from _differences(judged, f"{operation} succeeded: READ shows what was asked for.")
        yield from _missing(judged)
    if operation == "READ":
        yield from _wrong_model(judged, told.perturbed.outcome.model, "READ succeeded: its model is right.")


def _lies_of_list(judged: Judged) -> Iterator[Violation]:
    earlier = judged.undisturbed
    if _is_listed(judged.told, judged.schema) or (earlier and not _is_listed(earlier, judged.schema)):
        return
    expected = "A LIST that succeeds names the resource, which is there."
    yield Violation(Oracle.LIE, "not listed", expected, f"It names {len(judged.told.perturbed.outcome.models)} others.")


def _is_listed(told: Told, schema: dict[str, Any]) -> bool:
    for model in told.perturbed.outcome.models:
        if not identifiers.missing_names(schema, model):
            identifier = identifiers.model_of(schema, identifiers.primary_identifier(schema, model))
            if identifier == told.identifier:
                return True
    return False


def _differences(judged: Judged, expected: str) -> Iterator[Violation]:
    read = judged.told.read
    if read is None:
        return
    if not read.outcome.succeeded:
        yield Violation(Oracle.LIE, "READ fails", expected, read.words)
        return
    yield from _wrong_model(judged, read.outcome.model, expected)


def _wrong_model(judged: Judged, model: Model | None, expected: str) -> Iterator[Violation]:
    found = _difference_texts(judged.told.expected, model, judged.schema)
    earlier = judged.undisturbed
    if earlier is not None and earlier.read is not None:
        known = _difference_texts(earlier.expected, earlier.read.outcome.model, judged.schema)
        found = {path: text for path, text in found.items() if path not in known}
    if found:
        yield Violation(Oracle.LIE, f"READ differs in {', '.join(found)}", expected, "; ".join(found.values()) + ".")


def _difference_texts(expected: Model | None, model: Model | None, schema: dict[str, Any]) -> dict[str, str]:
    """Compare by path. READ may or may not return the stack's tags."""
    properties = expected or {}
    expectations = [properties]
    if tagging.tags_of(schema).property in properties:
        expectations.append(tagging.with_stack_tags(properties, STACK_TAGS, schema))
    found = min((drift.differences(one, model or {}, schema) for one in expectations), key=len)
    return {one.path: f"{one.path} is {one.actual_value}, not {one.expected_value}" for one in found}


def _missing(judged: Judged) -> Iterator[Violation]:
    """Report if the account has less than after the same success undisturbed."""
    if judged.undisturbed is None:
        return
    less = made_by(judged.undisturbed) - made_by(judged.told)
    if less:
        expected = "A success makes all that it makes when nothing goes wrong."
        missing = " and ".join(sorted(less))
        yield Violation(Oracle.LIE, f"lacks {missing}", expected, f"Missing: {in_numbers(less)}.")
