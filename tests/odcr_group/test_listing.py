"""Listing the groups."""

from tests.aws_calls import succeeded
from tests.odcr_group.invocations import CloudFormation, groups

POOL = [
    {"Type": "AWS::EC2::CapacityReservationPool"},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]


class TestTheGroupsOfAnAccount:
    def test_only_ours_are_listed(self, cloudformation: CloudFormation) -> None:
        ours = [cloudformation.create()["Arn"] for _ in range(2)]
        groups().create_group(Name="theirs", Configuration=POOL)
        groups().create_group(Name="other-kind", Configuration=[])
        listed = succeeded(cloudformation.run("LIST", {}))["resourceModels"]

        assert sorted(model["Arn"] for model in listed) == sorted(ours)

    def test_there_may_be_none(self, cloudformation: CloudFormation) -> None:
        assert succeeded(cloudformation.run("LIST", {}))["resourceModels"] == []

    def test_all_are_listed_however_many_pages_they_fill(self, cloudformation: CloudFormation) -> None:
        for number in range(51):
            groups().create_group(Name=f"web-{number:02}", Description="AwsCommunity.ODCR.Group", Configuration=POOL)
        answer = succeeded(cloudformation.run("LIST", {}))

        assert len(answer["resourceModels"]) == 51
        assert "nextToken" not in answer
        assert cloudformation.operations() == ["ListGroups", "ListGroups"]
