"""EC2's actions on instances that capacity reservations change; moto does the rest."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import MissingParameter
from moto.ec2.responses import EC2Response
from moto.ec2.responses.instances import InstanceResponse

from cfn_local.services.capacity_reservations.exceptions import (
    InstanceStateError,
    InsufficientInstanceCapacityError,
)
from cfn_local.services.capacity_reservations.responses import server_fault
from cfn_local.services.capacity_reservations.running_instances import aim
from cfn_local.services.capacity_reservations.targets import SPECIFICATION, target_of
from cfn_local.services.instances.launches import Asked, asking
from cfn_local.services.instances.occupancy import settle

motos_run_instances_action = EC2Response.run_instances
motos_start_instances_action = EC2Response.start_instances
motos_describe_instances_action = EC2Response.describe_instances


class Instances(InstanceResponse):
    """Actions that replace those of moto's EC2Response."""

    def run_instances(self) -> Any:
        asked = Asked(self._get_param(SPECIFICATION), self._get_param("Placement.Tenancy"), options=self._get_params())
        try:
            with asking(asked):
                return motos_run_instances_action(self)
        except InsufficientInstanceCapacityError as error:
            return server_fault(self, error)

    def start_instances(self) -> Any:
        try:
            return motos_start_instances_action(self)
        except InsufficientInstanceCapacityError as error:
            return server_fault(self, error)

    def describe_instances(self) -> Any:
        settle(self.ec2_backend)
        return motos_describe_instances_action(self)

    def modify_instance_capacity_reservation_attributes(self) -> ActionResult:
        for name in ("InstanceId", SPECIFICATION):
            if not self._get_param(name):
                raise MissingParameter(f"The request must contain the parameter {name}")
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        target = target_of(self._get_param(SPECIFICATION))
        self.error_on_dryrun()
        if instance.state != "stopped":
            raise InstanceStateError(instance_id=instance.id, state=instance.state)
        aim(instance, target)
        return ActionResult({"Return": True})
