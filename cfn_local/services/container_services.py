"""ECS services: moto's CreateService forgets what its UpdateService keeps, and needs security groups."""

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

_FORGOTTEN = (
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
)


def install() -> None:
    """Keep what CreateService states, and take a network without security groups."""
    from moto.core.utils import camelcase_to_underscores
    from moto.ecs.models import Service
    from moto.ecs.responses import EC2ContainerServiceResponse

    create, validate = EC2ContainerServiceResponse.create_service, Service._validate_network

    class Actions:
        def create_service(self: Any) -> Any:
            answered: Any = create(self)
            for name in _FORGOTTEN:
                if (stated := self._get_param(name)) is not None:
                    setattr(answered.result["service"], camelcase_to_underscores(name), stated)
            return answered

    def validate_network(service: Any, network: dict[str, dict[str, Any]]) -> Any:
        network.get("awsvpcConfiguration", {}).setdefault("securityGroups", [])
        return validate(service, network)

    add_actions(EC2ContainerServiceResponse, Actions)
    replace_method(Service, "_validate_network", validate_network)
