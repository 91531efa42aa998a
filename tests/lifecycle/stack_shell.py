"""A shell in which the real cfn and the real AWS CLI work on a local AWS."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ROOT / ".wheelhouse")}


@dataclass
class Shell:
    """A shell whose AWS is a local one."""

    aws: LocalAws
    home: Path

    def run(self, *command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
        system = {**environment.of_system(os.environ), **OFFLINE, "HOME": str(self.home)}
        return subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=folder,
            env=self.aws.environment({**system, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}),
            capture_output=True,
            text=True,
            check=False,
        )

    def submit(self, project: Path) -> None:
        folder = self.home / project.name
        shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build", "*.zip", "rpdk.log"))
        done = self.run("cfn", "submit", "--set-default", "--region", "us-east-1", folder=folder)
        assert done.returncode == 0, done.stdout + done.stderr

    def deploy(self, stack: str, template: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
        command = [
            "cloudformation",
            "deploy",
            "--stack-name",
            stack,
            "--template-file",
            str(template),
            "--capabilities",
            "CAPABILITY_IAM",
        ]
        return self.run("aws", *command, *(["--parameter-overrides", *parameters] if parameters else []))

    def deploy_example(self, stack: str, template: Path) -> subprocess.CompletedProcess[str]:
        """With three subnets, where the template asks for some."""
        parameters = [
            f"{name}={self.three_subnets()}"
            for name in ("Subnets", "SubnetIds")
            if f"\n  {name}:" in template.read_text()
        ]
        return self.deploy(stack, template, *parameters)

    def three_subnets(self) -> str:
        return ",".join(one["SubnetId"] for one in self.aws.client("ec2").describe_subnets()["Subnets"][:3])

    def billed(self) -> list[tuple[str, int]]:
        """Zone and instances of every reservation that is billed."""
        found = self.aws.client("ec2").describe_capacity_reservations()["CapacityReservations"]
        ended = ("cancelled", "expired", "failed")
        return sorted(
            (one["AvailabilityZone"], one["TotalInstanceCount"]) for one in found if one["State"] not in ended
        )

    def configure_hook(self, failure_mode: str) -> None:
        chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "FailureMode": failure_mode}
        document = {"CloudFormationConfiguration": {"HookConfiguration": {**chosen, "Properties": {}}}}
        self.aws.client("cloudformation").set_type_configuration(
            Type="HOOK", TypeName="AwsCommunity::Spot::AllocationCheck", Configuration=json.dumps(document)
        )


def delete(cloudformation: Any, stack: str) -> None:
    """Delete the stack, which must succeed."""
    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)
