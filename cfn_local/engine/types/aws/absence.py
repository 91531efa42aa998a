"""Settings that do not exist: several services answer with an error for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from cfn_local.engine.types.aws.errors import AwsTypeError


@contextmanager
def absent() -> Iterator[None]:
    """Suppress an error saying that something does not exist."""
    try:
        yield
    except AwsTypeError as error:
        if not error.is_not_found:
            raise
