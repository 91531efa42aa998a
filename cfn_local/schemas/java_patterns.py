"""Java's regular expressions, as CloudFormation's AllowedPattern uses them, on the `regex` library."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import regex  # type: ignore[import-untyped]

_HORIZONTAL, _VERTICAL = r" \t\xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000", r"\n\x0B\f\r\x85\u2028\u2029"
_TERMINATORS = r"\n\r\x85\u2028\u2029"
# The members of Java's predefined classes; it takes those of text as ASCII.
_CLASSES: Final = {
    "d": "0-9",
    "h": _HORIZONTAL,
    "s": r" \t\n\x0B\f\r",
    "v": _VERTICAL,
    "w": "a-zA-Z0-9_",
}
_POSIX: Final = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7F",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-~",
    "Graph": "!-~",
    "Print": " -~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1F\x7F",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0B\f\r",
}
# Escapes that mean the same to both, and those that only mean another text.
_SAME, _OTHER = frozenset("tnrfabBAGRX123456789"), {"e": r"\x1B", "z": r"\Z", "Z": rf"(?=(?:\r\n|[{_TERMINATORS}])?\Z)"}
_ONLY_OUTSIDE_A_CLASS = frozenset("bBAGRXkzZ123456789")
_GROUPS = ("(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!")
_GROUP_NAME = regex.compile(r"[a-zA-Z][a-zA-Z0-9]*")
_FLAGS = regex.compile(r"\(\?(?:[imsu]*-)?[imsu]+[:)]")


class JavaPatternError(ValueError):
    """A pattern that is not one of Java's, or a construct that cannot be had here."""


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """The compiled pattern. Raises JavaPatternError."""
    try:
        return regex.compile(_Translation(pattern).result(), regex.V1)
    except (regex.error, OverflowError, RecursionError) as error:
        raise JavaPatternError(str(error)) from error


def matches(pattern: str, text: str) -> bool:
    """Return whether the whole text matches."""
    return compiled(pattern).fullmatch(text) is not None


class _Translation:
    """A pattern read from left to right; `_at` is the position of the next character."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0
        self._dots_match_all = any("s" in flags[0].partition("-")[0] for flags in _FLAGS.finditer(pattern))

    def result(self) -> str:
        found = []
        while self._at < len(self._pattern):
            found.append(self._outside())
        return "".join(found)

    def _outside(self) -> str:
        if self._ahead("\\"):
            return self._escape(in_class=False)
        if self._ahead("["):
            return self._class()
        if self._ahead("(?"):
            return self._group()
        character = self._take(1)
        if character == ".":
            return "." if self._dots_match_all else f"[^{_TERMINATORS}]"
        if character == "{":
            repetition = regex.match(r"\d+(,\d*)?\}", self._pattern, pos=self._at)
            return "{" + self._take(len(self._required(repetition, "a repetition such as {1,3}")))
        return "\\" + character if character in "}]" else character

    def _group(self) -> str:
        for start in _GROUPS:
            if self._ahead(start):
                return self._take(len(start))
        if self._ahead("(?<"):
            name = _GROUP_NAME.match(self._pattern, self._at + 3)
            return self._take(3 + len(self._required(name, "the name of a group")))
        flags = _FLAGS.match(self._pattern, self._at)
        return self._take(len(self._required(flags, "a group of Java"))).replace("u", "")

    def _class(self) -> str:
        found = self._take(1) + (self._take(1) if self._ahead("^") else "")
        start, after_class = self._at, False
        while not (self._ahead("]") and self._at > start):
            is_class = False
            if self._at >= len(self._pattern):
                raise JavaPatternError(f"unclosed character class near index {len(self._pattern) - 1}")
            if self._ahead("[") or self._ahead("\\"):
                part = self._class() if self._ahead("[") else self._escape(in_class=True)
                is_class = part.startswith(("[", "\\p", "\\P"))
            elif self._ahead("&&"):
                part = self._take(2)
            else:
                part = self._take(1)
                # The library has further operations on sets: --, || and ~~. A hyphen after a class is one.
                is_plain_hyphen = part == "-" and (after_class or self._ahead("-") or self._ahead("]"))
                part = "\\" + part if part in "|~&:" or is_plain_hyphen else part
            found, after_class = found + part, is_class
        return found + self._take(1)

    def _escape(self, in_class: bool) -> str:
        self._take(1)
        kind = self._take(1)
        if kind in _ONLY_OUTSIDE_A_CLASS and in_class:
            raise JavaPatternError(rf"\{kind} cannot stand in a character class")
        if kind.lower() in _CLASSES:
            return f"[{'^' if kind.isupper() else ''}{_CLASSES[kind.lower()]}]"
        if kind in ("p", "P"):
            return self._property(kind)
        if kind == "Q":
            return self._quoted()
        if kind == "k":
            name = regex.match(r"<([a-zA-Z][a-zA-Z0-9]*)>", self._pattern, pos=self._at)
            return f"(?P={self._take(len(self._required(name, 'a group, such as <name>')))[1:-1]})"
        if kind in _SAME:
            return f"\\{kind}"
        if kind in _OTHER:
            return _OTHER[kind]
        return self._character(kind)

    def _character(self, kind: str) -> str:
        forms = {"x": r"[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\}", "u": "[0-9a-fA-F]{4}", "0": "[0-3]?[0-7]{1,2}", "c": "[@-_]"}
        if kind not in forms:
            if not kind or (kind.isascii() and kind.isalpha()):
                raise JavaPatternError(rf"\{kind} is not an escape sequence of Java")
            return str(regex.escape(kind))
        found = regex.compile(forms[kind]).match(self._pattern, self._at)
        digits = self._take(len(self._required(found, "the digits of a character")))
        number = ord(digits) ^ 64 if kind == "c" else int(digits.strip("{}"), 8 if kind == "0" else 16)
        if kind == "u" and 0xD800 <= number <= 0xDFFF:
            raise JavaPatternError(f"half a surrogate pair, \\u{digits}, cannot be had here")
        return f"\\U{number:08X}"

    def _property(self, kind: str) -> str:
        found = regex.compile(r"[A-Z]|\{(\w+(?:=\w+)?)\}").match(self._pattern, self._at)
        name = self._take(len(self._required(found, "the name of a property"))).strip("{}")
        if name in _POSIX:
            return f"[{'^' if kind == 'P' else ''}{_POSIX[name]}]"
        if name.startswith("java") or name == "L1":
            raise JavaPatternError(rf"\p{{{name}}} cannot be had here")
        return f"\\{kind}{{{name}}}"

    def _quoted(self) -> str:
        text, ended, _ = self._pattern[self._at :].partition("\\E")
        self._take(len(text) + len(ended))
        return str(regex.escape(text, special_only=False))

    def _ahead(self, text: str) -> bool:
        return self._pattern.startswith(text, self._at)

    def _take(self, count: int) -> str:
        taken = self._pattern[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def _required(self, found: Any, what: str) -> str:
        if found is None:
            raise JavaPatternError(f"{what} expected at index {self._at}")
        return str(found[0])
