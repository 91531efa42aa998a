"""Lambda: the function and its permissions."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME, function_code
from ..deployment import PERMISSION_ID
from ..names import Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..settings import VARIABLE
from ..shared.errors import translated
from .ours import make_ours, unless_done

DESCRIPTION = "Watches Glue job runs for AwsCommunity::Glue::JobTracker"


def create_function(
    client: Any, name: str, configuration: Mapping[str, Any], code: bytes, tags: Mapping[str, str]
) -> None:
    """Create the function. AlreadyExists if there is one of that name; NotStabilized until the role has
    propagated in IAM."""
    with translated(name):
        client.create_function(
            FunctionName=name,
            Description=DESCRIPTION,
            Code={"ZipFile": code},
            Tags=dict(tags),
            **_request(configuration),
        )


def get_function(client: Any, name: str) -> dict[str, Any]:
    """Return the function with its tags; NotFound if there is none."""
    with translated(name):
        return dict(client.get_function(FunctionName=name))


def await_function(client: Any, name: str) -> None:
    """NotStabilized until the last change is complete; a GeneralServiceException if it failed."""
    with translated(name):
        configuration = client.get_function_configuration(FunctionName=name)
    if "Failed" in (configuration.get("State"), configuration.get("LastUpdateStatus")):
        reason = configuration.get("StateReason") or configuration.get("LastUpdateStatusReason", "no reason given")
        raise exceptions.GeneralServiceException(f"The function {name} failed: {reason}")
    if not is_ready(configuration):
        raise exceptions.NotStabilized(f"The function {name} is not ready yet")


def is_ready(configuration: Mapping[str, Any]) -> bool:
    """Return whether the function accepts events and further changes."""
    status = configuration.get("LastUpdateStatus", "Successful")
    return (configuration.get("State"), status) == ("Active", "Successful")


def configuration_in(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration in a Lambda response, as `create_function` takes it."""
    members = ("Role", "Handler", "Runtime", "Timeout", "MemorySize")
    return {
        **{member: answer.get(member) for member in members},
        "Environment": answer.get("Environment", {}).get("Variables", {}).get(VARIABLE, ""),
        "DeadLetterConfig": answer.get("DeadLetterConfig", {}).get("TargetArn", ""),
        "KMSKeyArn": answer.get("KMSKeyArn") or "",
    }


def update_configuration(client: Any, name: str, configuration: Mapping[str, Any]) -> None:
    """Change the function. ResourceConflict while an earlier change is in progress."""
    with translated(name):
        client.update_function_configuration(FunctionName=name, **_request(configuration))


def update_code(client: Any, name: str, code: bytes) -> None:
    """Change the code of the function. ResourceConflict while an earlier change is in progress."""
    with translated(name):
        client.update_function_code(FunctionName=name, ZipFile=code)


def delete_function(client: Any, name: str) -> None:
    """Delete the function with its permissions."""
    with translated(name):
        client.delete_function(FunctionName=name)


def add_permission(client: Any, name: str, statement: Mapping[str, Any]) -> None:
    """Add a statement for one service to the function's policy. AlreadyExists if it has one with this ID."""
    with translated(name):
        client.add_permission(
            FunctionName=name,
            StatementId=statement["Sid"],
            Action=statement["Action"],
            Principal=statement["Principal"]["Service"],
            SourceArn=statement["Condition"]["ArnLike"]["AWS:SourceArn"],
        )


def get_permission(client: Any, name: str, statement_id: str) -> dict[str, Any]:
    """Return the statement with this ID in the function's policy; NotFound if there is none."""
    with translated(name):
        policy = json.loads(client.get_policy(FunctionName=name)["Policy"])
    for statement in policy["Statement"]:
        if statement.get("Sid") == statement_id:
            return dict(statement)
    raise exceptions.NotFound(TYPE_NAME, name)


def remove_permission(client: Any, name: str, statement_id: str) -> None:
    """Remove the statement with this ID from the function's policy."""
    with translated(name):
        client.remove_permission(FunctionName=name, StatementId=statement_id)


def tag_function(client: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the function."""
    with translated(arn):
        client.tag_resource(Resource=arn, Tags=dict(tags))


def untag_function(client: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the function."""
    with translated(arn):
        client.untag_resource(Resource=arn, TagKeys=list(keys))


def _request(configuration: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **configuration,
        "Environment": {"Variables": {VARIABLE: configuration["Environment"]}},
        "DeadLetterConfig": {"TargetArn": configuration["DeadLetterConfig"]},
    }


def _create(site: Site) -> None:
    configuration, code = site.wanted.function or {}, function_code.zipped()
    create = partial(create_function, site.clients.function, site.names.common, configuration, code)
    make_ours(site, site.wanted.part_tags, PART.tags, create)


def _update_code(site: Site) -> None:
    update_code(site.clients.function, site.names.common, function_code.zipped())


def _permit(site: Site) -> None:
    permission = site.wanted.permission or {}
    unless_done(partial(add_permission, site.clients.function, site.names.common, permission))


def _permit_again(site: Site) -> None:
    remove_permission(site.clients.function, site.names.common, PERMISSION_ID)
    _permit(site)


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    found = answers["function"] or {}
    configuration = found.get("Configuration", {})
    return {
        "function": configuration_in(configuration) if found else None,
        "code": configuration.get("CodeSha256"),
        "ready": bool(found) and is_ready(configuration),
        "permission": answers["permission"],
    }


PART = Part(
    name="function",
    aspects=(
        Aspect(
            "function",
            Stage.FUNCTION,
            make=_create,
            change=lambda site: update_configuration(
                site.clients.function, site.names.common, site.wanted.function or {}
            ),
            remove=lambda site: delete_function(site.clients.function, site.names.common),
            leaves=1,
            called="configuration of the function",
            ways=BOTH_WAYS,
        ),
        Aspect(
            "code", Stage.CODE, make=_update_code, change=_update_code, called="code of the function", ways=BOTH_WAYS
        ),
        Aspect("ready", Stage.CONNECTIONS, make=lambda site: await_function(site.clients.function, site.names.common)),
        Aspect(
            "permission",
            Stage.CONNECTIONS,
            make=_permit,
            change=_permit_again,
            called="permission of the rules to invoke the function",
            ways=BOTH_WAYS,
        ),
    ),
    looks={
        "function": lambda site: get_function(site.clients.function, site.names.common),
        "permission": lambda site: get_permission(site.clients.function, site.names.common, PERMISSION_ID),
    },
    shown=_shown,
    tags=lambda site: get_function(site.clients.function, site.names.common).get("Tags", {}),
    tag=lambda site, tags: tag_function(site.clients.function, site.names.function_arn, tags),
    untag=lambda site, keys: untag_function(site.clients.function, site.names.function_arn, keys),
)
