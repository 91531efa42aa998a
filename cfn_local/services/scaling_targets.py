"""Application Auto Scaling: moto has no tags, changes the ARN of a policy with every change and leaves its alarms,
forgets roles that change, filters policies by no name, and keeps what belongs to a target that is deregistered; what
does not exist is ObjectNotFoundException on AWS.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cfn_local.services.seam import add_actions, replace_method

NOT_SUSPENDED = {
    "DynamicScalingInSuspended": False,
    "DynamicScalingOutSuspended": False,
    "ScheduledScalingSuspended": False,
}
_TAGS = "tags"


def install() -> None:
    """Complete targets and policies."""
    from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

    register = ApplicationAutoscalingBackend.register_scalable_target
    deregister = ApplicationAutoscalingBackend.deregister_scalable_target
    put_policy = ApplicationAutoscalingBackend.put_scaling_policy
    delete_policy = ApplicationAutoscalingBackend.delete_scaling_policy
    describe_policies = ApplicationAutoScalingResponse.describe_scaling_policies
    register_action = ApplicationAutoScalingResponse.register_scalable_target

    def register_scalable_target(backend: Any, *stated: Any, **named: Any) -> Any:
        had = backend.targets.get(stated[2], {}).get(stated[1])
        before = had.suspended_state if had else NOT_SUSPENDED
        named["suspended_state"] = {**before, **(named["suspended_state"] or {})}
        target = register(backend, *stated, **named)
        target.role_arn = named["role_arn"] or target.role_arn
        return target

    def deregister_scalable_target(backend: Any, namespace: str, resource_id: str, dimension: str) -> None:
        with _not_found():
            deregister(backend, namespace, resource_id, dimension)
        here = (namespace, resource_id, dimension)
        for policy in [one for one in backend.policies.values() if _place(one) == here]:
            backend.delete_scaling_policy(policy.policy_name, *here)
        backend.scheduled_actions = [one for one in backend.scheduled_actions if _place(one) != here]

    def put_scaling_policy(backend: Any, **stated: Any) -> Any:
        here = tuple(stated[name] for name in ("service_namespace", "resource_id", "scalable_dimension"))
        had = next(
            (
                one
                for one in backend.policies.values()
                if (*_place(one), one.policy_name) == (*here, stated["policy_name"])
            ),
            None,
        )
        policy = put_policy(backend, **stated)
        if had is not None:
            had.delete_alarms(backend.account_id, backend.region_name)
            policy.policy_arn = had.policy_arn
        return policy

    def delete_scaling_policy(backend: Any, *stated: Any, **named: Any) -> None:
        with _not_found():
            delete_policy(backend, *stated, **named)

    class Actions:
        def register_scalable_target(self: Any) -> str:
            answered: str = register_action(self)
            if tags := self._get_param("Tags"):
                _target(self, json.loads(answered)["ScalableTargetARN"])[_TAGS] = dict(tags)
            return answered

        def describe_scaling_policies(self: Any) -> str:
            answered, names = json.loads(describe_policies(self)), self._get_param("PolicyNames")
            found = [one for one in answered["ScalingPolicies"] if not names or one["PolicyName"] in names]
            return json.dumps({**answered, "ScalingPolicies": found})

        def tag_resource(self: Any) -> str:
            _target(self, self._get_param("ResourceARN")).setdefault(_TAGS, {}).update(self._get_param("Tags"))
            return "{}"

        def untag_resource(self: Any) -> str:
            tags = _target(self, self._get_param("ResourceARN")).setdefault(_TAGS, {})
            for key in self._get_param("TagKeys"):
                tags.pop(key, None)
            return "{}"

        def list_tags_for_resource(self: Any) -> str:
            return json.dumps({"Tags": _target(self, self._get_param("ResourceARN")).get(_TAGS, {})})

    replace_method(ApplicationAutoscalingBackend, "register_scalable_target", register_scalable_target)
    replace_method(ApplicationAutoscalingBackend, "deregister_scalable_target", deregister_scalable_target)
    replace_method(ApplicationAutoscalingBackend, "delete_scaling_policy", delete_scaling_policy)
    replace_method(ApplicationAutoscalingBackend, "put_scaling_policy", put_scaling_policy)
    add_actions(ApplicationAutoScalingResponse, Actions)


@contextmanager
def _not_found() -> Iterator[None]:
    """Refuse what does not exist with AWS's code."""
    from moto.applicationautoscaling.exceptions import AWSValidationException
    from moto.core.exceptions import JsonRESTError

    try:
        yield
    except AWSValidationException as error:
        raise JsonRESTError("ObjectNotFoundException", error.message) from None


def _place(one: Any) -> tuple[str, str, str]:
    return one.service_namespace, one.resource_id, one.scalable_dimension


def _target(request: Any, arn: str) -> dict[str, Any]:
    """The attributes of the target with this ARN."""
    from moto.applicationautoscaling.exceptions import AWSValidationException

    for targets in request.applicationautoscaling_backend.targets.values():
        for target in targets.values():
            if target.arn == arn:
                attributes: dict[str, Any] = vars(target)
                return attributes
    raise AWSValidationException(f"The resource {arn} does not exist.")
