"""Redshift: moto lacks the actions that modify groups, keeps no parameters, and knows no namespace of a cluster."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cfn_local import partitions
from cfn_local.services.seam import add_actions, replace_attribute


def install() -> None:
    """Add the parameters that a group sets, the modification of groups, and the namespace of each cluster."""
    from moto.core.responses import ActionResult
    from moto.redshift.models import Cluster
    from moto.redshift.responses import RedshiftResponse

    describe: Any = RedshiftResponse.describe_cluster_parameters

    def group_of(response: Any) -> Any:
        name = response._get_param("ParameterGroupName")
        response.redshift_backend.describe_cluster_parameter_groups(name)
        return response.redshift_backend.parameter_groups[name]

    def named(group: Any) -> ActionResult:
        status = "Your parameter group has been updated."
        return ActionResult({"ParameterGroupName": group.name, "ParameterGroupStatus": status})

    class Actions:
        def describe_cluster_parameters(self: Any) -> ActionResult:
            stated = _parameters(group_of(self))
            asked = self._get_param("Source")
            found = [
                {**one, "ParameterValue": stated[one["ParameterName"]], "Source": "user"}
                if one["ParameterName"] in stated
                else one
                for one in _known(describe(self), stated)
            ]
            return ActionResult({"Parameters": [one for one in found if asked in (None, one["Source"])]})

        def modify_cluster_parameter_group(self: Any) -> ActionResult:
            group = group_of(self)
            _parameters(group).update(
                {one["ParameterName"]: one["ParameterValue"] for one in self._get_param("Parameters", [])}
            )
            return named(group)

        def reset_cluster_parameter_group(self: Any) -> ActionResult:
            group = group_of(self)
            if self._get_param("ResetAllParameters"):
                _parameters(group).clear()
            for one in self._get_param("Parameters", []):
                _parameters(group).pop(one["ParameterName"], None)
            return named(group)

        def modify_cluster_subnet_group(self: Any) -> ActionResult:
            name = self._get_param("ClusterSubnetGroupName")
            (group,) = self.redshift_backend.describe_cluster_subnet_groups(name)
            group.description = self._get_param("Description", group.description)
            group.subnet_ids = self._get_param("SubnetIds")
            return ActionResult({"ClusterSubnetGroup": group})

    add_actions(RedshiftResponse, Actions)
    replace_attribute(Cluster, "cluster_namespace_arn", property(_namespace))


def _parameters(group: Any) -> dict[str, str]:
    found: dict[str, str] = vars(group).setdefault("parameters", {})
    return found


def _known(answer: Any, stated: dict[str, str]) -> list[dict[str, Any]]:
    """All parameters that moto names, and those of the group that it does not."""
    known: list[dict[str, Any]] = answer.result["Parameters"]
    others = stated.keys() - {one["ParameterName"] for one in known}
    return [*known, *({"ParameterName": name, "IsModifiable": True} for name in sorted(others))]


def _namespace(cluster: Any) -> str:
    identifier = vars(cluster).setdefault("namespace", str(uuid4()))
    return partitions.arn("redshift", cluster.region, cluster.account_id, f"namespace:{identifier}")
