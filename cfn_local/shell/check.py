"""`cfn-local check`: the verdicts of the local AWS's hooks on a template, before anything is created."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cfn_local.environment import REGION
from cfn_local.gateway.local_aws import LocalAwsClient, LocalAwsError
from cfn_local.partitions import is_region

EXIT_STOPPED = 1
EXIT_NOT_CHECKED = 2

_VERDICTS = {"HOOK_COMPLETE_SUCCEEDED": "passes", "HOOK_COMPLETE_FAILED": "fails", "HOOK_FAILED": "is in error"}


def check(environ: Mapping[str, str], template: Path, parameters: Mapping[str, str], stack_name: str) -> int:
    """Print the verdicts. Return 1 if a hook would stop the stack, 2 if the template cannot be checked."""
    region = environ.get("AWS_REGION") or REGION
    if not is_region(region):
        sys.stderr.write(f"cfn-local check: AWS has no Region {region}; set AWS_REGION to one that it has.\n")
        return EXIT_NOT_CHECKED
    try:
        aws = LocalAwsClient.of(environ)
        resources = aws.check(template.read_text("utf-8"), parameters, stack_name, region)
    except (LocalAwsError, UnicodeDecodeError) as error:
        sys.stderr.write(f"cfn-local check: {error}\n")
        return EXIT_NOT_CHECKED
    for resource in resources:
        sys.stdout.writelines(f"{line}\n" for line in _told(resource, region))
    stopped = [resource for resource in resources if any(hook["Stops"] for hook in resource["Hooks"])]
    if stopped:
        names = ", ".join(resource["LogicalResourceId"] for resource in stopped)
        sys.stdout.write(f"\nA stack of this template would be stopped at {names}.\n")
    return EXIT_STOPPED if stopped else 0


def _told(resource: Mapping[str, Any], region: str) -> Iterator[str]:
    yield f"{resource['LogicalResourceId']} ({resource['ResourceType']})"
    if not resource["Hooks"]:
        yield f"  no hook of {region} applies"
    elif resource["Unknown"]:
        yield f"  not known before creation: {', '.join(resource['Unknown'])}"
    for hook in resource["Hooks"]:
        stops = " and stops it" if hook["Stops"] else ""
        yield f"  {_VERDICTS[hook['HookStatus']]}{stops}: {hook['HookType']} ({hook['HookFailureMode']})"
        yield f"    {hook['HookStatusReason']}"
        for annotation in hook["Annotations"]:
            yield from _told_of(annotation)


def _told_of(annotation: Mapping[str, str]) -> Iterator[str]:
    severity = f", {annotation['SeverityLevel']}" if "SeverityLevel" in annotation else ""
    message = f": {annotation['StatusMessage']}" if "StatusMessage" in annotation else ""
    yield f"    {annotation['Status']} {annotation['AnnotationName']}{severity}{message}"
    for name in ("RemediationMessage", "RemediationLink"):
        if name in annotation and annotation["Status"] == "FAILED":
            yield f"      {annotation[name]}"
