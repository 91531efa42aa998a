"""Integrations and deployments: moto drops members of integrations, and deploys to a stage by making a new one."""

from __future__ import annotations

from typing import Any

from cfn_local.services.rest_apis.things import state
from cfn_local.services.seam import replace_method

_DROPPED = ("cacheKeyParameters", "connectionId", "integrationTarget", "responseTransferMode")
_MOST_MILLISECONDS = 29000  # The default as recorded on AWS in 2026, and a quota of API Gateway.


def install() -> None:
    """Keep what PutIntegration states, and the configuration of a stage that is deployed to again."""
    from moto.apigateway.exceptions import DeploymentNotFoundException, StageStillActive
    from moto.apigateway.models import APIGatewayBackend, Integration, RestAPI

    begin, put, deploy = Integration.__init__, APIGatewayBackend.put_integration, RestAPI.create_deployment

    def begun(integration: Any, *arguments: Any, **named: Any) -> None:
        begin(integration, *arguments, **named)
        integration.passthrough_behaviour = integration.passthrough_behaviour or "WHEN_NO_MATCH"
        integration.timeout_in_millis = integration.timeout_in_millis or _MOST_MILLISECONDS

    def stored(backend: Any, function_id: str, resource_id: str, *arguments: Any, **named: Any) -> Any:
        made = put(backend, function_id, resource_id, *arguments, **named)
        made.cache_namespace = made.cache_namespace or resource_id
        return made

    def deployed(api: Any, name: str, description: str, stage_variables: Any = None) -> Any:
        stage = api.stages.get(name)
        deployment = deploy(api, name, description, stage_variables)
        if stage is not None:
            api.stages[name] = stage
            set_deployment(stage, deployment.id)
        return deployment

    def deleted(api: Any, deployment_id: str) -> Any:
        if deployment_id not in api.deployments:
            raise DeploymentNotFoundException()
        if any(deployment_of(stage) == deployment_id for stage in api.stages.values()):
            raise StageStillActive()
        return api.deployments.pop(deployment_id)

    replace_method(Integration, "__init__", begun)
    replace_method(APIGatewayBackend, "put_integration", stored)
    replace_method(RestAPI, "create_deployment", deployed)
    replace_method(RestAPI, "delete_deployment", deleted)


def keep(integration: Any, request: dict[str, Any]) -> None:
    """Keep the members of PutIntegration that moto drops."""
    state(integration).update({name: request[name] for name in _DROPPED if name in request})


def deployment_of(stage: Any) -> str:
    """The ID of the deployment that the stage serves."""
    return str(state(stage).get("deploymentId", stage.deployment_id))


def set_deployment(stage: Any, deployment_id: str) -> None:
    """Have the stage serve this deployment."""
    state(stage)["deploymentId"] = stage.deployment_id = deployment_id
