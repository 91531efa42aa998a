"""Idempotent creation: accepts what an earlier attempt of the same request created, and nothing else."""

from collections.abc import Callable, Mapping

from cloudformation_cli_python_lib import exceptions

from ..part import Act, Site
from ..tags import TOKEN_TAG


def make_ours(site: Site, tags: Mapping[str, str], tags_found: Act, make: Callable[[Mapping[str, str]], None]) -> None:
    """Create it with these tags and the request's token. An existing one with the token is accepted."""
    try:
        make({**tags, TOKEN_TAG: site.token})
    except exceptions.AlreadyExists:
        if tags_found(site).get(TOKEN_TAG) != site.token:
            raise


def unless_done(call: Callable[[], None]) -> None:
    """Make a call, and ignore the error that it was made before."""
    try:
        call()
    except exceptions.AlreadyExists:
        return
