"""Which resources a change set lists, and why each of their properties changes."""

from typing import Any

from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import inferred, recorded

STATIC = {"Evaluation": "Static", "ChangeSource": "DirectModification"}
DYNAMIC = {"Evaluation": "Dynamic", "ChangeSource": "DirectModification"}
KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}"


def _target(name: str, recreation: str = "Never") -> dict[str, str]:
    return {"Attribute": "Properties", "Name": name, "RequiresRecreation": recreation}


def _valued(name: str, before: str, after: str, recreation: str = "Never") -> dict[str, str]:
    return {
        **_target(name, recreation),
        "Path": f"/Properties/{name}",
        "BeforeValue": before,
        "AfterValue": after,
        "AttributeChangeType": "Modify",
    }


def _why(changes: list[dict[str, Any]]) -> dict[str, list[tuple[str, str, str]]]:
    """For each resource, the evaluation, the source and the causing entity of each detail."""
    return {
        one["LogicalResourceId"]: sorted(
            (detail["Evaluation"], detail["ChangeSource"], detail.get("CausingEntity", "")) for detail in one["Details"]
        )
        for one in changes
    }


BY_TEXT = [("Static", "DirectModification", "")]


def _by_parameter(name: str) -> list[tuple[str, str, str]]:
    return [("Dynamic", "DirectModification", ""), ("Static", "ParameterReference", name)]


class TestAChangeOfTheTemplatesText:
    @recorded("2025-05-19")
    def test_is_a_static_direct_modification(self, cloud: Cloud) -> None:
        one, two = (template({"Topic": topic("recorded-of-text", DisplayName=shown)}) for shown in ("first", "second"))
        process = cloud.process(one, two)
        physical_id = "arn:aws:sns:us-east-1:123456789012:recorded-of-text"
        expected = {
            "Action": "Modify",
            "LogicalResourceId": "Topic",
            "PhysicalResourceId": physical_id,
            "ResourceType": "AWS::SNS::Topic",
            "Replacement": "False",
            "Scope": ["Properties"],
        }
        assert process.changes[1] == [{**expected, "Details": [{"Target": _target("DisplayName"), **STATIC}]}]
        assert process.changes_with_values[1] == [
            {
                **expected,
                "Details": [{"Target": _valued("DisplayName", "first", "second"), **STATIC}],
                "BeforeContext": {"Properties": {"TopicName": "recorded-of-text", "DisplayName": "first"}},
                "AfterContext": {"Properties": {"TopicName": "recorded-of-text", "DisplayName": "second"}},
            }
        ]

    @recorded("2025-05-28")
    def test_may_be_in_an_argument_of_a_function(self, cloud: Cloud) -> None:
        one, two = (
            template({"Topic": topic(DisplayName={"Fn::Select": [index, ["1st", "2nd"]]})}) for index in ("1", "0")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1]) == _why(process.changes_with_values[1]) == {"Topic": BY_TEXT}

    @recorded("2025-04-15")
    def test_may_be_in_a_leaf_of_a_mapping(self, cloud: Cloud) -> None:
        shown = {"Fn::FindInMap": ["Names", "Shown", "Value"]}
        one, two = (
            template({"Topic": topic(DisplayName=shown)}, Mappings={"Names": {"Shown": {"Value": leaf}}})
            for leaf in ("display-value-1", "display-value-2")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1]) == _why(process.changes_with_values[1]) == {"Topic": BY_TEXT}

    @recorded("2025-05-20")
    def test_may_put_another_pseudo_parameter_in_its_place(self, cloud: Cloud) -> None:
        one, two = (
            template({"Topic": topic(DisplayName={"Fn::Sub": shown})})
            for shown in ("${AWS::StackName}", "${AWS::Region}")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1]) == _why(process.changes_with_values[1]) == {"Topic": BY_TEXT}

    @recorded("2026-02-02")
    def test_is_not_caused_by_a_parameter_that_stays(self, cloud: Cloud) -> None:
        given = {"Parameters": {"Part": {"Type": "String", "Default": "name"}}}
        one, two = (
            template({"Topic": topic({"Fn::Sub": text})}, **given)
            for text in ("recorded-${Part}", "recorded-${Part}-2")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1]) == {"Topic": BY_TEXT}
        assert process.changes[1][0]["Replacement"] == "True"
        assert process.changes[1][0]["PolicyAction"] == "ReplaceAndDelete"


class TestAChangeOfAParameter:
    @recorded("2025-04-17")
    def test_is_told_as_the_parameters_and_as_a_dynamic_modification(self, cloud: Cloud) -> None:
        body = template(
            {"Topic": topic({"Ref": "Name"})}, Parameters={"Name": {"Type": "String", "Default": "recorded-name-1"}}
        )
        process = cloud.process(body, body, parameters=({}, {"Name": "recorded-name-2"}))
        assert _why(process.changes[1]) == _why(process.changes_with_values[1]) == {"Topic": _by_parameter("Name")}
        assert process.changes[1][0]["Replacement"] == "True"
        details = process.changes_with_values[1][0]["Details"]
        target = _valued("TopicName", "recorded-name-1", "recorded-name-2", "Always")
        assert [one["Target"] for one in details] == [target, target]

    @recorded("2025-04-17")
    def test_may_be_one_of_its_default(self, cloud: Cloud) -> None:
        one, two = (
            template({"Topic": topic({"Ref": "Name"})}, Parameters={"Name": {"Type": "String", "Default": default}})
            for default in ("recorded-default-1", "recorded-default-2")
        )
        assert _why(cloud.process(one, two).changes[1]) == {"Topic": _by_parameter("Name")}

    @recorded("2025-06-02")
    def test_counts_inside_a_function(self, cloud: Cloud) -> None:
        shown = {"Fn::Join": ["_", {"Fn::Split": ["-", {"Ref": "Text"}]}]}
        body = template({"Topic": topic(DisplayName=shown)}, Parameters={"Text": {"Type": "String"}})
        process = cloud.process(body, body, parameters=({"Text": "hello-world"}, {"Text": "foo-bar-baz"}))
        assert _why(process.changes[1]) == {"Topic": _by_parameter("Text")}

    @recorded("2025-05-20")
    def test_counts_for_one_that_was_not_there_before(self, cloud: Cloud) -> None:
        two = template(
            {"Topic": topic(DisplayName={"Fn::Sub": "interpolated: ${Shown}"})},
            Parameters={"Shown": {"Type": "String", "Default": "value"}},
        )
        process = cloud.process(template({"Topic": topic(DisplayName="display-value-1")}), two)
        assert _why(process.changes[1]) == {"Topic": _by_parameter("Shown")}

    @recorded("2025-08-05")
    def test_counts_as_the_key_of_a_mapping(self, cloud: Cloud) -> None:
        body = template(
            {"Topic": topic({"Fn::FindInMap": ["Names", {"Ref": "Key"}, "Value"]})},
            Parameters={"Key": {"Type": "String"}},
            Mappings={"Names": {"a": {"Value": "recorded-key-1"}, "b": {"Value": "recorded-key-2"}}},
        )
        process = cloud.process(body, body, parameters=({"Key": "a"}, {"Key": "b"}))
        assert _why(process.changes[1]) == {"Topic": _by_parameter("Key")}

    @recorded("2025-08-06")
    def test_that_comes_to_name_a_value_in_parameter_store_is_a_change_of_text(self, cloud: Cloud) -> None:
        cloud.client("ssm").put_parameter(Name="recorded-stored", Value="the value", Type="String")
        one, two = (
            template(
                {"Parameter": parameter({"Ref": "Input"})},
                Parameters={"Input": {"Type": kind, "Default": "recorded-stored"}},
            )
            for kind in ("String", "AWS::SSM::Parameter::Value<String>")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1]) == _why(process.changes_with_values[1]) == {"Parameter": BY_TEXT}


class TestAnAttributeOfAResourceThatChangesInPlace:
    def _bodies(self, first: str, second: str) -> list[str]:
        return [
            template(
                {
                    "One": topic("recorded-in-place-1", DisplayName=shown),
                    "Two": topic("recorded-in-place-2", DisplayName={"Fn::GetAtt": "One.DisplayName"}),
                }
            )
            for shown in (first, second)
        ]

    @recorded("2025-04-08")
    def test_is_a_dynamic_change_without_values_and_none_with_them(self, cloud: Cloud) -> None:
        process = cloud.process(*self._bodies("display-value-1", "display-value-2"))
        assert _why(process.changes[1]) == {
            "One": BY_TEXT,
            "Two": [("Dynamic", "ResourceAttribute", "One.DisplayName")],
        }
        assert [one["Replacement"] for one in process.changes[1]] == ["False", "False"]
        assert _why(process.changes_with_values[1]) == {"One": BY_TEXT}

    @recorded("2025-04-08")
    def test_is_updated_all_the_same(self, cloud: Cloud) -> None:
        process = cloud.process(*self._bodies("display-value-1", "display-value-2"))
        updates = [
            one["ResourceProperties"]["DisplayName"]
            for one in process.events
            if (one["LogicalResourceId"], one["ResourceStatus"]) == ("Two", "UPDATE_COMPLETE")
        ]
        assert updates == ["display-value-2"]

    @recorded("2025-07-31")
    def test_is_one_even_where_another_property_changes(self, cloud: Cloud) -> None:
        one, two = (
            template(
                {
                    "One": parameter("value", Description=described),
                    "Two": parameter({"Fn::GetAtt": "One.Value"}),
                }
            )
            for described in ("original", "changed")
        )
        process = cloud.process(one, two)
        assert _why(process.changes[1])["Two"] == [("Dynamic", "ResourceAttribute", "One.Value")]
        assert "Two" not in _why(process.changes_with_values[1])

    @recorded("2025-04-08")
    def test_has_its_old_value_in_what_is_added_with_it(self, cloud: Cloud) -> None:
        one = template({"One": topic("recorded-added-1", DisplayName="display-value-1")})
        two = template(
            {
                "One": topic("recorded-added-1", DisplayName="display-value-2"),
                "Two": topic("recorded-added-2", DisplayName={"Fn::GetAtt": "One.DisplayName"}),
            }
        )
        added = cloud.process(one, two).changes_with_values[1][1]
        assert added == {
            "Action": "Add",
            "LogicalResourceId": "Two",
            "ResourceType": "AWS::SNS::Topic",
            "Scope": [],
            "Details": [],
            "AfterContext": {"Properties": {"TopicName": "recorded-added-2", "DisplayName": "display-value-1"}},
        }


class TestAResourceThatIsReplaced:
    @recorded("2025-08-05")
    def test_changes_statically_what_is_made_of_its_attributes(self, cloud: Cloud) -> None:
        one, two = (
            template({"Named": topic(name), "Parameter": parameter({"Fn::GetAtt": "Named.TopicName"})})
            for name in ("recorded-replaced-1", "recorded-replaced-2")
        )
        process = cloud.process(one, two)
        by_attribute = ("Static", "ResourceAttribute", "Named.TopicName")
        assert _why(process.changes[1]) == {"Named": BY_TEXT, "Parameter": [by_attribute]}
        assert _why(process.changes_with_values[1])["Parameter"] == [
            ("Dynamic", "DirectModification", ""),
            by_attribute,
        ]
        changed = process.changes_with_values[1][1]
        assert changed["Replacement"] == "False"
        assert changed["BeforeContext"] == {"Properties": {"Type": "String", "Value": "recorded-replaced-1"}}
        assert changed["AfterContext"] == {"Properties": {"Type": "String", "Value": KNOWN_AFTER_APPLY}}

    @inferred
    def test_changes_statically_what_is_made_of_its_id(self, cloud: Cloud) -> None:
        one, two = (
            template({"Named": topic(name), "Parameter": parameter({"Ref": "Named"})})
            for name in ("recorded-referred-1", "recorded-referred-2")
        )
        process = cloud.process(one, two)
        by_reference = ("Static", "ResourceReference", "Named")
        assert _why(process.changes[1])["Parameter"] == [by_reference]
        assert _why(process.changes_with_values[1])["Parameter"] == [
            ("Dynamic", "DirectModification", ""),
            by_reference,
        ]


class TestMetadata:
    @inferred
    def test_that_changes_through_a_parameter_has_the_causes_of_one(self, cloud: Cloud) -> None:
        body = template(
            {"Topic": {**topic(), "Metadata": {"Note": {"Ref": "Note"}}}}, Parameters={"Note": {"Type": "String"}}
        )
        process = cloud.process(body, body, parameters=({"Note": "a"}, {"Note": "b"}))
        (changed,) = process.changes[1]
        assert changed["Scope"] == ["Metadata"]
        assert _why([changed]) == {"Topic": _by_parameter("Note")}


class TestTagsOfAResource:
    @recorded("2025-06-03")
    def test_are_a_property(self, cloud: Cloud) -> None:
        one, two = (template({"Parameter": parameter("foo", **more)}) for more in ({}, {"Tags": {"Added": "True"}}))
        process = cloud.process(one, two)
        (changed,) = process.changes_with_values[1]
        assert changed["Scope"] == ["Properties"]
        assert changed["Details"] == [
            {
                "Target": {
                    **_target("Tags"),
                    "Path": "/Properties/Tags",
                    "AfterValue": '{"Added": "True"}',
                    "AttributeChangeType": "Add",
                },
                **STATIC,
            }
        ]


class TestAResourceThatIsAdded:
    @recorded("2025-08-05")
    def test_shows_what_is_known_only_once_it_exists(self, cloud: Cloud) -> None:
        body = template({"Named": topic("recorded-known"), "Parameter": parameter({"Fn::GetAtt": "Named.TopicName"})})
        named, made = cloud.process(body).changes_with_values[0]
        assert named["AfterContext"] == {"Properties": {"TopicName": "recorded-known"}}
        assert made == {
            "Action": "Add",
            "LogicalResourceId": "Parameter",
            "ResourceType": "AWS::SSM::Parameter",
            "Scope": [],
            "Details": [],
            "AfterContext": {"Properties": {"Type": "String", "Value": KNOWN_AFTER_APPLY}},
        }

    @recorded("2025-06-02")
    def test_whose_values_cannot_be_had_is_told_beside_the_values_alone(self, cloud: Cloud) -> None:
        shown = {"Fn::Join": ["_", {"Fn::Split": ["-", {"Fn::GetAtt": "One.DisplayName"}]}]}
        process = cloud.process(template({"One": topic(DisplayName="a-b"), "Two": topic(DisplayName=shown)}))
        assert (process.change_sets[0]["Status"], process.change_sets[0]["ExecutionStatus"]) == (
            "CREATE_COMPLETE",
            "AVAILABLE",
        )
        assert "StatusReason" not in process.change_sets[0]
        assert process.change_sets_with_values[0]["StatusReason"] == (
            "[WARN] --include-property-values option can return incomplete ChangeSet data because: ChangeSet creation "
            "failed for resource [Two] because: Template error: every Fn::Join object requires two parameters, (1) a "
            "string delimiter and (2) a list of strings to be joined or a function that returns a list of strings "
            "(such as Fn::GetAZs) to be joined."
        )
        assert process.changes_with_values[0][1]["AfterContext"] == {"Properties": {"DisplayName": KNOWN_AFTER_APPLY}}


class TestAResourceThatIsRemoved:
    @recorded("2025-04-08")
    def test_shows_attributes_of_others_as_unknown(self, cloud: Cloud) -> None:
        one = topic("recorded-removed-1", DisplayName="display-value-1")
        two = topic("recorded-removed-2", DisplayName={"Fn::GetAtt": "One.DisplayName"})
        process = cloud.process(template({"One": one, "Two": two}), template({"One": one}))
        removed = {
            "Action": "Remove",
            "LogicalResourceId": "Two",
            "PhysicalResourceId": "arn:aws:sns:us-east-1:123456789012:recorded-removed-2",
            "PolicyAction": "Delete",
            "ResourceType": "AWS::SNS::Topic",
            "Scope": [],
            "Details": [],
        }
        assert process.changes[1] == [removed]
        assert process.changes_with_values[1] == [
            {
                **removed,
                "BeforeContext": {"Properties": {"TopicName": "recorded-removed-2", "DisplayName": KNOWN_AFTER_APPLY}},
            }
        ]

    @inferred
    def test_shows_the_ids_of_others_as_unknown(self, cloud: Cloud) -> None:
        one, two = parameter("root"), parameter({"Ref": "One"})
        process = cloud.process(template({"One": one, "Two": two}), template({"One": one}))
        assert process.changes_with_values[1][0]["BeforeContext"] == {
            "Properties": {"Type": "String", "Value": KNOWN_AFTER_APPLY}
        }


class TestTheOrderOfChanges:
    @recorded("2025-08-07")
    def test_is_that_of_the_logical_ids_with_a_name_before_its_own_beginning(self, cloud: Cloud) -> None:
        body = template({name: topic() for name in ("StagingBucket", "Role", "StagingBucketPolicy", "RolePolicy")})
        change_set = cloud.change_set(cloud.new_name(), body, {}, "CREATE")
        changes = cloud.cloudformation.describe_change_set(ChangeSetName=change_set)["Changes"]
        assert [one["ResourceChange"]["LogicalResourceId"] for one in changes] == [
            "RolePolicy",
            "Role",
            "StagingBucketPolicy",
            "StagingBucket",
        ]
