"""Amazon MQ: moto fails where a broker or configuration to delete does not exist."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Answer as Amazon MQ does where there is no such broker or configuration."""
    from moto.mq.models import MQBackend

    delete_broker, delete_configuration = MQBackend.delete_broker, MQBackend.delete_configuration

    def broker(backend: Any, broker_id: str) -> None:
        backend.describe_broker(broker_id)
        delete_broker(backend, broker_id)

    def configuration(backend: Any, config_id: str) -> None:
        backend.describe_configuration(config_id)
        delete_configuration(backend, config_id)

    replace_method(MQBackend, "delete_broker", broker)
    replace_method(MQBackend, "delete_configuration", configuration)
