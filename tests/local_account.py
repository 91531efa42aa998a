"""A local AWS as its user has it: the real cfn, AWS CLI and scripts around it, and what the account then holds."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from botocore.exceptions import WaiterError
from shipping.extension import Extension
from shipping.package import Package, build

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ROOT / ".wheelhouse")}
HOOK = "AwsCommunity::Spot::AllocationCheck"

_build = cache(build)
_building = Lock()  # packaging changes the folder that the whole process works in


def package_of(folder: Path) -> Package:
    """The package of a project of the repository, made once."""
    with _building:
        return _build(Extension.in_folder(folder))


def succeeded(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """The same, which must have ended well."""
    assert done.returncode == 0, done.stdout + (done.stderr or "")
    return done


@dataclass(frozen=True)
class LocalAccount:
    """An account in one Region, and a home folder for what runs in it."""

    aws: LocalAws
    home: Path
    region: str = environment.REGION

    def client(self, service: str) -> Any:
        """A boto3 client of the account in its Region."""
        return self.aws.client(service, self.region)

    @property
    def environment(self) -> dict[str, str]:
        """That of a shell whose AWS is this one."""
        system = {**environment.of_system(os.environ), **OFFLINE, "HOME": str(self.home)}
        return {
            **self.aws.environment({**system, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}),
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
        }

    def run(self, *command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """A command of the virtual environment, or a script of the repository."""
        program = BIN / command[0] if (BIN / command[0]).exists() else ROOT / command[0]
        return subprocess.run(
            [str(program), *command[1:]],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def submit(self, project: Path) -> None:
        """Have the real cfn validate, package and register the project."""
        folder = self.home / project.name
        shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build", "*.zip", "rpdk.log"))
        succeeded(self.run("cfn", "submit", "--set-default", "--region", self.region, folder=folder))

    def register(self, package: Package, **more: Any) -> None:
        """Register what scripts/package makes, which is faster."""
        extension = package.extension
        self.register_content(extension.kind, extension.type_name, package.content, **more)

    def register_content(self, kind: str, type_name: str, content: bytes, **more: Any) -> None:
        """Register a package."""
        s3, cloudformation = self.client("s3"), self.client("cloudformation")
        bucket = f"{type_name.replace('::', '-').lower()}-{self.region}"
        elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
        s3.create_bucket(Bucket=bucket, **(elsewhere if self.region != "us-east-1" else {}))
        s3.put_object(Bucket=bucket, Key="package.zip", Body=content)
        token = cloudformation.register_type(
            Type=kind,
            TypeName=type_name,
            SchemaHandlerPackage=f"s3://{bucket}/package.zip",
            **more,
        )["RegistrationToken"]
        try:
            cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        except WaiterError as error:
            raise AssertionError(error.last_response["Description"]) from error

    def configure_hook(self, failure_mode: str = "FAIL", **settings: Any) -> None:
        """Have the hook stop what breaks its rules, or warn of it."""
        chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "FailureMode": failure_mode}
        document = {"CloudFormationConfiguration": {"HookConfiguration": {**chosen, "Properties": settings}}}
        self.client("cloudformation").set_type_configuration(
            Type="HOOK", TypeName=HOOK, Configuration=json.dumps(document)
        )

    def deploy(self, stack: str, template: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
        """Create or update the stack by the real AWS CLI; `parameters` as `Name=value`."""
        command = ["cloudformation", "deploy", "--stack-name", stack, "--template-file", str(template)]
        overrides = ["--parameter-overrides", *parameters] if parameters else []
        return self.run("aws", *command, "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND", *overrides)

    def deploy_example(self, stack: str, template: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
        """The same with a VPC and three subnets of it, where the template asks for them."""
        vpc_id = self.client("ec2").describe_subnets()["Subnets"][0]["VpcId"]
        network = {"VpcId": vpc_id, "Subnets": self.three_subnets(), "SubnetIds": self.three_subnets()}
        asked = [f"{name}={value}" for name, value in network.items() if f"\n  {name}:" in template.read_text()]
        return self.deploy(stack, template, *asked, *parameters)

    def three_subnets(self) -> str:
        return ",".join(one["SubnetId"] for one in self.client("ec2").describe_subnets()["Subnets"][:3])

    def delete(self, stack: str) -> None:
        """Delete the stack, which must succeed."""
        self.client("cloudformation").delete_stack(StackName=stack)
        self.client("cloudformation").get_waiter("stack_delete_complete").wait(StackName=stack)

    def outputs(self, stack: str) -> dict[str, str]:
        (found,) = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        return {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}

    def resources(self, stack: str) -> dict[str, str]:
        """The physical ids of the stack's resources, by logical id."""
        found = self.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}

    def verdicts(self, stack: str) -> dict[str, str]:
        """What the hook has said of the stack's resources, by logical id."""
        events = self.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
        ended = [one for one in events if one.get("HookStatus", "HOOK_IN_PROGRESS") != "HOOK_IN_PROGRESS"]
        return {one["LogicalResourceId"]: one["HookStatus"] for one in ended}

    def types(self) -> dict[str, list[str]]:
        """The ids of the live versions of each type that is registered, the default one first."""
        cloudformation = self.client("cloudformation")
        found = {}
        for listed in cloudformation.list_types(Visibility="PRIVATE")["TypeSummaries"]:
            versions = cloudformation.list_type_versions(Type=listed["Type"], TypeName=listed["TypeName"])
            ids = [(not one["IsDefaultVersion"], one["VersionId"]) for one in versions["TypeVersionSummaries"]]
            found[listed["TypeName"]] = [version_id for _, version_id in sorted(ids)]
        return found

    def billed(self) -> list[tuple[str, int]]:
        """Zone and instances of every reservation that is billed."""
        found = self.client("ec2").describe_capacity_reservations()["CapacityReservations"]
        ended = ("cancelled", "expired", "failed")
        return sorted(
            (one["AvailabilityZone"], one["TotalInstanceCount"]) for one in found if one["State"] not in ended
        )
