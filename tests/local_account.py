"""An account of the local AWS in which modules live: registered, submitted by the real cfn, deployed, looked at."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import WaiterError

from cfn_local import environment
from cfn_local.contract import project
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.runtime import artifact
from cfn_local.runtime.interpreter import interpreter_for

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ROOT / ".wheelhouse")}
IN_RUNTIME = ("boto3/", "botocore/")  # most of an artifact, and there anyway
HOOK = "AwsCommunity::Spot::AllocationCheck"


@dataclass(frozen=True)
class LocalAccount:
    """An account, and a home folder for what runs in it."""

    aws: LocalAws
    home: Path

    def submit(self, module: Path) -> None:
        """Have the real cfn validate, package and register the module."""
        folder = self.home / module.name
        shutil.copytree(module, folder, ignore=shutil.ignore_patterns("*.zip", "rpdk.log"))
        system = {**environment.of_system(os.environ), **OFFLINE, "HOME": str(self.home)}
        done = subprocess.run(
            [BIN / "cfn", "submit", "--set-default", "--region", "us-east-1"],
            cwd=folder,
            env=self.aws.environment({**system, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def register(self, folder: Path) -> None:
        """Register a resource type or hook of the repository, whose own tests submit it with the real cfn."""
        found = project.load(folder)
        settings = json.loads((folder / ".rpdk-config").read_text())
        requirements = artifact.install_requirements(folder, interpreter_for(found.runtime))
        built = artifact.build(folder, found.package, requirements, self.home / folder.name / "artifact")
        s3, cloudformation = self.aws.client("s3"), self.aws.client("cloudformation")
        s3.create_bucket(Bucket=folder.name)
        s3.put_object(Bucket=folder.name, Key="package", Body=_package(folder, built.root))
        token = cloudformation.register_type(
            Type=settings["artifact_type"],
            TypeName=settings["typeName"],
            SchemaHandlerPackage=f"s3://{folder.name}/package",
        )["RegistrationToken"]
        try:
            cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        except WaiterError as error:
            raise AssertionError(error.last_response["Description"]) from error

    def enforce_hook(self, **settings: Any) -> None:
        """Have the hook stop what breaks its rules."""
        chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "FailureMode": "FAIL"}
        document = {"CloudFormationConfiguration": {"HookConfiguration": {**chosen, "Properties": settings}}}
        self.aws.client("cloudformation").set_type_configuration(
            Type="HOOK", TypeName=HOOK, Configuration=json.dumps(document)
        )

    def deploy(self, stack: str, template: Path, update: bool = False, **parameters: str) -> None:
        """Create or update the stack, with a VPC and three subnets of it where the template asks for them."""
        cloudformation, text = self.aws.client("cloudformation"), template.read_text()
        subnets = self.aws.client("ec2").describe_subnets()["Subnets"][:3]
        of_network = {"VpcId": subnets[0]["VpcId"], "SubnetIds": ",".join(one["SubnetId"] for one in subnets)}
        given = {name: value for name, value in of_network.items() if f"\n  {name}:" in text} | parameters
        act = cloudformation.update_stack if update else cloudformation.create_stack
        act(
            StackName=stack,
            TemplateBody=text,
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        cloudformation.get_waiter(f"stack_{'update' if update else 'create'}_complete").wait(StackName=stack)

    def delete(self, stack: str) -> None:
        """Delete the stack and wait until it has gone."""
        self.aws.client("cloudformation").delete_stack(StackName=stack)
        self.aws.client("cloudformation").get_waiter("stack_delete_complete").wait(StackName=stack)

    def resources(self, stack: str) -> dict[str, str]:
        """The physical ids of the stack's resources, by logical id."""
        found = self.aws.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}

    def verdicts(self, stack: str) -> dict[str, str]:
        """What the hook has said of the stack's resources, by logical id."""
        events = self.aws.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
        ended = [one for one in events if one.get("HookStatus", "HOOK_IN_PROGRESS") != "HOOK_IN_PROGRESS"]
        return {one["LogicalResourceId"]: one["HookStatus"] for one in ended}


def _package(folder: Path, built: Path) -> bytes:
    name = json.loads((folder / ".rpdk-config").read_text())["typeName"].lower().replace("::", "-")
    return _zipped(
        {
            ".rpdk-config": (folder / ".rpdk-config").read_bytes(),
            "schema.json": (folder / f"{name}.json").read_bytes(),
            "ResourceProvider.zip": _zipped(dict(_handlers(built))),
        }
    )


def _handlers(built: Path) -> Iterator[tuple[str, bytes]]:
    for at, _, names in os.walk(built, followlinks=True):
        for path in (Path(at) / name for name in names):
            if not str(path.relative_to(built)).startswith(IN_RUNTIME):
                yield str(path.relative_to(built)), path.read_bytes()


def _zipped(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive.getvalue()
