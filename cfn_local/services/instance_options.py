"""Options of instances that moto forgets, from the request or from the launch template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.services.seam import add_actions

# Shown as they are requested, by attribute of moto's instance.
_SHOWN = {
    "CpuOptions": "cpu_options",
    "EnclaveOptions": "enclave_options",
    "PrivateDnsNameOptions": "private_dns_name_options",
}
_CREDITS = "cpu_credits"
# Types that burst without limit unless told otherwise (EC2 User Guide).
_UNLIMITED = ("t3.", "t3a.", "t4g.")


def install() -> None:
    """Describe and modify what instances pay with when they burst."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses import EC2Response

    class Actions:
        def describe_instance_credit_specifications(self: Any) -> ActionResult:
            self.error_on_dryrun()
            instances = self.ec2_backend.describe_instance_credit_specifications(self._get_param("InstanceIds", []))
            found = [{"InstanceId": one.id, "CpuCredits": _cpu_credits(one)} for one in instances]
            return ActionResult({"InstanceCreditSpecifications": found})

        def modify_instance_credit_specification(self: Any) -> ActionResult:
            asked = self._get_param("InstanceCreditSpecifications", [])
            self.error_on_dryrun()
            for one in asked:
                setattr(self.ec2_backend.get_instance(one["InstanceId"]), _CREDITS, one["CpuCredits"])
            modified = [{"InstanceId": one["InstanceId"]} for one in asked]
            return ActionResult({"SuccessfulInstanceCreditSpecifications": modified})

    add_actions(EC2Response, Actions)


def apply(instance: Any, options: Mapping[str, Any]) -> None:
    """Set the options of a new instance, in the form of RunInstances or of a launch template's data."""
    for name, attribute in _SHOWN.items():
        if name in options:
            setattr(instance, attribute, options[name])
    if option := options.get("CreditSpecification", {}).get("CpuCredits"):
        setattr(instance, _CREDITS, option)
    if not instance.security_groups and instance.nics:
        instance.security_groups = list(instance.nics[0].group_set)
    placement = options.get("Placement", {})
    instance.placement.group_name = placement.get("GroupName", instance.placement.group_name)
    if affinity := placement.get("Affinity"):
        instance.placement.affinity = affinity


def _cpu_credits(instance: Any) -> str:
    default = "unlimited" if instance.instance_type.startswith(_UNLIMITED) else "standard"
    return str(getattr(instance, _CREDITS, default))


def of_template(template: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """Return those arguments of moto's run_instances that only the launch template states, and moto does not read."""
    found: dict[str, Any] = {}
    if not named.get("nics") and (interfaces := template.get("NetworkInterfaces")):
        found["nics"] = [{**one, "DeviceIndex": one.get("DeviceIndex", 0)} for one in interfaces]
    if not named.get("metadata_options") and (metadata := template.get("MetadataOptions")):
        found["metadata_options"] = metadata
    if named.get("monitoring_state", "disabled") == "disabled" and template.get("Monitoring", {}).get("Enabled"):
        found["monitoring_state"] = "enabled"
    if not named.get("ebs_optimized") and template.get("EbsOptimized"):
        found["ebs_optimized"] = True
    return found
