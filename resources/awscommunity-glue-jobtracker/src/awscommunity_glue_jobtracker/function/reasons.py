"""Classifies why a run failed: Glue's messages may hold secrets, and no two are the same."""

import re

OTHER = "another reason"
REASONS = (  # the first whose pattern is found; what Glue and Spark are known to say
    ("out of memory", r"OutOfMemory|out of memory|exit(ed with)? code 137|Container killed by YARN|memory limits"),
    ("no space left on disk", r"No space left on device"),
    ("access denied", r"Access ?Denied|not authorized|Forbidden|status code: 403"),
    ("too many runs at once", r"ConcurrentRunsExceeded|Max(imum)? concurrent runs exceeded"),
    ("no capacity", r"Resource ?unavailable|insufficient capacity|ResourceNumberLimitExceeded|max task dpu"),
    ("throttled by a service", r"Throttl|Rate exceeded|SlowDown|TooManyRequests"),
    ("no connection", r"timed? ?out|Connection (refused|reset)|UnknownHost|Could not connect|Communications link"),
    ("not found", r"NoSuchKey|NoSuchBucket|FileNotFound|EntityNotFound|Path does not exist|does not exist"),
    ("data did not fit", r"AnalysisException|SchemaColumn|ParseException|cannot resolve|incompatible"),
    ("import failed", r"ModuleNotFoundError|ImportError|ClassNotFoundException"),
)
PATTERNS = [(reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in REASONS]
EXCEPTION = re.compile(r"\b([A-Z][A-Za-z]{2,40}(?:Error|Exception))\b")


def reason_of(message: str) -> str:
    """Return a known reason in Glue's message, else the name of the exception in it; empty if there is none."""
    if not message:
        return ""
    known = next((reason for reason, pattern in PATTERNS if pattern.search(message)), "")
    named = EXCEPTION.search(message)
    return known or (named[1] if named else OTHER)
