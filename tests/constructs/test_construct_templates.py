"""What an app writes with the constructs, and what the template then has."""

from typing import Any

import aws_cdk as cdk
import pytest
from awscommunity_cdk.glue_jobtracker import CfnJobTracker, Pricing, Report, Thresholds
from awscommunity_cdk.odcr_group import CfnGroup
from awscommunity_cdk.rendering import rendered
from awscommunity_cdk.schema_resource import ModuleResource, SchemaResource

from tests.constructs.violations import CONSTRUCTS

ZONES = ["us-east-1a", "us-east-1b"]
Template = dict[str, Any]


def group(stack: cdk.Stack, construct_id: str, **given: Any) -> CfnGroup:
    return CfnGroup(stack, construct_id, **{"instance_type": "m5.large", "minimum_instance_count": 6, **given})


def declare(stack: cdk.Stack) -> None:
    group(stack, "Smallest", availability_zones=ZONES)
    group(stack, "Tagged", availability_zones=ZONES, tags=[cdk.CfnTag(key="Team", value="sre")])

    changed = group(stack, "Changed", availability_zones=ZONES)
    changed.minimum_instance_count = 8
    changed.add_property_override("FailureTolerance", 0)

    count = cdk.CfnParameter(stack, "Count", type="Number")
    subnets = cdk.CfnParameter(stack, "Subnets", type="List<AWS::EC2::Subnet::Id>")
    text = cdk.CfnParameter(stack, "Text")
    group(
        stack,
        "Tokens",
        instance_type=text.value_as_string,
        minimum_instance_count=count.value_as_number,
        subnet_ids=subnets.value_as_list,
        tenancy=text.value,
        ebs_optimized=text.value,
        name=f"{text.value_as_string}!",
        tags=[cdk.CfnTag(key=text.value_as_string, value=text.value_as_string)],
    )
    CfnJobTracker(
        stack,
        "Tracker",
        alert_emails=["team@example.com"],
        alert_states=["FAILED"],
        thresholds=Thresholds(workers=10),
        report=Report(sender="from@example.com", recipients=["to@example.com"], enabled=False),
        pricing=Pricing(source="BuiltIn", flex=0.29),
    )
    outputs = {
        "Ref": changed.ref,
        "Text": changed.attr_arn,
        "Number": cdk.Token.as_string(changed.attr_total_instance_count),
        "List": cdk.Fn.join(",", changed.attr_capacity_reservation_ids),
        "Objects": cdk.Token.as_string(changed.attr_reservations),
    }
    for name, value in outputs.items():
        cdk.CfnOutput(stack, f"Output{name}", value=value)


@pytest.fixture(scope="module")
def template() -> Template:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack", synthesizer=cdk.BootstraplessSynthesizer())
    declare(stack)
    cdk.Tags.of(app).add("CostCenter", "42")
    cdk.Tags.of(app).add("Team", "platform", include_resource_types=["AwsCommunity::ODCR::Group"])
    return dict(app.synth().get_stack_by_name("Stack").template)


def properties(template: Template, name: str) -> dict[str, Any]:
    return dict(template["Resources"][name]["Properties"])


class TestProperties:
    def test_have_cloudformations_names_and_only_those_that_are_given(self, template: Template) -> None:
        assert template["Resources"]["Smallest"] == {
            "Type": "AwsCommunity::ODCR::Group",
            "Properties": {
                "InstanceType": "m5.large",
                "MinimumInstanceCount": 6,
                "AvailabilityZones": ["us-east-1a", "us-east-1b"],
                "Tags": [{"Key": "CostCenter", "Value": "42"}, {"Key": "Team", "Value": "platform"}],
            },
        }

    def test_of_nested_types_have_them_too_and_false_is_given(self, template: Template) -> None:
        assert properties(template, "Tracker") == {
            "AlertEmails": ["team@example.com"],
            "AlertStates": ["FAILED"],
            "Thresholds": {"Workers": 10},
            "Report": {"Sender": "from@example.com", "Recipients": ["to@example.com"], "Enabled": False},
            "Pricing": {"Source": "BuiltIn", "Flex": 0.29},
            "Tags": [{"Key": "CostCenter", "Value": "42"}],
        }

    def test_can_be_changed_after_the_construct_is_made(self, template: Template) -> None:
        assert properties(template, "Changed")["MinimumInstanceCount"] == 8

    def test_can_be_overridden_as_those_of_all_resources(self, template: Template) -> None:
        assert properties(template, "Changed")["FailureTolerance"] == 0

    def test_may_be_tokens_of_every_type(self, template: Template) -> None:
        text = {"Ref": "Text"}
        given = properties(template, "Tokens")
        tags = given.pop("Tags")
        assert given == {
            "InstanceType": text,
            "MinimumInstanceCount": {"Ref": "Count"},
            "SubnetIds": {"Ref": "Subnets"},
            "Tenancy": text,
            "EbsOptimized": text,
            "Name": {"Fn::Join": ["", [text, "!"]]},
        }
        assert {"Key": text, "Value": text} in tags


class TestTags:
    def test_are_left_out_where_there_are_none(self) -> None:
        assert "Tags" not in rendered(group(cdk.Stack(), "Untagged"))

    def test_of_a_resource_are_joined_by_those_of_the_app_which_win(self, template: Template) -> None:
        assert properties(template, "Tagged")["Tags"] == [
            {"Key": "CostCenter", "Value": "42"},
            {"Key": "Team", "Value": "platform"},
        ]

    def test_reach_only_the_types_that_they_name(self, template: Template) -> None:
        assert properties(template, "Tracker")["Tags"] == [{"Key": "CostCenter", "Value": "42"}]


class TestAttributes:
    def test_are_references_to_what_is_known_when_the_stack_is_deployed(self, template: Template) -> None:
        values = {name.removeprefix("Output"): one["Value"] for name, one in template["Outputs"].items()}
        assert values == {
            "Ref": {"Ref": "Changed"},
            "Text": {"Fn::GetAtt": ["Changed", "Arn"]},
            "Number": {"Fn::GetAtt": ["Changed", "TotalInstanceCount"]},
            "List": {"Fn::Join": [",", {"Fn::GetAtt": ["Changed", "CapacityReservationIds"]}]},
            "Objects": {"Fn::GetAtt": ["Changed", "Reservations"]},
        }


class CfnPairModule(ModuleResource):
    CFN_RESOURCE_TYPE_NAME = "Example::Sqs::Pair::MODULE"
    PROPERTY_NAMES = {}
    SCHEMA_FILE = "odcr_group.json"


def test_what_a_module_contains_is_referred_to_by_the_names_of_both() -> None:
    stack = cdk.Stack()
    queue = CfnPairModule(stack, "Orders").contained("Queue")
    assert stack.resolve([queue.ref, queue.get_att("Arn")]) == [
        {"Ref": "OrdersQueue"},
        {"Fn::GetAtt": ["OrdersQueue", "Arn"]},
    ]


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_no_property_hides_what_every_resource_of_the_cdk_has(construct: type[SchemaResource]) -> None:
    assert set(construct.PROPERTY_NAMES) & set(dir(cdk.CfnResource)) == set()
