"""AWS::Scheduler::ScheduleGroup: Ref is its name."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging

TYPE = Declaration(
    "AWS::Scheduler::ScheduleGroup",
    "scheduler",
    named=Name("Name", 64),
    create=Call("CreateScheduleGroup"),
    read=(Call("GetScheduleGroup"),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=Call("DeleteScheduleGroup"),
    list=Call("ListScheduleGroups", "ScheduleGroups"),
    proofs=(
        Proof({"Name": "orders"}),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceArn": "{Arn}"})),
    ),
)
