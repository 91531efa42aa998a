"""AWS::Athena::WorkGroup: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_ARN: dict[str, Any] = {"ResourceARN": lambda handle: handle.arn(f"workgroup/{handle['Name']}")}

# What AWS says of a new work group.
_NEW: dict[str, Any] = {
    "EnforceWorkGroupConfiguration": True,
    "PublishCloudWatchMetricsEnabled": False,
    "RequesterPaysEnabled": False,
}


def _renew(handle: Handle) -> None:
    configuration = {**_NEW, **handle.wanted.get("WorkGroupConfiguration", {})}
    results = configuration.pop("ResultConfiguration", {})
    handle(
        "UpdateWorkGroup",
        WorkGroup=handle["Name"],
        Description=handle.wanted.get("Description", ""),
        ConfigurationUpdates={**configuration, "ResultConfigurationUpdates": results},
    )


TYPE = Declaration(
    "AWS::Athena::WorkGroup",
    "athena",
    names={"Name": "WorkGroup", "WorkGroupConfiguration": "Configuration"},
    create=Call("CreateWorkGroup"),
    read=(Call("GetWorkGroup", "WorkGroup"),),
    update=(Logic(("Description", "WorkGroupConfiguration"), _renew),),
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("ListTagsForResource", "Tags", _ARN)
    ),
    hidden_if_empty=("Description",),
    delete=Call("DeleteWorkGroup"),
    list=Call("ListWorkGroups", "WorkGroups"),
    given={"Name": "group"},
    client=("get_work_group", {"WorkGroup": "{Ref}"}, "WorkGroup"),
    unread={"RecursiveDeleteOption": True},
    proofs=(
        Proof(
            {
                "Description": "of ours",
                "Name": "ours",
                "WorkGroupConfiguration": {
                    "BytesScannedCutoffPerQuery": 10000000,
                    "EnforceWorkGroupConfiguration": False,
                    "PublishCloudWatchMetricsEnabled": True,
                    "RequesterPaysEnabled": True,
                    "ResultConfiguration": {
                        "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"},
                        "OutputLocation": "s3://ours/results/",
                    },
                },
            },
            "[Description, Name, Configuration.ResultConfiguration.OutputLocation]",
            ["of ours", "ours", "s3://ours/results/"],
        ),
        Proof({"Description": "of ours"}, left=""),
        Proof(
            {"WorkGroupConfiguration": {"BytesScannedCutoffPerQuery": 10000000, "RequesterPaysEnabled": True}},
            "Configuration.[BytesScannedCutoffPerQuery, RequesterPaysEnabled]",
            [10000000, True],
            given={"WorkGroupConfiguration": {"BytesScannedCutoffPerQuery": 20000000}},
        ),
        Proof(
            {"Tags": TAGS},
            "Tags",
            read=(
                "list_tags_for_resource",
                {"ResourceARN": "arn:{partition}:athena:{region}:{account}:workgroup/{Ref}"},
            ),
        ),
    ),
)
