"""AWS::RDS::OptionGroup: Ref is its name, in lower case."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _set_options(handle: Handle, stated: Any) -> None:
    wanted, had = stated or [], handle.had.get("OptionConfigurations", [])
    names = [option["OptionName"] for option in wanted]
    gone = [option["OptionName"] for option in had if option["OptionName"] not in names]
    if wanted or gone:
        handle(
            "ModifyOptionGroup",
            OptionGroupName=handle["OptionGroupName"],
            OptionsToInclude=wanted or None,
            OptionsToRemove=gone or None,
            ApplyImmediately=True,
        )


TYPE = Declaration(
    "AWS::RDS::OptionGroup",
    "rds",
    named=Name("OptionGroupName", 255, change=lower),
    create=Call("CreateOptionGroup", "OptionGroup"),
    read=(
        Call(
            "DescribeOptionGroups",
            "OptionGroupsList",
            finds={
                "OptionConfigurations": "Options[].{OptionName: OptionName, OptionSettings: OptionSettings, "
                "DBSecurityGroupMemberships: `[]`, VpcSecurityGroupMemberships: `[]`}"
            },
        ),
    ),
    settings={"OptionConfigurations": _set_options},
    tags=RDS_TAGS("og", "OptionGroupName"),
    delete=Call("DeleteOptionGroup"),
    list=Call("DescribeOptionGroups", "OptionGroupsList"),
    given={"EngineName": "mysql", "MajorEngineVersion": "8.0", "OptionGroupDescription": "of ours"},
    client=("describe_option_groups", {"OptionGroupName": "{Ref}"}, "OptionGroupsList[0]"),
    proofs=(
        Proof(
            {
                "OptionGroupName": "Ours",
                "EngineName": "mariadb",
                "MajorEngineVersion": "10.6",
                "OptionGroupDescription": "of all",
            },
            "[OptionGroupName, EngineName, MajorEngineVersion, OptionGroupDescription]",
            ["ours", "mariadb", "10.6", "of all"],
        ),
        Proof(
            {
                "OptionConfigurations": [
                    {
                        "OptionName": "MARIADB_AUDIT_PLUGIN",
                        "OptionSettings": [{"Name": "SERVER_AUDIT_EVENTS", "Value": "CONNECT"}],
                    }
                ]
            },
            "Options[].{OptionName: OptionName, OptionSettings: OptionSettings[].{Name: Name, Value: Value}}",
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceName": "arn:{partition}:rds:{region}:{account}:og:{Ref}"}),
        ),
    ),
)
