"""Spot Fleets: moto forgets most of a request, needs an allocation strategy, launches an instance where none is wanted,
leaves requests of terminated instances active,
and takes neither groups as EC2 does, nor several subnets in one specification, versions of templates, or overrides.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from cfn_local.services.seam import add_actions, replace_attribute, replace_method

_REQUESTED = "requested_config"
_DEFAULTS = {
    "AllocationStrategy": "lowestPrice",
    "ExcessCapacityTerminationPolicy": "default",
    "InstanceInterruptionBehavior": "terminate",
    "ReplaceUnhealthyInstances": False,
    "TerminateInstancesWithExpiration": False,
    "Type": "maintain",
}
# What a launch has whose template or override asks for attributes instead of a type.
_ANY_TYPE = "m5.large"


def install() -> None:
    """Keep a request whole, and launch what it specifies."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.spot_requests import SpotFleetRequest
    from moto.ec2.responses import EC2Response

    create, terminate = SpotFleetRequest.create_spot_requests, SpotFleetRequest.terminate_instances

    class Actions:
        def request_spot_fleet(self: Any) -> ActionResult:
            config = copy.deepcopy(self._get_param("SpotFleetRequestConfig", {}))
            fleet = self.ec2_backend.request_spot_fleet(
                spot_price=config.get("SpotPrice"),
                target_capacity=config["TargetCapacity"],
                iam_fleet_role=config["IamFleetRole"],
                allocation_strategy=config.get("AllocationStrategy", _DEFAULTS["AllocationStrategy"]),
                launch_specs=list(_specifications(self.ec2_backend, copy.deepcopy(config))),
                instance_interruption_behaviour=config.get("InstanceInterruptionBehavior"),
                tag_specifications=config.get("TagSpecifications", []),
            )
            vars(fleet)[_REQUESTED] = config
            return ActionResult({"SpotFleetRequestId": fleet.id})

        def modify_spot_fleet_request(self: Any) -> Any:
            fleet_id = self._get_param("SpotFleetRequestId")
            fleet = self.ec2_backend.get_spot_fleet_request(fleet_id)
            policy = self._get_param("ExcessCapacityTerminationPolicy")
            keeps = "noTermination" if policy == "noTermination" else "Default"
            self.ec2_backend.modify_spot_fleet_request(fleet_id, self._get_int_param("TargetCapacity"), keeps)
            for name in ("Context", "ExcessCapacityTerminationPolicy"):
                if (value := self._get_param(name)) is not None:
                    vars(fleet).setdefault(_REQUESTED, {})[name] = value
            return ActionResult({"Return": True})

    def create_spot_requests(fleet: Any, weight: float) -> None:
        if weight > 0:
            create(fleet, weight)

    def terminate_instances(fleet: Any) -> None:
        requests = list(fleet.spot_requests)
        if requests:
            terminate(fleet)
        for request in requests:
            if request not in fleet.spot_requests:
                request.state, request._status_code = "closed", "instance-terminated-by-user"

    def spot_fleet_request_config(fleet: Any) -> dict[str, Any]:
        now = {"TargetCapacity": fleet.target_capacity, "FulfilledCapacity": fleet.fulfilled_capacity}
        return {**_DEFAULTS, **vars(fleet).get(_REQUESTED, {}), **now}

    add_actions(EC2Response, Actions)
    replace_method(SpotFleetRequest, "create_spot_requests", create_spot_requests)
    replace_method(SpotFleetRequest, "terminate_instances", terminate_instances)
    replace_attribute(SpotFleetRequest, "spot_fleet_request_config", property(spot_fleet_request_config))


def _specifications(backend: Any, config: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the fleet may launch, as moto takes it."""
    for stated in config.get("LaunchSpecifications", ()):
        yield _as_moto_takes_it(stated)
    for one in config.get("LaunchTemplateConfigs", ()):
        template = backend._get_template_from_args(one["LaunchTemplateSpecification"]).data
        groups = [{"GroupId": group} for group in template.get("SecurityGroupIds", ())]
        overrides: list[dict[str, Any]] = one.get("Overrides") or [{}]
        for override in overrides:
            yield _as_moto_takes_it({**template, "SecurityGroups": groups, **override})


def _as_moto_takes_it(specification: Mapping[str, Any]) -> dict[str, Any]:
    groups = [group.get("GroupId") or group.get("GroupName") for group in specification.get("SecurityGroups", ())]
    subnet = specification.get("SubnetId")
    return {
        **specification,
        "InstanceType": specification.get("InstanceType", _ANY_TYPE),
        "SecurityGroups": groups,
        "SubnetId": subnet.partition(",")[0].strip() if subnet else None,
    }
