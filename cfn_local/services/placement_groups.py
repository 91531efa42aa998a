"""Placement groups, which moto lacks. Instances name them; where they run does not follow from them."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions, in_its_module

_GROUPS = "placement_groups"


def install() -> None:
    """Add the actions on placement groups."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.core import TaggedEC2Resource
    from moto.ec2.responses import EC2Response
    from moto.ec2.utils import EC2_RESOURCE_TO_PREFIX, random_id

    # Those that may have tags.
    EC2_RESOURCE_TO_PREFIX["placement-group"] = "pg"

    @in_its_module
    class PlacementGroup(TaggedEC2Resource):
        def __init__(self, backend: Any, name: str, stated: dict[str, Any], tags: dict[str, str]) -> None:
            self.ec2_backend = backend
            self.id = self.group_id = random_id("pg")
            self.group_name = name
            self.state = "available"
            self.strategy = stated.get("Strategy", "cluster")
            self.partition_count = stated.get("PartitionCount") or (7 if self.strategy == "partition" else None)
            self.spread_level = stated.get("SpreadLevel") or ("rack" if self.strategy == "spread" else None)
            resource = f"placement-group/{name}"
            self.group_arn = f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:{resource}"
            self.add_tags(tags)

        @property
        def tags(self) -> list[dict[str, str]]:
            return self.get_tags()

    class Actions:
        def create_placement_group(self: Any) -> ActionResult:
            name, groups = self._get_param("GroupName"), _groups(self)
            if name in groups:
                text = f"The Placement Group '{name}' already exists."
                raise EC2ClientError("InvalidPlacementGroup.Duplicate", text)
            tags = self._parse_tag_specification().get("placement-group", {})
            groups[name] = PlacementGroup(self.ec2_backend, name, self._get_params(), tags)
            return ActionResult({"PlacementGroup": groups[name]})

        def describe_placement_groups(self: Any) -> ActionResult:
            groups, names, ids = _groups(self), self._get_param("GroupNames", []), self._get_param("GroupIds", [])
            if unknown := [name for name in names if name not in groups]:
                text = f"The Placement Group '{unknown[0]}' is unknown."
                raise EC2ClientError("InvalidPlacementGroup.Unknown", text)
            found = [
                one for one in groups.values() if one.group_name in (names or groups) and one.id in (ids or [one.id])
            ]
            return ActionResult({"PlacementGroups": found})

        def delete_placement_group(self: Any) -> Any:
            name = self._get_param("GroupName")
            if _groups(self).pop(name, None) is None:
                raise EC2ClientError("InvalidPlacementGroup.Unknown", f"The Placement Group '{name}' is unknown.")
            return EmptyResult()

    add_actions(EC2Response, Actions)


def _groups(request: Any) -> dict[str, Any]:
    found: dict[str, Any] = vars(request.ec2_backend).setdefault(_GROUPS, {})
    return found
