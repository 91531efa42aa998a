"""Verdicts of the Spot hook on Auto Scaling groups: its shipped handler in a local AWS, with events as on AWS.

A group that its launch template puts on Spot, the same group corrected, one on demand in both scopes, and one whose
launch template cannot be read. Run it with `.venv/bin/python examples/spot_hook_verdicts.py`.
"""

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.local_extension import local_extension

PROJECT = Path(__file__).resolve().parent.parent / "hooks" / "spot-allocation-check"
TARGET = "AWS::AutoScaling::AutoScalingGroup"
CREDENTIALS = json.dumps({"accessKeyId": "a", "secretAccessKey": "b", "sessionToken": "c"})
SPOT_ONLY = {"Scope": "SPOT_ONLY"}


def main() -> int:
    with local_extension(PROJECT) as extension:
        aws = extension.aws
        spot = {"LaunchTemplate": make_template(aws, "web-spot", InstanceMarketOptions={"MarketType": "spot"})}
        on_demand = {"LaunchTemplate": make_template(aws, "web")}
        unreadable = {"LaunchTemplate": {"LaunchTemplateName": "somebody-elses", "Version": "1"}}
        outcomes = [
            verdict(aws, "A group that its launch template puts on Spot", spot, SPOT_ONLY),
            verdict(aws, "The same group, corrected", corrected(on_demand["LaunchTemplate"]), SPOT_ONLY),
            verdict(aws, "A group on demand, where every group is judged", on_demand, {}),
            verdict(aws, "The same group, where only Spot is judged", on_demand, SPOT_ONLY),
            verdict(aws, "A group whose launch template cannot be read", unreadable, SPOT_ONLY),
        ]
    return 0 if outcomes == ["FAILED", "SUCCESS", "FAILED", "SUCCESS", "SUCCESS"] else 1


def make_template(aws: LocalAws, name: str, **launch: Any) -> dict[str, str]:
    """Create a launch template for one instance type. Return its specification."""
    launch_data = {"ImageId": "ami-0a1b2c3d", "InstanceType": "m5.large", **launch}
    made = aws.client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=launch_data)
    return {"LaunchTemplateId": made["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"}


def corrected(template: dict[str, str]) -> dict[str, Any]:
    """Return a policy with three instance types and the strategy, for a template without a purchase option."""
    overrides = [{"InstanceType": name} for name in ("m5.large", "m5a.large", "m6i.large")]
    return {
        "MixedInstancesPolicy": {
            "LaunchTemplate": {"LaunchTemplateSpecification": template, "Overrides": overrides},
            "InstancesDistribution": {
                "OnDemandPercentageAboveBaseCapacity": 0,
                "SpotAllocationStrategy": "price-capacity-optimized",
            },
        }
    }


def verdict(aws: LocalAws, title: str, properties: dict[str, Any], configuration: dict[str, Any]) -> str:
    """Invoke the hook for a group that is about to be created, and print its message. Return the status."""
    sized = {"MinSize": "0", "MaxSize": "6", "AvailabilityZones": ["us-east-1a", "us-east-1b"], **properties}
    event = {
        "awsAccountId": "123456789012",
        "stackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/web/1",
        "hookTypeName": "AwsCommunity::Spot::AllocationCheck",
        "hookTypeVersion": "00000001",
        "hookModel": configuration,
        "actionInvocationPoint": "CREATE_PRE_PROVISION",
        "clientRequestToken": "token",
        "requestContext": {"invocation": 1},
        "requestData": {
            "targetName": TARGET,
            "targetType": TARGET,
            "targetLogicalId": "Web",
            "targetModel": {"resourceProperties": sized},
            "callerCredentials": CREDENTIALS,
        },
    }
    answer = aws.invoke("TypeFunction", event)
    print(f"\n{title} (Scope {configuration.get('Scope', 'ALL')})")
    print(f"  {answer['hookStatus']} {answer.get('errorCode', '')}".rstrip())
    print(textwrap.indent(textwrap.fill(answer["message"], 116, break_on_hyphens=False), "  "), flush=True)
    return str(answer["hookStatus"])


if __name__ == "__main__":
    sys.exit(main())
