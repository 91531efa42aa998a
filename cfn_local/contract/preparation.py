"""What a project's tests need to find in AWS: a set-up stack, a command that seeds, and the exports of both."""

import os
import subprocess
from pathlib import Path

import yaml
from botocore.exceptions import BotoCoreError, ClientError

from cfn_local import environment
from cfn_local.contract.result import SuiteError
from cfn_local.gateway.local_aws import LocalAws

_STACK = "contract-test-setup"
_TEMPLATES = ("test/setup.yml", "test/setup.yaml", "test/setup.json")


def setup_template(project: Path) -> Path | None:
    """The template whose stack makes what the inputs refer to, where the project has one."""
    return next((project / name for name in _TEMPLATES if (project / name).is_file()), None)


def deploy(template: Path, aws: LocalAws) -> None:
    """Make the set-up stack. A type that the local AWS does not make is an error, by name."""
    body = template.read_text("utf-8", "replace")
    wanted = _resources(body, template)
    client = aws.client("cloudformation")
    try:
        client.create_stack(
            StackName=_STACK, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
        )
        status = client.describe_stacks(StackName=_STACK)["Stacks"][0]["StackStatus"]
        made = {
            resource["LogicalResourceId"]
            for page in client.get_paginator("list_stack_resources").paginate(StackName=_STACK)
            for resource in page["StackResourceSummaries"]
        }
    except (BotoCoreError, ClientError) as error:
        raise SuiteError(f"The set-up stack of {template.name} fails: {error}") from error
    if status != "CREATE_COMPLETE":
        raise SuiteError(f"The set-up stack of {template.name} is {status}.")
    lacking = sorted(f"{name} ({kind})" for name, kind in wanted.items() if name not in made)
    if lacking:
        raise SuiteError(f"The local AWS cannot make these resources of {template.name}: {', '.join(lacking)}.")


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
        raise SuiteError(f"--seed ended with status {done.returncode}: {command}", done.stdout)


def check_exports(named: set[str], aws: LocalAws, template: Path | None) -> None:
    """cfn tests an empty model where an export is missing; here it is an error."""
    if not named:
        return
    pages = aws.client("cloudformation").get_paginator("list_exports").paginate()
    missing = sorted(named - {export["Name"] for page in pages for export in page["Exports"]})
    if missing:
        source = f"{template.name} does not export it" if template else "there is no test/setup.yml"
        raise SuiteError(
            f"The inputs name the export {', '.join(missing)}, and {source}. Add it there, or use --setup or --seed."
        )


class _TemplateLoader(yaml.SafeLoader):
    """Reads templates; what their intrinsic functions hold does not matter here."""


_TemplateLoader.add_multi_constructor("!", lambda *_: None)


def _resources(body: str, path: Path) -> dict[str, str]:
    """Logical id -> type, of the resources that have no condition."""
    try:
        template = yaml.load(body, _TemplateLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise SuiteError(f"The set-up template {path.name} is not YAML: {' '.join(str(error).split())}") from error
    resources = template.get("Resources") if isinstance(template, dict) else None
    if not isinstance(resources, dict):
        raise SuiteError(f"The set-up template {path.name} has no Resources.")
    return {
        name: str(resource.get("Type"))
        for name, resource in resources.items()
        if isinstance(resource, dict) and "Condition" not in resource
    }
