"""Pipelines of CodePipeline: moto reads no role that several services may assume, and refuses CloudFormation's tags."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services.callers import is_reserved
from cfn_local.services.seam import replace_method

_SERVICE = "codepipeline.amazonaws.com"


def install() -> None:
    """Read trust policies whole, and take the tags of stacks."""
    from moto.codepipeline.exceptions import InvalidTagsException
    from moto.codepipeline.models import CodePipeline, CodePipelineBackend

    create, validate = CodePipelineBackend.create_pipeline, CodePipeline.validate_tags

    def created(backend: Any, pipeline: dict[str, Any], tags: Any) -> Any:
        with _TrustShown(backend, pipeline.get("roleArn", "")):
            return create(backend, pipeline, tags)

    def validated(pipeline: Any, tags: list[dict[str, str]]) -> None:
        if any(is_reserved(tag["key"]) for tag in tags):
            raise InvalidTagsException("Not allowed to modify system tags. System tags start with 'aws:'.")
        validate(pipeline, [tag for tag in tags if not tag["key"].startswith("aws:")])

    replace_method(CodePipelineBackend, "create_pipeline", created)
    replace_method(CodePipeline, "validate_tags", validated)


class _TrustShown:
    """Within, a role that trusts CodePipeline among others trusts it alone, as moto expects."""

    def __init__(self, backend: Any, role_arn: str) -> None:
        self._role = next((one for one in backend.iam_backend.roles.values() if one.arn == role_arn), None)
        self._stated = self._role.assume_role_policy_document if self._role is not None else ""

    def __enter__(self) -> None:
        if self._role is not None and _trusts(json.loads(self._stated)):
            alone = {"Statement": [{"Principal": {"Service": _SERVICE}}]}
            self._role.assume_role_policy_document = json.dumps(alone)
        elif self._role is not None:
            self._role.assume_role_policy_document = json.dumps({"Statement": []})

    def __exit__(self, *_: object) -> None:
        if self._role is not None:
            self._role.assume_role_policy_document = self._stated


def _trusts(document: dict[str, Any]) -> bool:
    statements = document["Statement"]
    for one in statements if isinstance(statements, list) else [statements]:
        principal = one.get("Principal", {})
        services = principal.get("Service", []) if isinstance(principal, dict) else []
        if _SERVICE in ([services] if isinstance(services, str) else services):
            return True
    return False
