"""What is not there: several services answer with an error that something is not set."""

from collections.abc import Iterator
from contextlib import contextmanager

from cfn_local.engine.types.aws.errors import AwsTypeError


@contextmanager
def absent() -> Iterator[None]:
    """Go on after an error that says that something does not exist."""
    try:
        yield
    except AwsTypeError as error:
        if not error.is_not_found:
            raise
