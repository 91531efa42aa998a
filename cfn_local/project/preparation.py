"""What a project's tests need to find in AWS: a set-up stack, a command that seeds, and the exports of both."""

import os
import subprocess
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project.loading import ProjectError

_STACK = "contract-test-setup"
_TEMPLATES = ("test/setup.yml", "test/setup.yaml", "test/setup.json")


def setup_template(project: Path) -> Path | None:
    """The template whose stack makes what the inputs refer to, where the project has one."""
    return next((project / name for name in _TEMPLATES if (project / name).is_file()), None)


def deploy(template: Path, aws: LocalAws) -> None:
    """Make the set-up stack. ProjectError with the reason where that fails."""
    body = template.read_text("utf-8", "replace")
    client = aws.client("cloudformation")
    try:
        client.create_stack(
            StackName=_STACK, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
        )
        client.get_waiter("stack_create_complete").wait(StackName=_STACK)
    except WaiterError as error:
        raise ProjectError(f"The set-up stack of {template.name} fails: {_why(client)}") from error
    except ClientError as error:
        message = error.response["Error"]["Message"]
        raise ProjectError(f"The set-up stack of {template.name} fails: {message}") from error
    except BotoCoreError as error:
        raise ProjectError(f"The set-up stack of {template.name} fails: {error}") from error


def _why(client: Any) -> str:
    """The first failure in the set-up stack."""
    events = client.describe_stack_events(StackName=_STACK)["StackEvents"]
    why = ("CREATE_FAILED", "ROLLBACK_IN_PROGRESS")
    failed = [event for event in reversed(events) if event["ResourceStatus"] in why]
    return "; ".join(f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}" for event in failed[:1])


def seed(command: str, project: Path, aws: LocalAws) -> None:
    """Run the user's own command in the project's folder, against the local AWS."""
    local = aws.environment(environment.without_aws(os.environ))
    done = subprocess.run(  # noqa: S602 - the user's command line, as given
        command,
        shell=True,
        cwd=project,
        env=local,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ProjectError(f"--seed ended with status {done.returncode}: {command}", done.stdout)


def exports(named: set[str], aws: LocalAws, template: Path | None) -> dict[str, str]:
    """The values of exports by name. cfn tests an empty model where one is missing; here that is a ProjectError."""
    if not named:
        return {}
    pages = aws.client("cloudformation").get_paginator("list_exports").paginate()
    found = {export["Name"]: export["Value"] for page in pages for export in page["Exports"]}
    missing = sorted(named - found.keys())
    if missing:
        source = f"{template.name} does not export it" if template else "there is no test/setup.yml"
        raise ProjectError(
            f"The inputs name the export {', '.join(missing)}, and {source}. Add it there, or use --setup or --seed."
        )
    return found
