"""MaxResults and NextToken of the registry's lists."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from cfn_local.registry.errors import InvalidRequest
from cfn_local.services.pagination import InvalidTokenError, page

_MOST_RESULTS = 100

Item = TypeVar("Item")


def requested_page(items: Sequence[Item], get_param: Callable[[str], Any]) -> tuple[list[Item], str | None]:
    """Return the page that the request asks for, and the token of the next, if any."""
    size = int(get_param("MaxResults") or _MOST_RESULTS)
    if not 1 <= size <= _MOST_RESULTS:
        raise InvalidRequest(f"MaxResults is {size}, not between 1 and {_MOST_RESULTS}.")
    try:
        return page(items, size, get_param("NextToken"))
    except InvalidTokenError as error:
        raise InvalidRequest(f"The NextToken '{error}' was not given by this action.") from error
