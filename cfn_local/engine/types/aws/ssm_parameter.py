"""AWS::SSM::Parameter: Ref is its name. CloudFormation cannot create a SecureString, on AWS either."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.parameters import of

_OF_PARAMETER: dict[str, Any] = {"ResourceType": "Parameter", "ResourceId": of("Name")}

TYPE = Declaration(
    "AWS::SSM::Parameter",
    "ssm",
    named=Name("Name", form="CFN-{id}-{random}"),
    looks_first=True,
    create=Call("PutParameter"),
    read=(Call("GetParameter", "Parameter"),),
    # PutParameter keeps what a call leaves out.
    update=(
        Call(
            "PutParameter",
            params={"Overwrite": True},
            carries=("AllowedPattern", "Description", "Policies", "Type", "Value"),
        ),
    ),
    defaults={"AllowedPattern": "", "Description": "", "Policies": "[]"},
    tags=Tagging(
        Call("AddTagsToResource", params=_OF_PARAMETER),
        Call("RemoveTagsFromResource", params=_OF_PARAMETER),
        Call("ListTagsForResource", "TagList", _OF_PARAMETER),
    ),
    delete=Call("DeleteParameter"),
    list=Call("DescribeParameters", "Parameters"),
    restricted=("Type",),
    given={"Type": "String", "Value": "seven"},
    client=("describe_parameters", {}, ""),
    proofs=(
        Proof({"Name": "/team/limit"}, "Parameters[0] | Name"),
        Proof({"Description": "of the team"}, "Parameters[0] | Description"),
        Proof({"AllowedPattern": "^[a-z]+$"}, "Parameters[0] | AllowedPattern"),
        Proof({"DataType": "text"}, "Parameters[0] | DataType"),
        Proof({"Tier": "Advanced"}, "Parameters[0] | Tier"),
        Proof(
            {"Policies": '[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"1","Unit":"Days"}}]'},
            "Parameters[0] | Policies || `[]` | length(@)",
            1,
            given={"Tier": "Advanced"},
        ),
        Proof(
            {"Type": "String", "Value": 8},
            "Parameter.[Type, Value]",
            ["String", "8"],
            read=("get_parameter", {"Name": "{Ref}"}),
        ),
        Proof({"Value": "eight"}, "Parameter.Value", read=("get_parameter", {"Name": "{Ref}"})),
        Proof(
            {"Type": "StringList"}, "Parameter.Type", given={"Value": "a,b"}, read=("get_parameter", {"Name": "{Ref}"})
        ),
        Proof(
            {"Tags": {"team": "core"}},
            "TagList",
            TAGS,
            read=("list_tags_for_resource", {"ResourceType": "Parameter", "ResourceId": "{Ref}"}),
        ),
    ),
)
