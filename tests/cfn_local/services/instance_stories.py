"""The words in which the stories of instances in reserved capacity are told."""

from typing import Any

from tests.cfn_local.services.service_stories import described, pool_group, reserve

KIND = {"ImageId": "ami-12345678", "InstanceType": "r6i.4xlarge", "Placement": {"AvailabilityZone": "us-east-1a"}}
ONLY = {"CapacityReservationPreference": "capacity-reservations-only"}


def at_id(reservation: dict[str, Any]) -> dict[str, Any]:
    """The specification that targets this reservation."""
    return {"CapacityReservationTarget": {"CapacityReservationId": reservation["CapacityReservationId"]}}


def at_group(arn: str) -> dict[str, Any]:
    """The specification that targets this group."""
    return {"CapacityReservationTarget": {"CapacityReservationResourceGroupArn": arn}}


def preferring(preference: str) -> dict[str, Any]:
    """The specification with this preference and no target."""
    return {"CapacityReservationPreference": preference}


def run(ec2: Any, specification: dict[str, Any] | None = None, count: int = 1, **parameters: Any) -> list[str]:
    """The ids of new r6i.4xlarge in us-east-1a; None leaves a parameter out."""
    stated = {"CapacityReservationSpecification": specification, **KIND, **parameters}
    chosen = {name: value for name, value in stated.items() if value is not None}
    launched = ec2.run_instances(MinCount=count, MaxCount=count, **chosen)["Instances"]
    return [instance["InstanceId"] for instance in launched]


def reserved_group(ec2: Any, groups: Any, *counts: int, name: str = "group") -> tuple[str, list[dict[str, Any]]]:
    """A group with one targeted reservation per count: its ARN, and what they were when they were made."""
    arn = pool_group(groups, name)
    made = [reserve(ec2, InstanceCount=count) for count in counts]
    if made:
        groups.group_resources(Group=name, ResourceArns=[one["CapacityReservationArn"] for one in made])
    return arn, made


def instances(ec2: Any) -> list[dict[str, Any]]:
    """All running instances, oldest first."""
    running = [{"Name": "instance-state-name", "Values": ["running"]}]
    found = ec2.describe_instances(Filters=running)["Reservations"]
    return [instance for reservation in found for instance in reservation["Instances"]]


def places(ec2: Any) -> dict[str, str | None]:
    """By running instance, the reservation that it runs in."""
    return {one["InstanceId"]: one.get("CapacityReservationId") for one in instances(ec2)}


def available(ec2: Any) -> list[int]:
    """What each active reservation still has room for, oldest first."""
    active = [{"Name": "state", "Values": ["active"]}]
    return [one["AvailableInstanceCount"] for one in described(ec2, Filters=active)]


def cancel(ec2: Any, reservation: dict[str, Any]) -> None:
    ec2.cancel_capacity_reservation(CapacityReservationId=reservation["CapacityReservationId"])


def resize(ec2: Any, reservation: dict[str, Any], count: int) -> None:
    ec2.modify_capacity_reservation(CapacityReservationId=reservation["CapacityReservationId"], InstanceCount=count)


def launch_template(ec2: Any, specification: dict[str, Any] | None, name: str = "template", **data: Any) -> str:
    """The id of a new launch template of r6i.4xlarge with this specification."""
    stated = {"ImageId": "ami-12345678", "InstanceType": "r6i.4xlarge", **data}
    if specification:
        stated["CapacityReservationSpecification"] = specification
    made = ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=stated)
    return made["LaunchTemplate"]["LaunchTemplateId"]
