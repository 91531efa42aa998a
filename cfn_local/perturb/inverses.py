"""Changes by third parties to what a resource has created: the service's own calls that change and delete it.

Keys are those of the inventory: the service and type as moto names them. A type that is in no table can be deleted if
its service has a Delete action with that name that takes one string and nothing else.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import Any

from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.loaders import create_loader
from botocore.model import OperationModel, ServiceModel

from cfn_local.project.account import Key
from cfn_local.services.service_names import botocore_name

Clients = Callable[[str], Any]
Deed = Callable[[Clients, str], object]
_BY_ANOTHER = "Changed by another"


def deletion(key: Key) -> Deed | None:
    """Return a function that deletes the thing, given boto3 clients and its identifier; None if unknown."""
    service, kind, _, _ = key
    return _DELETIONS.get(f"{service} {kind}") or _deletion_by_name(botocore_name(service) or service, kind)


def change(key: Key) -> Deed | None:
    """Return a function that changes one attribute of the thing; None if unknown."""
    return _CHANGES.get(f"{key[0]} {key[1]}")


@cache
def _deletion_by_name(service: str, kind: str) -> Deed | None:
    try:
        model = ServiceModel(create_loader().load_service_model(service, "service-2"))
    except UnknownServiceError:
        return None
    action = f"Delete{kind.removeprefix('Fake')}"
    member = _only_required(model.operation_model(action)) if action in model.operation_names else None
    if member is None:
        return None
    return lambda clients, name: getattr(clients(service), xform_name(action))(**{member: _last(name)})


def _only_required(operation: OperationModel) -> str | None:
    required: list[str] = operation.input_shape.required_members if operation.input_shape else []
    if len(required) != 1 or operation.input_shape.members[required[0]].type_name != "string":
        return None
    return required[0]


def _last(name: str) -> str:
    """Return the part itself from `default > hourly`."""
    return name.rpartition(" > ")[2]


def _split(name: str) -> tuple[str, str]:
    whole, _, part = name.partition(" > ")
    return whole, part


def _role_name(clients: Clients, role_id: str) -> str:
    """moto stores roles by ID; IAM's actions take names."""
    pages: Iterable[Any] = clients("iam").get_paginator("list_roles").paginate()
    return str(next(role["RoleName"] for page in pages for role in page["Roles"] if role["RoleId"] == role_id))


def _delete_role(clients: Clients, role_id: str) -> None:
    iam, name = clients("iam"), _role_name(clients, role_id)
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    for policy in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
    iam.delete_role(RoleName=name)


def _delete_rule(clients: Clients, name: str) -> None:
    events, (bus, rule) = clients("events"), _split(name)
    targets = [one["Id"] for one in events.list_targets_by_rule(Rule=rule, EventBusName=bus)["Targets"]]
    if targets:
        events.remove_targets(Rule=rule, EventBusName=bus, Ids=targets)
    events.delete_rule(Name=rule, EventBusName=bus)


def _delete_bucket(clients: Clients, name: str) -> None:
    s3 = clients("s3")
    for item in s3.list_objects_v2(Bucket=name).get("Contents", []):
        s3.delete_object(Bucket=name, Key=item["Key"])
    s3.delete_bucket(Bucket=name)


def _queue_url(clients: Clients, name: str) -> str:
    url: str = clients("sqs").get_queue_url(QueueName=name)["QueueUrl"]
    return url


def _function_name(name: str) -> str:
    """moto stores `name/latest`."""
    return name.partition("/")[0]


def _change_reservation(clients: Clients, name: str) -> None:
    ec2 = clients("ec2")
    (found,) = ec2.describe_capacity_reservations(CapacityReservationIds=[name])["CapacityReservations"]
    ec2.modify_capacity_reservation(CapacityReservationId=name, InstanceCount=found["TotalInstanceCount"] + 1)


def _change_group(clients: Clients, name: str) -> None:
    groups = clients("resource-groups")
    members = [one["ResourceArn"] for one in groups.list_group_resources(Group=name)["ResourceIdentifiers"]]
    with suppress(groups.exceptions.BadRequestException):  # members of a group with a query cannot be removed
        groups.ungroup_resources(Group=name, ResourceArns=members[:1])


_DELETIONS: dict[str, Deed] = {
    "awslambda LambdaFunction": lambda c, name: c("lambda").delete_function(FunctionName=_function_name(name)),
    "cloudwatch Alarm": lambda c, name: c("cloudwatch").delete_alarms(AlarmNames=[name]),
    "ec2 CapacityReservation": lambda c, name: c("ec2").cancel_capacity_reservation(CapacityReservationId=name),
    "events Rule": _delete_rule,
    "iam Role": _delete_role,
    "kms Key": lambda c, name: c("kms").schedule_key_deletion(KeyId=name, PendingWindowInDays=7),
    "resourcegroups FakeResourceGroup": lambda c, name: c("resource-groups").delete_group(Group=name),
    "s3 FakeBucket": _delete_bucket,
    "s3 FakeKey": lambda c, name: c("s3").delete_object(Bucket=_split(name)[0], Key=_split(name)[1]),
    "sns Subscription": lambda c, name: c("sns").unsubscribe(SubscriptionArn=name),
    "sqs Queue": lambda c, name: c("sqs").delete_queue(QueueUrl=_queue_url(c, name)),
}
_CHANGES: dict[str, Deed] = {
    "awslambda LambdaFunction": lambda c, name: c("lambda").update_function_configuration(
        FunctionName=_function_name(name), Description=_BY_ANOTHER
    ),
    "cloudwatch Alarm": lambda c, name: c("cloudwatch").disable_alarm_actions(AlarmNames=[name]),
    "dynamodb Table": lambda c, name: c("dynamodb").update_table(
        TableName=name,
        BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 2, "WriteCapacityUnits": 2},
    ),
    "ec2 CapacityReservation": _change_reservation,
    "events Rule": lambda c, name: c("events").disable_rule(Name=_split(name)[1], EventBusName=_split(name)[0]),
    "iam Role": lambda c, name: c("iam").update_role(RoleName=_role_name(c, name), Description=_BY_ANOTHER),
    "logs LogGroup": lambda c, name: c("logs").put_retention_policy(logGroupName=name, retentionInDays=1),
    "resourcegroups FakeResourceGroup": _change_group,
    "s3 FakeKey": lambda c, name: c("s3").put_object(Bucket=_split(name)[0], Key=_split(name)[1], Body=b"by another"),
    "sns Topic": lambda c, name: c("sns").set_topic_attributes(
        TopicArn=name, AttributeName="DisplayName", AttributeValue=_BY_ANOTHER
    ),
    "sqs Queue": lambda c, name: c("sqs").set_queue_attributes(
        QueueUrl=_queue_url(c, name), Attributes={"DelaySeconds": "7"}
    ),
    "ssm Parameter": lambda c, name: c("ssm").put_parameter(Name=name, Value=_BY_ANOTHER, Overwrite=True),
}
