"""AWS Config: moto refuses a delivery channel without a recorder, which CloudFormation creates at the same time."""

from typing import Any

from cfn_local.services.callers import is_cloudformation
from cfn_local.services.seam import replace_method

_AWAITED = "awaited"


def install() -> None:
    """Take a delivery channel from CloudFormation, which on AWS repeats the request until there is a recorder."""
    from moto.config.models import ConfigBackend

    put = ConfigBackend.put_delivery_channel

    def put_delivery_channel(backend: Any, delivery_channel: dict[str, Any]) -> None:
        if backend.recorders or not is_cloudformation():
            put(backend, delivery_channel)
            return
        backend.recorders[_AWAITED] = None
        try:
            put(backend, delivery_channel)
        finally:
            del backend.recorders[_AWAITED]

    replace_method(ConfigBackend, "put_delivery_channel", put_delivery_channel)
