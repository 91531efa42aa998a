"""Firehose: moto lacks destinations in OpenSearch, and refuses the tags of CloudFormation.

Assumptions about moto 5.2.5: `firehose.models` finds the destination of a request in DESTINATION_TYPES_TO_NAMES and
among the arguments of the backend's method.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from cfn_local.services.seam import replace_method

# The names of the destinations in requests, and what moto is to call them.
_DESTINATIONS = {
    "AmazonopensearchserviceDestinationConfiguration": "Amazonopensearchservice",
    "AmazonOpenSearchServerlessDestinationConfiguration": "AmazonOpenSearchServerless",
}
# The destination of the request at hand, where it is one of these.
_asked: ContextVar[tuple[str, Any] | None] = ContextVar("asked", default=None)


def install() -> None:
    """Take the destinations that moto lacks, and all tags."""
    from moto.firehose import models
    from moto.firehose.responses import FirehoseResponse

    create: Any = FirehoseResponse.create_delivery_stream
    find = models.find_destination_config_in_args
    init = models.FirehoseBackend.__init__

    def create_delivery_stream(response: Any) -> Any:
        other = [(name, response._get_param(key)) for key, name in _DESTINATIONS.items() if response._get_param(key)]
        token = _asked.set(other[0] if len(other) == 1 else None)
        try:
            return create(response)
        finally:
            _asked.reset(token)

    def with_all_tags(backend: Any, *stated: Any, **named: Any) -> None:
        init(backend, *stated, **named)
        backend.tagger.validate_tags = lambda *_, **__: ""

    models.find_destination_config_in_args = lambda api_args: _asked.get() or find(api_args)
    replace_method(FirehoseResponse, "create_delivery_stream", create_delivery_stream)
    replace_method(models.FirehoseBackend, "__init__", with_all_tags)
