"""ECS: moto's CreateService forgets what its UpdateService keeps, needs security groups and runs no task, whereas an
update runs all; capacity providers must be named to be described, and exist to be deleted; deleted clusters are listed.
"""

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

_FORGOTTEN = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
)


def install() -> None:
    """Keep what CreateService states, run its tasks, and take a network without security groups."""
    from moto.core.utils import camelcase_to_underscores
    from moto.ecs.exceptions import EcsClientException
    from moto.ecs.models import EC2ContainerServiceBackend, Service
    from moto.ecs.responses import EC2ContainerServiceResponse

    create, validate = EC2ContainerServiceResponse.create_service, Service._validate_network
    update, describe = (
        EC2ContainerServiceResponse.update_service,
        EC2ContainerServiceBackend.describe_capacity_providers,
    )
    delete, make = EC2ContainerServiceBackend.delete_capacity_provider, Service.__init__

    class Actions:
        def create_service(self: Any) -> Any:
            answered: Any = create(self)
            for name in _FORGOTTEN:
                if (stated := self._get_param(name)) is not None:
                    setattr(answered.result["service"], camelcase_to_underscores(name), stated)
            _connect(self, answered)
            return answered

        def update_service(self: Any) -> Any:
            answered: Any = update(self)
            _connect(self, answered)
            return answered

    def init(service: Any, *stated: Any, **named: Any) -> None:
        make(service, *stated, **named)
        service.running_count, service.pending_count = service.desired_count, 0
        for deployment in service.deployments:
            counts = {"runningCount": service.running_count, "pendingCount": 0, "rolloutState": "COMPLETED"}
            reason = f"ECS deployment {deployment['id']} completed."
            deployment.update({**counts, "rolloutStateReason": reason})

    def describe_capacity_providers(backend: Any, names: list[str] | None) -> Any:
        return describe(backend, list(backend.capacity_providers) if names is None else names)

    def list_clusters(backend: Any) -> list[str]:
        return [cluster.arn for cluster in backend.clusters.values() if cluster.status != "INACTIVE"]

    def delete_capacity_provider(backend: Any, name_or_arn: str) -> Any:
        if backend._get_provider(name_or_arn) is None:
            raise EcsClientException("The specified capacity provider does not exist. Specify a valid name or ARN.")
        return delete(backend, name_or_arn)

    def validate_network(service: Any, network: dict[str, dict[str, Any]]) -> Any:
        network.get("awsvpcConfiguration", {}).setdefault("securityGroups", [])
        return validate(service, network)

    add_actions(EC2ContainerServiceResponse, Actions)
    replace_method(Service, "__init__", init)
    replace_method(EC2ContainerServiceBackend, "describe_capacity_providers", describe_capacity_providers)
    replace_method(EC2ContainerServiceBackend, "list_clusters", list_clusters)
    replace_method(EC2ContainerServiceBackend, "delete_capacity_provider", delete_capacity_provider)
    replace_method(Service, "_validate_network", validate_network)


def _connect(request: Any, answered: Any) -> None:
    """Keep the Service Connect configuration, which is described with the deployments."""
    if (stated := request._get_param("serviceConnectConfiguration")) is not None:
        for deployment in answered.result["service"].deployments:
            deployment["serviceConnectConfiguration"] = stated
