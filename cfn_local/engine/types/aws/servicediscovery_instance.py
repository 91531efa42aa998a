"""AWS::ServiceDiscovery::Instance: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_SERVICE = {"ServiceId": of("ServiceId"), "InstanceId": of("InstanceId")}


def _register(handle: Handle) -> dict[str, str]:
    names = {name: handle[name] for name in ("ServiceId", "InstanceId")}
    handle("RegisterInstance", **names, Attributes=handle.wanted["InstanceAttributes"])
    return names


TYPE = Declaration(
    "AWS::ServiceDiscovery::Instance",
    "servicediscovery",
    named=Name("InstanceId", 64),
    ref="InstanceId",
    create=_register,
    read=(
        Call(
            "GetInstance",
            "Instance.{InstanceId: Id, InstanceAttributes: Attributes}",
            _SERVICE,
        ),
    ),
    update=(Logic(("InstanceAttributes",), _register),),
    delete=Call("DeregisterInstance", params=_SERVICE),
    list=lambda handle: [
        {"ServiceId": handle["ServiceId"], "InstanceId": one["Id"]}
        for one in handle("ListInstances", ServiceId=handle["ServiceId"])["Instances"]
    ],
    given={
        "ServiceId": "{AWS::ServiceDiscovery::Service}",
        "InstanceAttributes": {"AWS_INSTANCE_IPV4": "10.0.1.9"},
    },
    client=("get_instance", {"ServiceId": "{ServiceId}", "InstanceId": "{InstanceId}"}, "Instance"),
    proofs=(
        Proof({"ServiceId": "{AWS::ServiceDiscovery::Service}", "InstanceId": "first"}, "Id", "first"),
        Proof(
            {"InstanceAttributes": {"AWS_INSTANCE_IPV4": "10.0.1.7", "AWS_INSTANCE_PORT": "80", "stage": "test"}},
            "Attributes",
        ),
    ),
)
