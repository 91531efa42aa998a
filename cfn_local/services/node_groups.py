"""EKS: moto tags clusters only, and forgets how they are accessed."""

from collections.abc import Callable
from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Tag, untag and list the tags of node groups as well; keep the access configuration of a cluster."""
    from moto.eks.models import EKSBackend
    from moto.eks.responses import EKSResponse

    create: Any = EKSResponse.create_cluster

    def create_cluster(response: Any) -> Any:
        answer = create(response)
        answer.result["cluster"].access_config = response._get_param("accessConfig") or {}
        return answer

    replace_method(EKSResponse, "create_cluster", create_cluster)

    def also_of_node_groups(action: Any, change: Callable[..., Any]) -> Any:
        def done(backend: Any, resource_arn: str, *given: Any, **named: Any) -> Any:
            for cluster in backend.clusters.values():
                for group in cluster.nodegroups.values():
                    if group.arn == resource_arn:
                        group.tags = group.tags or {}
                        return change(group, *given, **named)
            return action(backend, resource_arn, *given, **named)

        return done

    def tag(group: Any, tags: dict[str, str]) -> None:
        group.tags = {**group.tags, **tags}

    def untag(group: Any, tag_keys: Any) -> None:
        gone = tag_keys if isinstance(tag_keys, list) else [tag_keys]
        group.tags = {key: value for key, value in group.tags.items() if key not in gone}

    for name, change in (
        ("tag_resource", tag),
        ("untag_resource", untag),
        ("list_tags_for_resource", lambda group: group.tags),
    ):
        replace_method(EKSBackend, name, also_of_node_groups(getattr(EKSBackend, name), change))
