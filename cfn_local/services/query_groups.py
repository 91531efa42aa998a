"""Athena: moto takes a resource without tags for one that does not exist, and never deletes a named query.

A work group of moto's is created again each time it is read, and never updated.
"""

from typing import Any

from cfn_local.services.seam import atomic, replace_method


def install() -> None:
    """Return no tags of work groups and data catalogs that have none; add DeleteNamedQuery and UpdateWorkGroup."""
    from moto.athena.models import AthenaBackend
    from moto.athena.responses import AthenaResponse
    from moto.core.responses import ActionResult

    tags_of, work_group_of = AthenaBackend.list_tags_for_resource, AthenaBackend.get_work_group
    named_query_of = AthenaResponse.get_named_query

    def list_tags_for_resource(backend: Any, resource_arn: str) -> Any:
        kind, _, name = resource_arn.rpartition(":")[2].partition("/")
        known = backend.work_groups if kind == "workgroup" else backend.data_catalogs
        if name in known and not backend.tagger.has_tags(resource_arn):
            return {"Tags": []}
        return tags_of(backend, resource_arn)

    def get_work_group(backend: Any, name: str) -> Any:
        found = work_group_of(backend, name)
        if found is not None:
            found["CreationTime"] = vars(backend.work_groups[name]).setdefault("created", found["CreationTime"])
        return found

    def update_work_group(response: Any) -> Any:
        group = response.athena_backend.work_groups.get(response._get_param("WorkGroup"))
        if group is None:
            return response.error("WorkGroup is not found.", 400)
        updates = dict(response._get_param("ConfigurationUpdates") or {})
        results = updates.pop("ResultConfigurationUpdates", {})
        group.configuration |= updates
        group.configuration["ResultConfiguration"] = group.configuration.get("ResultConfiguration", {}) | results
        group.description = response._get_param("Description", group.description)
        group.state = response._get_param("State", group.state)
        return ActionResult({})

    def get_named_query(response: Any) -> Any:
        is_there = response._get_param("NamedQueryId") in response.athena_backend.named_queries
        return named_query_of(response) if is_there else none(response)

    def delete_named_query(response: Any) -> Any:
        query = response.athena_backend.named_queries.pop(response._get_param("NamedQueryId"), None)
        return none(response) if query is None else ActionResult({})

    def none(response: Any) -> Any:
        return response.error(f"NamedQuery {response._get_param('NamedQueryId')} was not found", 400)

    replace_method(AthenaResponse, "update_work_group", atomic(update_work_group))
    replace_method(AthenaResponse, "get_named_query", atomic(get_named_query))
    replace_method(AthenaResponse, "delete_named_query", atomic(delete_named_query))
    replace_method(AthenaBackend, "list_tags_for_resource", list_tags_for_resource)
    replace_method(AthenaBackend, "get_work_group", get_work_group)
