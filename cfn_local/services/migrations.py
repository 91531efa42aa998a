"""DMS: moto makes subnet groups of an invented VPC, lacks most actions that change something, and keeps dead tags.

Nothing is migrated. Endpoints and tasks are ready at once.
"""

from collections.abc import Callable
from typing import Any

from cfn_local import partitions
from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept, Record, records_of
from cfn_local.services.seam import add_actions, replace_method

_GROUPS = "replication subnet groups"
_GROUP_ID = "ReplicationSubnetGroupIdentifier"
# By parameter of ModifyEndpoint, the attribute of moto's endpoint.
_ENDPOINT = {
    "EndpointIdentifier": "endpoint_identifier",
    "EndpointType": "endpoint_type",
    "EngineName": "engine_name",
    "Username": "username",
    "Password": "password",
    "ServerName": "server_name",
    "Port": "port",
    "DatabaseName": "database_name",
    "ExtraConnectionAttributes": "extra_connection_attributes",
    "SslMode": "ssl_mode",
    "S3Settings": "s3_settings",
}
_TASK = {
    "ReplicationTaskIdentifier": "id",
    "MigrationType": "migration_type",
    "TableMappings": "table_mappings",
    "ReplicationTaskSettings": "replication_task_settings",
}


def _subnets(record: Record, backend: Any) -> Record:
    """The VPC and the zones of the group's subnets, which must exist."""
    from moto.ec2.models import ec2_backends

    ec2 = ec2_backends[backend.account_id][backend.region_name]
    subnets = [ec2.get_subnet(one) for one in record["SubnetIds"]]
    shown = [
        {
            "SubnetIdentifier": one.id,
            "SubnetAvailabilityZone": {"Name": one.availability_zone},
            "SubnetStatus": "Active",
        }
        for one in subnets
    ]
    return {"VpcId": subnets[0].vpc_id, "Subnets": shown}


def _group(request: Record, backend: Any) -> Record:
    name = request[_GROUP_ID].lower()
    if request.get("Tags"):
        arn = partitions.arn("dms", backend.region_name, backend.account_id, f"subgrp:{name}")
        backend.tagger.tag_resource(arn, request["Tags"])
    ready = {"SubnetGroupStatus": "Complete", "SupportedNetworkTypes": ["IPV4"]}
    return {_GROUP_ID: name, **ready, **_subnets(request, backend)}


GROUPS = Kept(
    _GROUPS,
    (_GROUP_ID,),
    create="CreateReplicationSubnetGroup",
    update="ModifyReplicationSubnetGroup",
    delete="DeleteReplicationSubnetGroup",
    made=_group,
    renewed=_subnets,
)


def install() -> None:
    """Add the actions that change and tag resources, and make subnet groups of real subnets."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.dms.exceptions import ResourceNotFoundFault
    from moto.dms.models import (
        DatabaseMigrationServiceBackend,
        Endpoint,
        FakeReplicationInstance,
        FakeReplicationTask,
        dms_backends,
    )
    from moto.dms.responses import DatabaseMigrationServiceResponse

    shown = FakeReplicationInstance.to_dict

    def changed(request: Any, found: list[Any], attributes: dict[str, str]) -> dict[str, Any]:
        if not found:
            raise ResourceNotFoundFault("The resource could not be found.")
        for name, attribute in attributes.items():
            if (value := request._get_param(name)) is not None:
                setattr(found[0], attribute, value)
        answer: dict[str, Any] = found[0].to_dict()
        return answer

    class Actions:
        def modify_endpoint(self: Any) -> ActionResult:
            arn, endpoints = self._get_param("EndpointArn"), self.dms_backend.endpoints
            found = [one for one in endpoints.values() if one.endpoint_arn == arn]
            names = [one.endpoint_identifier for one in found]
            answer = changed(self, found, _ENDPOINT)
            # moto finds it by a name that may be another one now.
            endpoints[found[0].endpoint_identifier] = endpoints.pop(names[0])
            return ActionResult({"Endpoint": answer})

        def modify_replication_task(self: Any) -> ActionResult:
            arn = self._get_param("ReplicationTaskArn")
            found = [one for one in self.dms_backend.replication_tasks.values() if one.arn == arn]
            return ActionResult({"ReplicationTask": changed(self, found, _TASK)})

        def add_tags_to_resource(self: Any) -> EmptyResult:
            self.dms_backend.tagger.tag_resource(self._get_param("ResourceArn"), self._get_param("Tags"))
            return EmptyResult()

        def remove_tags_from_resource(self: Any) -> EmptyResult:
            arn, keys = self._get_param("ResourceArn"), self._get_param("TagKeys")
            self.dms_backend.tagger.untag_resource_using_names(arn, keys)
            return EmptyResult()

        def describe_replication_subnet_groups(self: Any) -> ActionResult:
            # There is one filter: replication-subnet-group-id.
            asked = [one["Values"] for one in self._get_param("Filters") or []]
            groups = records_of(self.dms_backend, _GROUPS).values()
            found = [one for one in groups if all(one[_GROUP_ID] in values for values in asked)]
            return ActionResult({"ReplicationSubnetGroups": found})

    def shown_with_its_group(instance: Any) -> dict[str, Any]:
        backend = dms_backends[instance.arn.split(":")[4]][instance.region]
        name = (instance.replication_subnet_group_identifier or "").lower()
        return {**shown(instance), "ReplicationSubnetGroup": records_of(backend, _GROUPS).get((name,))}

    for model, status in ((Endpoint, "active"), (FakeReplicationTask, "ready")):
        replace_method(model, "__init__", _beginning(model.__init__, status))
    for name in ("delete_endpoint", "delete_replication_instance", "delete_replication_task"):
        method = _forgetting_tags(getattr(DatabaseMigrationServiceBackend, name))
        replace_method(DatabaseMigrationServiceBackend, name, method)
    replace_method(FakeReplicationInstance, "__init__", _with_defaults(FakeReplicationInstance.__init__))
    replace_method(FakeReplicationInstance, "to_dict", shown_with_its_group)
    add_actions(DatabaseMigrationServiceResponse, Actions)
    kept_resources.install("dms", DatabaseMigrationServiceResponse, dms_backends, GROUPS)


def _with_defaults(begin: Callable[..., None]) -> Callable[..., None]:
    """Begin a replication instance as AWS does where the request says nothing; moto says nothing either."""
    defaults = {"auto_minor_version_upgrade": True, "multi_az": False, "publicly_accessible": True}

    def begun(instance: Any, **given: Any) -> None:
        begin(instance, **defaults | {name: value for name, value in given.items() if value is not None})

    return begun


def _beginning(begin: Callable[..., None], status: str) -> Callable[..., None]:
    def begun(made: Any, **given: Any) -> None:
        begin(made, **given)
        made.status = status

    return begun


def _forgetting_tags(delete: Callable[..., Any]) -> Callable[..., Any]:
    def delete_with_tags(backend: Any, **named: Any) -> Any:
        deleted = delete(backend, **named)
        for arn in named.values():
            backend.tagger.delete_all_tags_for_resource(arn)
        return deleted

    return delete_with_tags
