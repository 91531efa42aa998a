"""AWS::IAM::ServiceLinkedRole: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import of

TYPE = Declaration(
    "AWS::IAM::ServiceLinkedRole",
    "iam",
    create=Call("CreateServiceLinkedRole", "Role", {"AWSServiceName": of("AWSServiceName")}),
    read=(Call("GetRole", "Role"),),
    update=(Call("UpdateRole", carries=("Description",)),),
    defaults={"Description": ""},
    delete=Call("DeleteServiceLinkedRole"),
    given={"AWSServiceName": "autoscaling.amazonaws.com", "CustomSuffix": "earlier"},
    client=("get_role", {"RoleName": "{Ref}"}, "Role"),
    proofs=(
        Proof(
            {"AWSServiceName": "ecs.amazonaws.com"},
            "[RoleName, Path]",
            ["AWSServiceRoleForECS", "/aws-service-role/ecs.amazonaws.com/"],
            given={"CustomSuffix": None},
        ),
        Proof({"CustomSuffix": "orders"}, "RoleName", "AWSServiceRoleForAutoScaling_orders"),
        Proof({"Description": "of the groups"}, "Description || ''"),
    ),
)
