"""CodeDeploy: moto makes applications and groups, and neither changes nor deletes them; it lacks configurations.

Moto's own deployments still find the applications and groups that are kept here.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cfn_local.services import clock, kept_resources
from cfn_local.services.kept_resources import Kept, Record, records_of
from cfn_local.services.seam import add_actions, replace_method

_GROUPS = "deployment groups"


def _application(request: Record, backend: Any) -> Record:
    made = backend.create_application(
        request["applicationName"], request.get("computePlatform", "Server"), request.get("tags") or []
    )
    return {
        "applicationId": made,
        "createTime": clock.now(),
        "computePlatform": request.get("computePlatform", "Server"),
    }


def _group(request: Record, backend: Any) -> Record:
    application = backend.get_application(request["applicationName"])
    return _shown(request) | {
        "deploymentGroupId": str(uuid4()),
        "computePlatform": application.compute_platform,
        "deploymentConfigName": request.get("deploymentConfigName", "CodeDeployDefault.OneAtATime"),
    }


def _shown(request: Record) -> Record:
    """Groups are asked for by their names, and shown as structures."""
    names = request.get("autoScalingGroups")
    return {} if names is None else {"autoScalingGroups": [{"name": name} for name in names]}


KINDS = (
    Kept(
        "applications",
        ("applicationName",),
        create="CreateApplication",
        read="GetApplication",
        delete="DeleteApplication",
        list="ListApplications",
        made=_application,
    ),
    Kept(
        _GROUPS,
        ("applicationName", "deploymentGroupName"),
        create="CreateDeploymentGroup",
        read="GetDeploymentGroup",
        delete="DeleteDeploymentGroup",
        list="ListDeploymentGroups",
        made=_group,
    ),
    Kept(
        "configurations",
        ("deploymentConfigName",),
        create="CreateDeploymentConfig",
        read="GetDeploymentConfig",
        delete="DeleteDeploymentConfig",
        list="ListDeploymentConfigs",
        made=lambda _request, _backend: {"deploymentConfigId": str(uuid4()), "createTime": clock.now()},
    ),
)


def install() -> None:
    """Keep applications, groups and configurations, with the update of a group."""
    from moto.codedeploy.models import codedeploy_backends
    from moto.codedeploy.responses import CodeDeployResponse
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult

    class NoSuchGroup(ServiceException):
        code = "DeploymentGroupDoesNotExistException"

    create: Any = CodeDeployResponse.create_deployment_group
    kept_resources.install("codedeploy", CodeDeployResponse, codedeploy_backends, *KINDS)
    keep: Any = CodeDeployResponse.create_deployment_group
    delete: Any = CodeDeployResponse.delete_application  # type: ignore[attr-defined]
    delete_group: Any = CodeDeployResponse.delete_deployment_group  # type: ignore[attr-defined]

    def create_deployment_group(response: Any) -> Any:
        create(response)
        return keep(response)

    def delete_application(response: Any) -> Any:
        response.codedeploy_backend.applications.pop(response._get_param("applicationName"), None)
        return delete(response)

    def delete_deployment_group(response: Any) -> Any:
        groups = response.codedeploy_backend.deployment_groups.get(response._get_param("applicationName"), {})
        groups.pop(response._get_param("deploymentGroupName"), None)
        return delete_group(response)

    class Actions:
        def update_deployment_group(self: Any) -> ActionResult:
            application, name = self._get_param("applicationName"), self._get_param("currentDeploymentGroupName")
            records = records_of(self.codedeploy_backend, _GROUPS)
            if (application, name) not in records:
                raise NoSuchGroup(f"No Deployment Group found for name: {name}")
            request = dict(self._get_params())
            renamed = request.pop("newDeploymentGroupName", None) or name
            record = records.pop((application, name))
            records[(application, renamed)] = {**record, **request, **_shown(request), "deploymentGroupName": renamed}
            return ActionResult({"hooksNotCleanedUp": []})

    replace_method(CodeDeployResponse, "create_deployment_group", create_deployment_group)
    replace_method(CodeDeployResponse, "delete_application", delete_application)
    replace_method(CodeDeployResponse, "delete_deployment_group", delete_deployment_group)
    add_actions(CodeDeployResponse, Actions)
