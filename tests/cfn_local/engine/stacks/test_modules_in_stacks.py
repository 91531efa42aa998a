"""Modules in stacks: what they expand to is deployed, told of and referred to."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, message_of, template, thing
from tests.cfn_local.registry.package_stories import package

MODULE = "Example::Testing::Pair::MODULE"
FRAGMENT: dict[str, Any] = {
    "Parameters": {"Label": {"Type": "String"}, "Size": {"Type": "Number", "Default": 1}},
    "Resources": {
        "First": thing("first", Label={"Ref": "Label"}),
        "Second": thing("second", Parts=[{"Ref": "First"}], Size={"Ref": "Size"}),
    },
}


@pytest.fixture(scope="module")
def modular(cloud: Cloud) -> Cloud:
    content = package("MODULE", fragments={"fragments/pair.json": json.dumps(FRAGMENT)})
    cloud.s3.put_object(Bucket="packages", Key="module.zip", Body=content)
    asked = {"Type": "MODULE", "TypeName": MODULE, "SchemaHandlerPackage": "s3://packages/module.zip"}
    token = cloud.cloudformation.register_type(**asked)["RegistrationToken"]
    cloud.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    return cloud


class TestAModule:
    BODY = template(
        {"Id": {"Value": {"Ref": "Pair.First"}}, "Color": {"Value": {"Fn::GetAtt": ["PairSecond", "Color"]}}},
        Pair={"Type": MODULE, "Properties": {"Label": "hello"}},
        Own=thing("own", Label={"Fn::GetAtt": ["Pair.Second", "Color"]}),
    )

    def test_is_deployed_as_the_resources_that_it_stands_for(self, modular: Cloud) -> None:
        name = modular.create(self.BODY, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert modular.status(name) == "CREATE_COMPLETE"
        assert modular.resources(name).keys() == {"PairFirst", "PairSecond", "Own"}
        assert modular.outputs(name) == {"Id": modular.physical_id(name, "PairFirst"), "Color": "red"}

    def test_may_have_stand_ins_inside(self, modular: Cloud) -> None:
        fragment = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
        content = package(
            "MODULE",
            fragments={"fragments/queue.json": json.dumps(fragment)},
            schema={"typeName": "Example::Testing::Queue::MODULE"},
            settings={"typeName": "Example::Testing::Queue::MODULE"},
        )
        modular.s3.put_object(Bucket="packages", Key="other.zip", Body=content)
        asked = {"Type": "MODULE", "TypeName": "Example::Testing::Queue::MODULE"}
        token = modular.cloudformation.register_type(**asked, SchemaHandlerPackage="s3://packages/other.zip")
        waiter = modular.cloudformation.get_waiter("type_registration_complete")
        waiter.wait(RegistrationToken=token["RegistrationToken"])
        stood_in_for = {"Metadata": {"cfn-local": {"StandIns": ["AWS::SQS::Queue"]}}}
        body = {**stood_in_for, **template(Inner={"Type": "Example::Testing::Queue::MODULE"})}
        name = modular.create(body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert modular.reason(name, "InnerQueue", "CREATE_COMPLETE") == "stand-in: nothing of AWS behind it"

    def test_may_be_made_by_a_transform(self, modular: Cloud) -> None:
        loop = ["Id", ["A", "B"], {"Pair${Id}": {"Type": MODULE, "Properties": {"Label": {"Ref": "Id"}}}}]
        body = {"Transform": "AWS::LanguageExtensions", **template(**{"Fn::ForEach::Pairs": loop})}
        name = modular.create(body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert modular.resources(name).keys() == {"PairAFirst", "PairASecond", "PairBFirst", "PairBSecond"}
        processed = modular.cloudformation.get_template(StackName=name, TemplateStage="Processed")["TemplateBody"]
        assert processed["Resources"]["PairBFirst"]["Properties"]["Label"] == "B"

    def test_is_told_of_with_its_resources(self, modular: Cloud) -> None:
        name = modular.create(self.BODY, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        listed = modular.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        assert {one["LogicalResourceId"]: one.get("ModuleInfo") for one in listed} == {
            "PairFirst": {"TypeHierarchy": MODULE, "LogicalIdHierarchy": "Pair"},
            "PairSecond": {"TypeHierarchy": MODULE, "LogicalIdHierarchy": "Pair"},
            "Own": None,
        }

    def test_is_updated_through_its_parameters(self, modular: Cloud) -> None:
        name = modular.create(self.BODY, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        body = json.loads(json.dumps(self.BODY))
        body["Resources"]["Pair"]["Properties"]["Size"] = 3
        modular.update(name, body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert modular.invocations(name)[-1]["requestData"]["resourceProperties"]["Size"] == "3"

    def test_is_shown_expanded_when_the_processed_template_is_asked_for(self, modular: Cloud) -> None:
        name = modular.create(self.BODY, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        processed = modular.cloudformation.get_template(StackName=name, TemplateStage="Processed")["TemplateBody"]
        assert json.loads(json.dumps(processed))["Resources"].keys() == {"PairFirst", "PairSecond", "Own"}

    @pytest.mark.parametrize(("properties", "named"), [({}, "Label"), ({"Label": "a", "Weight": 1}, "Weight")])
    def test_with_missing_or_unknown_parameters_is_refused(
        self, modular: Cloud, properties: dict[str, Any], named: str
    ) -> None:
        with pytest.raises(ClientError, match="ValidationError") as refused:
            modular.create(template(Pair={"Type": MODULE, "Properties": properties}))
        assert named in message_of(refused)

    def test_that_is_not_registered_is_refused(self, modular: Cloud) -> None:
        with pytest.raises(ClientError) as refused:
            modular.create(template(Pair={"Type": "Example::No::Such::MODULE"}))
        assert "Example::No::Such::MODULE" in message_of(refused)
