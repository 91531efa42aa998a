"""The life of a capacity reservation group, through its shipped handlers, on a local AWS: nothing is really bought.

Six r6i.4xlarge that stay reserved when one of three zones is lost; then seven; then two zones; then none. Run it
with `.venv/bin/python examples/odcr_group_lifecycle.py`.
"""

import sys
from pathlib import Path
from typing import Any

from cfn_local.local_extension import LocalExtension, local_extension
from cfn_local.protocol.outcome import OperationOutcome

PROJECT = Path(__file__).resolve().parent.parent / "resources" / "awscommunity-odcr-group"
SIX_IN_THREE_ZONES = {
    "InstanceType": "r6i.4xlarge",
    "MinimumInstanceCount": 6,
    "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
}
NOT_BILLED = {"cancelled", "expired", "failed"}


def main() -> int:
    with local_extension(PROJECT) as extension:
        live(extension)
        left = fail(extension)
    return 1 if left else 0


def live(extension: LocalExtension) -> None:
    """Create, read, grow, reduce and delete."""
    operations = extension.operations
    title("Create: six r6i.4xlarge that survive the loss of one of three zones")
    created = succeeded(operations.create(SIX_IN_THREE_ZONES))
    show(extension)
    title("Read: what AWS holds, as a template would see it")
    read = succeeded(operations.read({"Arn": created["Arn"]}))
    for name in (
        "Arn",
        "MinimumInstanceCount",
        "InstanceCountPerZone",
        "TotalInstanceCount",
        "GuaranteedInstanceCount",
    ):
        print(f"  {name}: {read[name]}")
    title("Update: seven instances")
    grown = succeeded(operations.update(read, {**read, "MinimumInstanceCount": 7}))
    show(extension)
    title("Update: only two zones are left to use")
    two_zones = ["us-east-1a", "us-east-1b"]
    reduced = succeeded(operations.update(grown, {**grown, "AvailabilityZones": two_zones}))
    show(extension)
    title("Delete")
    succeeded(operations.delete(reduced))
    show(extension)


def fail(extension: LocalExtension) -> int:
    """Create while one zone lacks capacity. Return the number of instances billed afterwards."""
    title("Create once more, while us-east-1b has room for only two r6i.4xlarge")
    extension.aws.put_conditions(
        {"CapacityPools": [{"AvailabilityZone": "us-east-1b", "InstanceType": "r6i.4xlarge", "InstanceCount": 2}]}
    )
    outcome = extension.operations.create(SIX_IN_THREE_ZONES)
    print(f"  {outcome.status}: {outcome.error_code}: {outcome.message}")
    return show(extension)


def succeeded(outcome: OperationOutcome) -> dict[str, Any]:
    if not outcome.succeeded:
        sys.exit(f"  {outcome.status}: {outcome.error_code}: {outcome.message}")
    return outcome.model or {}


def show(extension: LocalExtension) -> int:
    """Print the reservations of each zone. Return the number of billed instances."""
    reservations = extension.aws.client("ec2").describe_capacity_reservations()["CapacityReservations"]
    billed = [one for one in reservations if one["State"] not in NOT_BILLED]
    for one in sorted(billed, key=lambda one: one["AvailabilityZone"]):
        size = f"{one['TotalInstanceCount']} x {one['InstanceType']}"
        print(f"  {one['AvailabilityZone']}  {size}  {one['State']}  {one['InstanceMatchCriteria']}")
    total: int = sum(one["TotalInstanceCount"] for one in billed)
    groups = extension.aws.client("resource-groups").list_groups()["GroupIdentifiers"]
    print(f"  billed: {total} instances in {len(billed)} reservations; groups: {len(groups)}")
    return total


def title(text: str) -> None:
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
