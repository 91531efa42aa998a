"""Prerequisites of a project's tests in AWS: a set-up stack, a seed command, and the exports of both."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project.loading import ProjectError

_STACK = "contract-test-setup"
_CAPABILITIES = ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_TAG = re.compile(r"the YAML tag (!\S+) is not supported")
_LACKING_TYPES, _FOR_OTHER_VERBS = "the resource type ", "--stand-ins"
_WITHOUT_TYPES = (
    "Make them with --seed, take another --setup, or let them be stood in for, by\n"
    "Metadata: {cfn-local: {StandIns: [TYPE, ...]}} in that template."
)
_STATUS_OF_NOT_FOUND = 127
_NOT_FOUND = re.compile(r"([^\s:]+): (?:command )?not found")
# Usual places of templates, one of which may export what the inputs refer to.
_OTHER_TEMPLATES = ("*.y*ml", "*.json", "*/*.y*ml", "*/*.json", "*/*/*.y*ml")
_TEMPLATES = ("test/setup.yml", "test/setup.yaml", "test/setup.json")


def setup_template(project: Path) -> Path | None:
    """Return the template of the project's set-up stack, if it has one."""
    return next((project / name for name in _TEMPLATES if (project / name).is_file()), None)


def check(template: Path, aws: LocalAws) -> None:
    """Check the template in an empty account, without creating its stack. ProjectError if that could not succeed."""
    aws.reset()
    body = template.read_text("utf-8", "replace")
    client = aws.client("cloudformation")
    with _told(template):
        client.create_change_set(
            StackName=_STACK,
            ChangeSetName=_STACK,
            ChangeSetType="CREATE",
            TemplateBody=body,
            Capabilities=_CAPABILITIES,
        )
    aws.reset()


def deploy(template: Path, aws: LocalAws) -> None:
    """Create the set-up stack. ProjectError with the reason if that fails."""
    body = template.read_text("utf-8", "replace")
    client = aws.client("cloudformation")
    with _told(template):
        client.create_stack(StackName=_STACK, TemplateBody=body, Capabilities=_CAPABILITIES)
        try:
            client.get_waiter("stack_create_complete").wait(StackName=_STACK)
        except WaiterError as error:
            raise ProjectError(f"The set-up stack of {template.name} fails: {_why(client)}") from error


@contextmanager
def _told(template: Path) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise ProjectError(_refused(template, error.response["Error"]["Message"])) from error
    except BotoCoreError as error:
        raise ProjectError(f"The set-up stack of {template.name} fails: {error}") from error


def _refused(template: Path, message: str) -> str:
    tag = _TAG.search(message)
    if tag:
        return f"{template.name} is to be packaged first (its tag {tag[1]}); give the result with --setup."
    if _LACKING_TYPES in message:
        message = "\n".join([*(line for line in message.splitlines() if _FOR_OTHER_VERBS not in line), _WITHOUT_TYPES])
    return f"The set-up stack of {template.name} fails: {message}"


def _why(client: Any) -> str:
    """Return the first failure in the set-up stack."""
    events = client.describe_stack_events(StackName=_STACK)["StackEvents"]
    why = ("CREATE_FAILED", "ROLLBACK_IN_PROGRESS")
    failed = [event for event in reversed(events) if event["ResourceStatus"] in why]
    return "; ".join(f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}" for event in failed[:1])


def seed(command: str, project: Path, aws: LocalAws) -> None:
    """Run the user's own command in the project's folder, against the local AWS."""
    # `aws`, and a Python with boto3, lie beside `cfn-local`.
    path = os.pathsep.join(filter(None, [str(Path(sys.executable).parent), os.environ.get("PATH")]))
    local = aws.environment(environment.without_aws({**os.environ, "PATH": path}))
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
        missing = _NOT_FOUND.search(done.stdout) if done.returncode == _STATUS_OF_NOT_FOUND else None
        if missing:
            raise ProjectError(f"--seed: {missing[1]} was not found.", done.stdout)
        raise ProjectError(f"--seed ended with status {done.returncode}: {command}", done.stdout)


def exports(named: set[str], aws: LocalAws, template: Path | None, project: Path) -> dict[str, str]:
    """Return export values by name. ProjectError if one is missing, where cfn would test an empty model."""
    if not named:
        return {}
    pages = aws.client("cloudformation").get_paginator("list_exports").paginate()
    found = {export["Name"]: export["Value"] for page in pages for export in page["Exports"]}
    missing = sorted(named - found.keys())
    if missing:
        source = f"{template.name} does not export" if template else "there is no test/setup.yml"
        raise ProjectError(
            f"The inputs name the export {', '.join(missing)}, and {source}{' it' if template else ''}. "
            f"{_advice(missing, project)}"
        )
    return found


def _advice(missing: list[str], project: Path) -> str:
    for path in (path for pattern in _OTHER_TEMPLATES for path in sorted(project.glob(pattern))):
        text = path.read_text("utf-8", "replace")
        if "Export" in text and all(name in text for name in missing):
            return f"{path.relative_to(project)} does: --setup {path.relative_to(project)}"
    return "Add it there, or use --setup or --seed."
