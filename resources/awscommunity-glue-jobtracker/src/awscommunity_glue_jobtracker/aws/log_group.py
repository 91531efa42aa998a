"""CloudWatch Logs: the function's log group."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME
from ..names import Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..shared.errors import translated
from .ours import make_ours


def create_log_group(logs: Any, name: str, key_arn: str | None, tags: Mapping[str, str]) -> None:
    """Create the log group. AlreadyExists if there is one of that name."""
    with translated(name):
        logs.create_log_group(logGroupName=name, tags=dict(tags), **({"kmsKeyId": key_arn} if key_arn else {}))


def get_retention(logs: Any, name: str) -> int | None:
    """Return the retention in days, None for never expiring; NotFound if there is no such log group."""
    with translated(name):
        groups = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    for group in groups:  # an exact match comes first
        if group["logGroupName"] == name:
            days: int | None = group.get("retentionInDays")
            return days
    raise exceptions.NotFound(TYPE_NAME, name)


def put_retention(logs: Any, name: str, days: int) -> None:
    """Set the retention in days."""
    with translated(name):
        logs.put_retention_policy(logGroupName=name, retentionInDays=days)


def delete_log_group(logs: Any, name: str) -> None:
    """Delete the log group with its contents."""
    with translated(name):
        logs.delete_log_group(logGroupName=name)


def tags_of_log_group(logs: Any, arn: str) -> dict[str, str]:
    """Return all tags of the log group; NotFound if there is none."""
    with translated(arn):
        return dict(logs.list_tags_for_resource(resourceArn=arn)["tags"])


def tag_log_group(logs: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the log group."""
    with translated(arn):
        logs.tag_resource(resourceArn=arn, tags=dict(tags))


def untag_log_group(logs: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the log group."""
    with translated(arn):
        logs.untag_resource(resourceArn=arn, tagKeys=list(keys))


def _create(site: Site) -> None:
    logs, names = site.clients.logs, site.names
    make_ours(
        site, site.wanted.part_tags, PART.tags, partial(create_log_group, logs, names.log_group, site.wanted.table)
    )


def _put_retention(site: Site) -> None:
    put_retention(site.clients.logs, site.names.log_group, site.wanted.retention or 0)


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    found = answers["log"]
    return {"log_group": found is not None, "retention": found[0] if found else None}


PART = Part(
    name="log_group",
    aspects=(
        Aspect(
            "log_group",
            Stage.PARTS,
            make=_create,
            remove=lambda site: delete_log_group(site.clients.logs, site.names.log_group),
            leaves=2,
            called="log group",
            name_of=lambda names: names.log_group,
            ways=BOTH_WAYS,
        ),
        Aspect("retention", Stage.DETAILS, make=_put_retention, change=_put_retention),
    ),
    looks={"log": lambda site: (get_retention(site.clients.logs, site.names.log_group),)},
    shown=_shown,
    tags=lambda site: tags_of_log_group(site.clients.logs, site.names.log_group_arn),
    tag=lambda site, tags: tag_log_group(site.clients.logs, site.names.log_group_arn, tags),
    untag=lambda site, keys: untag_log_group(site.clients.logs, site.names.log_group_arn, keys),
)
