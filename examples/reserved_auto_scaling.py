"""An Auto Scaling group on reserved capacity, through its experiments, on a local AWS: nothing is really bought.

Six r6i.4xlarge in three zones, with three reserved in each by AwsCommunity::ODCR::Group: more and fewer of them, a
stranger, a zone that is left, and a zone that is lost while others take what is free. Then the last once more, without
reservations. Run it with `.venv/bin/python examples/reserved_auto_scaling.py`.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from cfn_local.gateway.local_aws import LocalAwsClient
from cfn_local.local_extension import local_extension
from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.outcome import OperationOutcome

PROJECT = Path(__file__).resolve().parent.parent / "resources" / "awscommunity-odcr-group"
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
LAUNCHED = {"ImageId": "ami-12345678", "InstanceType": "r6i.4xlarge"}
SIX_IN_THREE_ZONES = {"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 6, "AvailabilityZones": ZONES}


def main() -> int:
    with local_extension(PROJECT) as extension:
        account = Account(extension.aws)
        kept = with_reservations(account, extension.operations)
        left = without_reservations(account)
    print(f"\nWhile a zone is lost: {kept} of 6 run with the reservations, {left} of 6 without them.")
    return 0 if (kept, left) == (6, 4) else 1


class Account:
    """An account with at most one Auto Scaling group, observed by zone."""

    def __init__(self, aws: LocalAwsClient) -> None:
        self.aws, self.ec2, self.autoscaling = aws, aws.client("ec2"), aws.client("autoscaling")
        self.subnets = {one["AvailabilityZone"]: one["SubnetId"] for one in self.ec2.describe_subnets()["Subnets"]}
        self.ec2.create_launch_template(LaunchTemplateName="web", LaunchTemplateData=LAUNCHED)

    def create_group(self, **parameters: Any) -> None:
        """Create an Auto Scaling group of six instances across all zones."""
        self.autoscaling.create_auto_scaling_group(
            AutoScalingGroupName="web",
            MinSize=6,
            MaxSize=12,
            LaunchTemplate={"LaunchTemplateName": "web"},
            VPCZoneIdentifier=",".join(self.subnets[zone] for zone in ZONES),
            **parameters,
        )

    def resize(self, desired: int) -> None:
        self.autoscaling.set_desired_capacity(AutoScalingGroupName="web", DesiredCapacity=desired)

    def use_zones(self, *zones: str) -> None:
        """Have the group use the subnets of these zones, and no others."""
        subnets = ",".join(self.subnets[zone] for zone in zones)
        self.autoscaling.update_auto_scaling_group(AutoScalingGroupName="web", VPCZoneIdentifier=subnets)

    def instances(self) -> list[tuple[str, str, bool]]:
        """Return the ID and zone of each running instance, and whether it runs in a reservation."""
        running = [{"Name": "instance-state-name", "Values": ["running"]}]
        found = self.ec2.describe_instances(Filters=running)["Reservations"]
        return [
            (one["InstanceId"], one["Placement"]["AvailabilityZone"], "CapacityReservationId" in one)
            for launch in found
            for one in launch["Instances"]
        ]

    def reserved(self) -> Counter[str]:
        """Count the reserved instances by zone."""
        active = [{"Name": "state", "Values": ["active"]}]
        found = self.ec2.describe_capacity_reservations(Filters=active)["CapacityReservations"]
        return Counter({one["AvailabilityZone"]: one["TotalInstanceCount"] for one in found})

    def lose(self, lost: str) -> None:
        """Take all capacity from the zone, and any spare capacity from the others; the group leaves it."""
        running, reserved = Counter(zone for _, zone, _ in self.instances()), self.reserved()
        pools = [
            {
                "AvailabilityZone": zone,
                "InstanceType": LAUNCHED["InstanceType"],
                "InstanceCount": 0 if zone == lost else max(running[zone], reserved[zone]),
            }
            for zone in ZONES
        ]
        self.aws.put_conditions({"CapacityPools": pools})
        self.use_zones(*(zone for zone in ZONES if zone != lost))
        if ids := [instance_id for instance_id, zone, _ in self.instances() if zone == lost]:
            self.ec2.terminate_instances(InstanceIds=ids)

    def show(self, title: str) -> int:
        """Print reserved and running instances by zone. Return the number of running instances."""
        print(f"\n{title}\n  zone        reserved  in use  not reserved", flush=True)
        reserved, instances = self.reserved(), self.instances()
        counts = Counter((zone, is_reserved) for _, zone, is_reserved in instances)
        for zone in ZONES:
            print(f"  {zone}  {reserved[zone]:8}  {counts[zone, True]:6}  {counts[zone, False]:12}")
        return len(instances)


def with_reservations(account: Account, capacity: ResourceOperations) -> int:
    """Run all experiments. Return the number of instances running at the end."""
    reserved = succeeded(capacity.create(SIX_IN_THREE_ZONES))
    account.create_group(
        CapacityReservationSpecification={
            "CapacityReservationPreference": "capacity-reservations-first",
            "CapacityReservationTarget": {"CapacityReservationResourceGroupArns": [reserved["Arn"]]},
        },
    )
    account.show("Six instances over three zones")
    account.resize(12)
    account.show("Twelve: nine reserved, three not")
    account.resize(6)
    account.show("Six again")
    launched = {**LAUNCHED, "Placement": {"AvailabilityZone": ZONES[0]}, "MinCount": 1, "MaxCount": 1}
    (stranger,) = account.ec2.run_instances(**launched)["Instances"]
    account.show("A matching instance outside the group takes no place")
    account.ec2.terminate_instances(InstanceIds=[stranger["InstanceId"]])
    account.resize(7)
    account.use_zones(*ZONES[:2])
    account.show(f"Seven, and {ZONES[2]} is left: six reserved, one not")
    account.use_zones(*ZONES)
    account.resize(6)
    account.lose(ZONES[0])
    running = account.show(f"{ZONES[0]} is lost, and others have taken all that is not reserved")
    account.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="web", ForceDelete=True)
    succeeded(capacity.delete(reserved))
    return running


def without_reservations(account: Account) -> int:
    """Run the last experiment. Return the number of instances running at its end."""
    account.aws.put_conditions({})
    account.create_group()
    account.show("Six instances over three zones, without reservations")
    account.lose(ZONES[0])
    running = account.show("The same loss without reservations")
    activities = account.autoscaling.describe_scaling_activities(AutoScalingGroupName="web")["Activities"]
    print(f"  {next(one['StatusMessage'] for one in activities if one['StatusCode'] == 'Failed')}")
    return running


def succeeded(outcome: OperationOutcome) -> dict[str, Any]:
    if not outcome.succeeded:
        sys.exit(f"  {outcome.status}: {outcome.error_code}: {outcome.message}")
    return outcome.model or {}


if __name__ == "__main__":
    sys.exit(main())
