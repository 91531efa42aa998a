"""Transforms: macros, includes and language extensions in stacks and change sets."""

import io
import itertools
import json
import zipfile
from typing import Any

import pytest

from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, UNDATED, inferred, recorded

AUTO_EXPAND = ["CAPABILITY_AUTO_EXPAND", "CAPABILITY_NAMED_IAM"]
ANSWER = """
import json, re

def handler(event, context):
    return {"requestId": event["requestId"], "status": "success", "fragment": made(event)}

"""
REPLACE = """
def made(event):
    text = event["params"]["Input"] + " <replace-this>"
    return json.loads(json.dumps(event["fragment"]).replace("<replace-this>", text))
"""
SUBSTITUTE = """
def made(event):
    values = event["templateParameterValues"]
    return json.loads(re.sub("{([A-Za-z]+)}", lambda found: values[found[1]], json.dumps(event["fragment"])))
"""
ADD_ROLE = """
def made(event):
    policy = {"Version": "2012-10-17", "Statement": []}
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": policy}}
    return {**event["fragment"], "Resources": {**event["fragment"]["Resources"], "Role": role}}
"""
FIFO = """
def made(event):
    return {**event["fragment"], "FifoTopic": True, "ContentBasedDeduplication": True}
"""
ECHO = """
def made(event):
    shown = {"Params": event["params"], "Resources": event["fragment"]["Resources"]}
    value = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": json.dumps(shown)}}
    return {**event["fragment"], "Resources": {"Shown": value}}
"""
FAILING = """
def handler(event, context):
    {}
"""
_numbers = itertools.count(1)


def _macro(cloud: Cloud, code: str) -> tuple[str, str]:
    """The name of a new macro whose function has this code, and the stack that made it."""
    name = f"Macro{next(_numbers)}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", code if "def handler" in code else ANSWER + code)
    role = "arn:aws:iam::123456789012:role/macros"
    cloud.client("lambda").create_function(
        FunctionName=name, Runtime="python3.12", Role=role, Handler="index.handler", Code={"ZipFile": packed.getvalue()}
    )
    made = {"Macro": {"Type": "AWS::CloudFormation::Macro", "Properties": {"Name": name, "FunctionName": name}}}
    return name, cloud.create(template(made, Outputs={"MacroRef": {"Value": {"Ref": "Macro"}}}))


@pytest.fixture(scope="module", autouse=True)
def role(cloud: Cloud) -> None:
    cloud.client("iam").create_role(RoleName="macros", AssumeRolePolicyDocument="{}")


def _processed(cloud: Cloud, name: str, stage: str = "Processed") -> Any:
    shown = cloud.cloudformation.get_template(StackName=name, TemplateStage=stage)
    assert shown["StagesAvailable"] == ["Original", "Processed"]
    return json.loads(json.dumps(shown["TemplateBody"]))


def _created(cloud: Cloud, transform: Any, resources: dict[str, Any], **more: Any) -> str:
    return cloud.create(template(resources, Transform=transform, **more), Capabilities=AUTO_EXPAND)


class TestAMacro:
    @recorded("2023-01-30")
    def test_has_its_name_as_its_identifier(self, cloud: Cloud) -> None:
        macro, name = _macro(cloud, REPLACE)
        assert cloud.stack(name)["Outputs"] == [{"OutputKey": "MacroRef", "OutputValue": macro}]
        (resource,) = cloud.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        assert (resource["PhysicalResourceId"], resource["ResourceType"]) == (macro, "AWS::CloudFormation::Macro")

    @recorded("2023-01-30")
    def test_knows_the_values_of_the_template_s_parameters(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, SUBSTITUTE)
        parameters = {"Substitution": {"Type": "String", "Default": "SubstitutionDefault"}}
        resources = {"Parameter": parameter("{Substitution}")}
        name = cloud.create(
            template(resources, Transform={"Name": macro}, Parameters=parameters),
            Capabilities=AUTO_EXPAND,
            Parameters=[{"ParameterKey": "Substitution", "ParameterValue": "new-value"}],
        )
        assert _processed(cloud, name) == {"Parameters": parameters, "Resources": {"Parameter": parameter("new-value")}}

    @recorded("2022-12-07")
    def test_that_is_embedded_comes_before_those_of_the_section(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, REPLACE)

        def use(word: str) -> dict[str, Any]:
            return {"Name": macro, "Parameters": {"Input": word}}

        embedded = parameter("<replace-this>", **{"Fn::Transform": [use("snippet"), use("second-snippet")]})
        name = _created(cloud, [use("global"), use("second-global")], {"Parameter": embedded})
        value = _processed(cloud, name)["Resources"]["Parameter"]["Properties"]["Value"]
        assert value == "snippet second-snippet global second-global <replace-this>"

    @recorded("2022-12-08")
    def test_changes_what_stands_beside_it(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, FIFO)
        body = template({"Topic": topic("recorded-of-macro.fifo", **{"Fn::Transform": macro})})
        name = cloud.create(body, Capabilities=AUTO_EXPAND)
        assert _processed(cloud, name, "Original") == json.loads(body)
        assert _processed(cloud, name)["Resources"]["Topic"]["Properties"] == {
            "ContentBasedDeduplication": True,
            "FifoTopic": True,
            "TopicName": "recorded-of-macro.fifo",
        }

    @recorded("2023-01-30")
    def test_gets_its_parameters_evaluated_and_the_template_as_written(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, ECHO)
        resources = {"Joined": parameter({"Fn::Join": [" ", ["Hello", "World"]]}), "Named": parameter({"Ref": "Given"})}
        body = template(
            resources,
            Transform={"Name": macro, "Parameters": {"Input": {"Ref": "Given"}}},
            Parameters={"Given": {"Type": "String"}},
        )
        given = [{"ParameterKey": "Given", "ParameterValue": "CreateStackInput"}]
        name = cloud.create(body, Capabilities=AUTO_EXPAND, Parameters=given)
        shown = json.loads(_processed(cloud, name)["Resources"]["Shown"]["Properties"]["Value"])
        assert shown == {"Params": {"Input": "CreateStackInput"}, "Resources": resources}

    @recorded("2023-01-30")
    def test_needs_a_capability(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, ADD_ROLE)
        body = template({"Parameter": parameter("not-important")}, Transform=[macro])
        asked = {"StackName": cloud.new_name(), "TemplateBody": body, "Capabilities": ["CAPABILITY_NAMED_IAM"]}
        assert cloud.refusal("create_stack", **asked) == (
            "InsufficientCapabilitiesException",
            "Requires capabilities : [CAPABILITY_AUTO_EXPAND]",
        )
        name = cloud.create(body, Capabilities=AUTO_EXPAND)
        assert _processed(cloud, name)["Resources"]["Role"]["Type"] == "AWS::IAM::Role"

    @recorded("2023-01-30")
    def test_is_not_named_by_a_reference(self, cloud: Cloud) -> None:
        body = template(
            {"One": topic()}, Transform=[{"Name": {"Ref": "Macro"}}], Parameters={"Macro": {"Type": "String"}}
        )
        asked = {"StackName": cloud.new_name(), "TemplateBody": body, "Capabilities": AUTO_EXPAND}
        assert cloud.refusal("create_stack", **asked) == (
            "ValidationError",
            "Key Name of transform definition must be a string.",
        )

    @recorded("2023-01-30")
    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (
                'return {"requestId": event["requestId"], "status": "failed", "errorMessage": "it is a test"}',
                "Transform 123456789012::{} failed with: it is a test. Rollback requested by user.",
            ),
            (
                'return {"requestId": event["requestId"], "status": "failed"}',
                "Transform 123456789012::{} failed without an error message.. Rollback requested by user.",
            ),
            (
                'raise ValueError("it is a test")',
                "Received malformed response from transform 123456789012::{}. Rollback requested by user.",
            ),
            (
                'return {"requestId": event["requestId"], "status": "success", "fragment": "no template"}',
                "Template format error: unsupported structure.. Rollback requested by user.",
            ),
        ],
    )
    def test_that_fails_rolls_the_stack_back(self, cloud: Cloud, code: str, reason: str) -> None:
        macro, _ = _macro(cloud, FAILING.format(code))
        name = _created(cloud, [{"Name": macro}], {"Parameter": parameter("<replace-this>")})
        events = [(one["ResourceStatus"], one.get("ResourceStatusReason")) for one in cloud.events(name)]
        assert events[:2] == [
            ("CREATE_IN_PROGRESS", "User Initiated"),
            ("ROLLBACK_IN_PROGRESS", reason.format(macro)),
        ]
        assert events[-1][0] == "ROLLBACK_COMPLETE"


class TestAnInclude:
    def _body(self, bucket: str) -> str:
        include = {"Name": "AWS::Include", "Parameters": {"Location": {"Fn::Sub": "s3://${BucketName}/data.yaml"}}}
        one = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Fn::Transform": include}}
        return template({"MyParameter": one}, Parameters={"BucketName": {"Type": "String", "Default": bucket}})

    @recorded("2024-06-06")
    def test_adds_the_properties_of_a_snippet(self, cloud: Cloud) -> None:
        s3 = cloud.client("s3")
        s3.create_bucket(Bucket="recorded-snippets")
        s3.put_object(Bucket="recorded-snippets", Key="data.yaml", Body="Value: from_transformation\n")
        name = cloud.create(self._body("recorded-snippets"), Capabilities=AUTO_EXPAND)
        assert _processed(cloud, name)["Resources"] == {"MyParameter": parameter("from_transformation")}

    @recorded("2025-09-09")
    def test_of_a_bucket_that_is_not_there_fails_the_change_set(self, cloud: Cloud) -> None:
        arn = cloud.cloudformation.create_change_set(
            StackName=cloud.new_name(),
            ChangeSetName="first",
            ChangeSetType="CREATE",
            TemplateBody=self._body("doesnotexist"),
        )["Id"]
        described = cloud.cloudformation.describe_change_set(ChangeSetName=arn)
        assert {name: described[name] for name in ("Status", "StatusReason", "ExecutionStatus", "Changes")} == {
            "Status": "FAILED",
            "StatusReason": "Transform AWS::Include failed with: S3 bucket [doesnotexist] does not exist.",
            "ExecutionStatus": "UNAVAILABLE",
            "Changes": [],
        }


class TestAChangeSetOfAMacro:
    @recorded("2025-06-24")
    def test_shows_the_processed_template_and_needs_no_capability(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, SUBSTITUTE)
        sections = {
            "Transform": {"Name": macro},
            "Parameters": {"Substitution": {"Type": "String", "Default": "SubstitutionDefault"}},
        }
        one, two = parameter("{Substitution}"), parameter("{Substitution}")
        process = cloud.process(
            template({"Parameter": one}, **sections), template({"Parameter": one, "Parameter2": two}, **sections)
        )
        added = {"Properties": {"Value": "SubstitutionDefault", "Type": "String"}}
        assert [
            [(one["Action"], one["LogicalResourceId"], one["AfterContext"]) for one in changes]
            for changes in process.changes_with_values
        ] == [[("Add", "Parameter", added)], [("Add", "Parameter2", added)]]

    @recorded("2025-06-03")
    def test_tells_what_the_macro_adds_as_a_direct_change(self, cloud: Cloud) -> None:
        macro, _ = _macro(cloud, 'def made(event):\n    return {**event["fragment"], "Tags": {"MacroAdded": "True"}}\n')
        before, after = parameter("foo", Name="recorded-tagged"), parameter("foo", Name="recorded-tagged")
        after["Properties"]["Fn::Transform"] = macro
        process = cloud.process(template({"Parameter": before}), template({"Parameter": after}))
        (change,) = process.changes[1]
        assert (change["Action"], change["Replacement"], change["Details"]) == (
            "Modify",
            "False",
            [
                {
                    "ChangeSource": "DirectModification",
                    "Evaluation": "Static",
                    "Target": {"Attribute": "Properties", "Name": "Tags", "RequiresRecreation": "Never"},
                }
            ],
        )


class TestLanguageExtensions:
    def _made(self, cloud: Cloud, resources: dict[str, Any], **parameters: str) -> dict[str, Any]:
        declared = {name: {"Type": "CommaDelimitedList"} for name in parameters}
        name = cloud.create(
            template(resources, Transform="AWS::LanguageExtensions", **({"Parameters": declared} if declared else {})),
            Capabilities=AUTO_EXPAND,
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )
        assert cloud.stack(name)["StackStatus"] == "CREATE_COMPLETE"
        found: dict[str, Any] = _processed(cloud, name)
        assert found.get("Parameters", {}) == declared
        return dict(found["Resources"])

    @recorded("2025-07-02")
    def test_repeat_a_resource_for_every_element_of_a_parameter(self, cloud: Cloud) -> None:
        name = {"Fn::Join": [".", [{"Ref": "TopicName"}, "fifo"]]}
        loop = ["TopicName", {"Ref": "Names"}, {"SnsTopic${TopicName}": topic(name, FifoTopic=True)}]
        assert self._made(cloud, {"Fn::ForEach::Topics": loop}, Names="recorded1,recorded2") == {
            "SnsTopicrecorded1": topic("recorded1.fifo", FifoTopic=True),
            "SnsTopicrecorded2": topic("recorded2.fifo", FifoTopic=True),
        }

    @recorded("2025-07-03")
    def test_repeat_loops_in_loops(self, cloud: Cloud) -> None:
        inner = {"My${Prefix}Parameter${Suffix}": parameter({"Fn::Sub": "my value ${Suffix}"})}
        outer = {
            "My${Prefix}Parameter": parameter({"Fn::Sub": "my value ${Prefix}"}),
            "Fn::ForEach::LowerLevel": ["Suffix", ["A", "B"], inner],
        }
        assert self._made(cloud, {"Fn::ForEach::TopLevel": ["Prefix", ["Foo", "Bar"], outer]}) == {
            "MyFooParameter": parameter("my value Foo"),
            "MyFooParameterA": parameter("my value A"),
            "MyFooParameterB": parameter("my value B"),
            "MyBarParameter": parameter("my value Bar"),
            "MyBarParameterA": parameter("my value A"),
            "MyBarParameterB": parameter("my value B"),
        }

    @recorded("2025-07-03")
    def test_resolve_pseudo_parameters_and_leave_attributes(self, cloud: Cloud) -> None:
        one = parameter({"Fn::GetAtt": "Topic.TopicName"})
        one["DependsOn"] = ["Topic"]
        made = self._made(cloud, {"Topic": topic({"Fn::Sub": "${AWS::Region}_topic"}), "One": one})
        left = {**parameter({"Fn::GetAtt": ["Topic", "TopicName"]}), "DependsOn": "Topic"}
        assert made == {"Topic": topic("us-east-1_topic"), "One": left}

    @recorded("2025-07-04")
    def test_count_and_write_json(self, cloud: Cloud) -> None:
        written = {
            "Length": parameter({"Fn::Length": {"Ref": "Queues"}}),
            "Object": parameter({"Fn::ToJsonString": {"a": "foo", "b": "bar"}}),
            "Array": parameter({"Fn::ToJsonString": ["a", "b", "c"]}),
        }
        assert self._made(cloud, written, Queues="a,b,c") == {
            "Length": parameter(3),
            "Object": parameter('{"a":"foo","b":"bar"}'),
            "Array": parameter('["a","b","c"]'),
        }


class TestAServerlessFunction:
    @recorded("2023-07-11")
    def test_has_the_policies_of_its_template_and_those_of_lambda(self, cloud: Cloud) -> None:
        function = {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "InlineCode": "def handler(event, context): ...",
                "Runtime": "python3.12",
                "Handler": "index.handler",
                "Policies": ["AmazonSNSFullAccess"],
            },
        }
        outputs = {"Role": {"Value": {"Ref": "FunctionRole"}}}
        name = _created(cloud, "AWS::Serverless-2016-10-31", {"Function": function}, Outputs=outputs)
        role = cloud.stack(name)["Outputs"][0]["OutputValue"]
        attached = cloud.client("iam").list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        assert [one["PolicyArn"] for one in attached] == [
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/AmazonSNSFullAccess",
        ]


class TestAScheduleWithTwoFunctions:
    @recorded("2020-09-11", MEASURED)
    def test_is_refused_by_the_transform_for_hosted_rotations(self, cloud: Cloud) -> None:
        arn = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
        properties = {"HostedRotationLambda": {"RotationType": "MySQLSingleUser"}, "RotationLambdaARN": arn}
        schedule = {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {"SecretId": "s", **properties}}
        body = template({"Schedule": schedule}, Transform="AWS::SecretsManager-2020-07-23")
        name = cloud.create(body, Capabilities=AUTO_EXPAND)
        assert any(
            one.get("ResourceStatusReason", "").startswith(
                "Transform AWS::SecretsManager-2020-07-23 failed with: "
                "Can only specify either HostedRotationLambda or RotationLambdaARN."
            )
            for one in cloud.events(name)
        )


class TestAnUpdateWithATransform:
    @recorded(UNDATED, MEASURED)
    def test_that_changes_nothing_is_not_refused(self, cloud: Cloud) -> None:
        body = template({"One": topic()}, Transform="AWS::LanguageExtensions")
        name = cloud.create(body, Capabilities=AUTO_EXPAND)
        cloud.update(name, body, Capabilities=AUTO_EXPAND)
        assert cloud.stack(name)["StackStatus"] == "UPDATE_COMPLETE"

    @inferred
    def test_that_fails_puts_back_what_was(self, cloud: Cloud) -> None:
        name = cloud.create(template({"One": topic()}))
        cloud.update(name, template({"One": topic()}, Transform="Nobody"), Capabilities=AUTO_EXPAND)
        statuses = [
            (one["ResourceStatus"], one.get("ResourceStatusReason"))
            for one in cloud.events(name)
            if one["LogicalResourceId"] == name
        ]
        assert statuses[2:] == [
            ("UPDATE_IN_PROGRESS", "User Initiated"),
            ("UPDATE_ROLLBACK_IN_PROGRESS", "No transform named 123456789012::Nobody found."),
            ("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", None),
            ("UPDATE_ROLLBACK_COMPLETE", None),
        ]
