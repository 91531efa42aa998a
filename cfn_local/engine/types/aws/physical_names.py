"""The names that CloudFormation generates for resources that the template does not name."""

import secrets
import string

RANDOM_LENGTH = 12
_LETTERS_AND_DIGITS = string.ascii_letters + string.digits


def generated_name(stack_name: str, logical_id: str, longest: int = 255, form: str = "{stack}-{id}-{random}") -> str:
    """`form` with both names, cut to fit `longest` characters in all, and 12 random letters and digits.

    A cut does not leave two hyphens in a row, which Elastic Load Balancing and RDS refuse.
    """
    room = longest - RANDOM_LENGTH - len(form.format(stack="", id="", random=""))
    stack = _cut(stack_name, max(room - len(logical_id), (room + 1) // 2)) if "{stack}" in form else ""
    return form.format(stack=stack, id=_cut(logical_id, room - len(stack)), random=random_part())


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[:longest].rstrip("-")


def random_part() -> str:
    """12 random letters and digits, drawn at once: at every draw, other threads may take the interpreter."""
    number, base = secrets.randbits(128), len(_LETTERS_AND_DIGITS)
    return "".join(_LETTERS_AND_DIGITS[number // base**place % base] for place in range(RANDOM_LENGTH))
