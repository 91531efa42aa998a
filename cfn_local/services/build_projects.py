"""Projects of CodeBuild: moto wants a location of every source, forgets settings, and updates nothing."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services import clock
from cfn_local.services.seam import add_actions

# Sources that lie nowhere, or where the pipeline says.
_WITHOUT_LOCATION = frozenset({"CODEPIPELINE", "NO_SOURCE"})
# As recorded on AWS in 2026.
_DEFAULTS: dict[str, Any] = {"projectVisibility": "PRIVATE", "queuedTimeoutInMinutes": 480, "timeoutInMinutes": 60}
_OF_ENVIRONMENTS = {"environmentVariables": [], "imagePullCredentialsType": "CODEBUILD", "privilegedMode": False}
_NO_LIMIT = -1
_OF_SOURCES = {"insecureSsl": False}


def install() -> None:
    """Take all kinds of projects, keep their settings, and update them."""
    from moto.codebuild import responses

    for name in ("artifacts", "environment", "source"):
        setattr(responses, f"_validate_required_params_{name}", _CHECKS.get(name, lambda _: None))
    check_role = responses._validate_required_params_service_role

    def check_role_unless_named(account_id: str, region_name: str, service_role: str) -> None:
        # The name of a role does as well as its ARN.
        if service_role.startswith("arn:"):
            check_role(account_id, region_name, service_role)

    responses._validate_required_params_service_role = check_role_unless_named
    _Actions.created = responses.CodeBuildResponse.create_project
    add_actions(responses.CodeBuildResponse, _Actions)


def _check_source(source: dict[str, Any]) -> None:
    from moto.codebuild.exceptions import InvalidInputException

    if source["type"] not in _WITHOUT_LOCATION and not source.get("location"):
        raise InvalidInputException("Project source location is required")


_CHECKS = {"source": _check_source}


class _Actions:
    created: Any = None

    def create_project(self: Any) -> Any:
        from moto.core.responses import ActionResult

        _Actions.created(self)
        return ActionResult({"project": _keep(self, _DEFAULTS)})

    def update_project(self: Any) -> Any:
        from moto.codebuild.exceptions import ResourceNotFoundException
        from moto.core.responses import ActionResult

        name = self._get_param("name")
        if name not in self.codebuild_backend.codebuild_projects:
            raise ResourceNotFoundException(f"Project cannot be found: {name}")
        return ActionResult({"project": _keep(self, {})})


def _keep(response: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    """Keep what the request states of its project, and return it."""
    request = json.loads(response.body)
    project: dict[str, Any] = response.codebuild_backend.codebuild_projects[request["name"]].project_metadata
    badge = {"badge": {"badgeEnabled": request.pop("badgeEnabled")}} if "badgeEnabled" in request else {}
    project |= {**defaults, **request, **badge, "lastModified": clock.now().timestamp()}
    if project.get("concurrentBuildLimit") == _NO_LIMIT:
        del project["concurrentBuildLimit"]
    project["environment"] = {**_OF_ENVIRONMENTS, **project["environment"]}
    project["source"] = {**_OF_SOURCES, **project["source"]}
    return project
