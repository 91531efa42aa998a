"""CreateStack: what is made, in which order, and what becomes of a stack that cannot be made."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import THING, Cloud, message_of, template, thing

CHAIN = template(
    {"Color": {"Value": {"Fn::GetAtt": "Last.Color"}}, "Id": {"Value": {"Ref": "First"}}},
    First=thing("first"),
    Middle=thing("middle", Label={"Ref": "First"}),
    Last=thing("last", Label={"Fn::Sub": "${Middle}-${First.Color}"}),
)


class TestAStackThatSucceeds:
    def test_has_each_resource_after_those_it_refers_to(self, cloud: Cloud) -> None:
        name = cloud.create(CHAIN)

        assert cloud.events(name) == [
            f"{name} CREATE_IN_PROGRESS",
            "First CREATE_IN_PROGRESS",
            "First CREATE_IN_PROGRESS",
            "First CREATE_COMPLETE",
            "Middle CREATE_IN_PROGRESS",
            "Middle CREATE_IN_PROGRESS",
            "Middle CREATE_COMPLETE",
            "Last CREATE_IN_PROGRESS",
            "Last CREATE_IN_PROGRESS",
            "Last CREATE_COMPLETE",
            f"{name} CREATE_COMPLETE",
        ]

    def test_resolves_what_resources_and_outputs_refer_to(self, cloud: Cloud) -> None:
        name = cloud.create(CHAIN)

        first, middle = cloud.physical_id(name, "First"), cloud.physical_id(name, "Middle")
        asked = {
            one["requestData"]["logicalResourceId"]: one["requestData"]["resourceProperties"]
            for one in cloud.invocations(name)
        }
        assert asked["Middle"] == {"Name": "middle", "Label": first}
        assert asked["Last"] == {"Name": "last", "Label": f"{middle}-red"}
        assert cloud.outputs(name) == {"Color": "red", "Id": first}

    def test_tells_the_physical_id_as_soon_as_there_is_one(self, cloud: Cloud) -> None:
        name = cloud.create(template(Slow=thing("slow", Steps=2)))

        told = [
            (one["ResourceStatus"], one.get("ResourceStatusReason"), bool(one.get("PhysicalResourceId")))
            for one in cloud.all_events(name)
            if one["LogicalResourceId"] == "Slow"
        ]
        assert told == [
            ("CREATE_IN_PROGRESS", None, False),
            ("CREATE_IN_PROGRESS", "Resource creation Initiated", True),
            ("CREATE_COMPLETE", None, True),
        ]

    def test_passes_its_tags_to_every_resource(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")), Tags=[{"Key": "Team", "Value": "blue"}])

        request = cloud.invocations(name)[0]["requestData"]
        stack_id = cloud.stack(name)["StackId"]
        assert request["stackTags"] == {"Team": "blue"}
        assert request["systemTags"] == {
            "aws:cloudformation:stack-name": name,
            "aws:cloudformation:stack-id": stack_id,
            "aws:cloudformation:logical-id": "One",
        }

    def test_hands_primitives_to_handlers_as_strings(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=3)))
        assert cloud.invocations(name)[0]["requestData"]["resourceProperties"] == {"Name": "one", "Size": "3"}

    def test_makes_only_what_its_conditions_ask_for(self, cloud: Cloud) -> None:
        body = template(Always=thing("always"), Never=thing("never", _Condition="No"))
        name = cloud.create({**body, "Conditions": {"No": {"Fn::Equals": ["a", "b"]}}})
        assert cloud.resources(name) == {"Always": "CREATE_COMPLETE"}


class TestAStackThatFails:
    def test_is_rolled_back_in_the_reverse_order(self, cloud: Cloud) -> None:
        body = template(
            First=thing("first"),
            Second=thing("second", depends_on=["First"]),
            Bad=thing("bad", depends_on=["Second"], Fail={"CREATE": "InvalidRequest: no"}),
            After=thing("after", depends_on=["Bad"]),
        )
        name = cloud.create(body)

        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.events(name)[-7:] == [
            "Bad CREATE_FAILED",
            f"{name} ROLLBACK_IN_PROGRESS",
            "Second DELETE_IN_PROGRESS",
            "Second DELETE_COMPLETE",
            "First DELETE_IN_PROGRESS",
            "First DELETE_COMPLETE",
            f"{name} ROLLBACK_COMPLETE",
        ]
        assert cloud.resources(name) == {
            "First": "DELETE_COMPLETE",
            "Second": "DELETE_COMPLETE",
            "Bad": "CREATE_FAILED",
        }

    def test_says_what_the_handler_said_and_what_failed(self, cloud: Cloud) -> None:
        name = cloud.create(template(Bad=thing("bad", Fail={"CREATE": "AlreadyExists: It is there."})))

        token = cloud.invocations(name)[0]["bearerToken"]
        assert cloud.reason(name, "Bad", "CREATE_FAILED") == (
            'Resource handler returned message: "It is there." '
            f"(RequestToken: {token}, HandlerErrorCode: AlreadyExists)"
        )
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == (
            "The following resource(s) failed to create: [Bad]. Rollback requested by user."
        )

    def test_deletes_what_was_half_made(self, cloud: Cloud) -> None:
        """The handler has given an identifier, then its resource does not stabilize within its ten minutes."""
        name = cloud.create(template(Half=thing("half", Steps=11)))

        assert [one["action"] for one in cloud.invocations(name)] == ["CREATE"] * 10 + ["DELETE"]
        assert cloud.reason(name, "Half", "CREATE_FAILED").startswith(
            'Resource handler returned message: "Resource timed out waiting for completion'
        )
        assert cloud.resources(name) == {"Half": "DELETE_COMPLETE"}

    def test_does_not_delete_what_was_never_made(self, cloud: Cloud) -> None:
        name = cloud.create(template(Bad=thing("bad", Fail={"CREATE": "InvalidRequest: no"})))
        assert [one["action"] for one in cloud.invocations(name)] == ["CREATE"]

    @pytest.mark.parametrize(
        ("choice", "status"),
        [
            ({"OnFailure": "DO_NOTHING"}, "CREATE_FAILED"),
            ({"DisableRollback": True}, "CREATE_FAILED"),
            ({"OnFailure": "ROLLBACK"}, "ROLLBACK_COMPLETE"),
            ({"OnFailure": "DELETE"}, "DELETE_COMPLETE"),
        ],
    )
    def test_ends_as_it_was_asked_to(self, cloud: Cloud, choice: dict[str, Any], status: str) -> None:
        body = template(Good=thing("good"), Bad=thing("bad", depends_on=["Good"], Fail={"CREATE": "NotFound: no"}))
        name = cloud.new_name()
        stack_id = cloud.cloudformation.create_stack(StackName=name, TemplateBody=str(body).replace("'", '"'), **choice)
        cloud.wait(stack_id["StackId"])
        assert cloud.status(stack_id["StackId"]) == status
        assert ("DeletionTime" in cloud.stack(stack_id["StackId"])) == (status != "CREATE_FAILED")

    @pytest.mark.parametrize(
        ("policy", "status"),
        [("Retain", "DELETE_SKIPPED"), ("RetainExceptOnCreate", "DELETE_COMPLETE"), ("Delete", "DELETE_COMPLETE")],
    )
    def test_spares_what_is_to_be_retained(self, cloud: Cloud, policy: str, status: str) -> None:
        bad = thing("bad", depends_on=["Kept"], Fail={"CREATE": "NotFound: no"})
        name = cloud.create(template(Kept=thing("kept", _DeletionPolicy=policy), Bad=bad))
        assert cloud.resources(name)["Kept"] == status

    def test_whose_rollback_fails_keeps_what_is_left(self, cloud: Cloud) -> None:
        body = template(
            Stuck=thing("stuck", Fail={"DELETE": "Once ResourceConflict: in use"}),
            Bad=thing("bad", depends_on=["Stuck"], Fail={"CREATE": "NotFound: no"}),
        )
        name = cloud.create(body)
        assert cloud.status(name) == "ROLLBACK_FAILED"
        assert cloud.resources(name)["Stuck"] == "DELETE_FAILED"

        cloud.delete(name)
        assert "DELETE_COMPLETE" in cloud.events(cloud.stack_id(name))[-1]

    def test_that_takes_too_long_is_rolled_back(self, cloud: Cloud) -> None:
        body = template(Slow=thing("slow", Steps=5), Next=thing("next", depends_on=["Slow"]))
        name = cloud.create(body, TimeoutInMinutes=3)
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.reason(name, "Next", "CREATE_FAILED") == "Stack creation time exceeded the specified timeout."


class TestARequest:
    def test_for_a_name_that_is_taken_is_refused(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError, match="AlreadyExistsException") as refused:
            cloud.create(template(One=thing("one")), name)
        assert message_of(refused) == f"Stack [{name}] already exists"

    def test_that_is_repeated_with_its_token_is_answered_with_the_same_stack(self, cloud: Cloud) -> None:
        name, body = (
            cloud.new_name(),
            '{"Resources": {"One": {"Type": "Example::Testing::Thing", "Properties": {"Name": "a"}}}}',
        )
        asked = {"StackName": name, "TemplateBody": body, "ClientRequestToken": "token"}
        first, second = (cloud.cloudformation.create_stack(**asked)["StackId"] for _ in range(2))
        assert first == second

    def test_for_a_type_that_is_not_registered_is_refused(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as refused:
            cloud.create(template(One={"Type": "Example::No::Such"}, Two={"Type": "AWS::No::Such"}))
        assert message_of(refused) == (
            "Template format error: Unrecognized resource types: [Example::No::Such, AWS::No::Such]"
        )

    def test_for_a_type_of_aws_that_is_not_here_is_refused(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as refused:
            cloud.create(template(One={"Type": "AWS::Braket::SpendingLimit"}))
        assert message_of(refused) == (
            "The local CloudFormation does not have the resource type AWS::Braket::SpendingLimit (One).\n"
            "With `cfn-local up --stand-ins` (or exec), stand-ins take their place."
        )

    def test_is_refused_for_all_that_is_not_here_at_once(self, cloud: Cloud) -> None:
        analytics = {"AnalyticsConfigurations": [{"Id": "all", "StorageClassAnalysis": {}}]}
        body = template(
            One={"Type": "AWS::Braket::SpendingLimit"},
            Two={"Type": "AWS::S3::Bucket", "Properties": analytics},
            Three={"Type": "Example::No::Such"},
            Four={"Type": "AWS::S3::Bucket", "Properties": analytics},
            Five={"Type": "AWS::GameLift::Fleet"},
            Six={"Type": "AWS::GameLift::Fleet"},
            Seven=thing("seven", _UpdatePolicy={"AutoScalingRollingUpdate": {}}),
        )
        with pytest.raises(ClientError) as refused:
            cloud.create(body)
        assert message_of(refused).splitlines() == [
            "Template format error: Unrecognized resource types: [Example::No::Such]",
            "The local CloudFormation does not have",
            "  the resource type AWS::Braket::SpendingLimit (One)",
            "  the resource type AWS::GameLift::Fleet (Five, Six)",
            "  UpdatePolicy AutoScalingRollingUpdate of Example::Testing::Thing (Seven)",
            "  AnalyticsConfigurations of AWS::S3::Bucket (Two, Four)",
            "With `cfn-local up --stand-ins` (or exec), stand-ins take their place.",
        ]

    def test_does_not_miss_a_type_whose_condition_is_false(self, cloud: Cloud) -> None:
        missing = {"Type": "AWS::Braket::SpendingLimit", "Condition": "Never"}
        conditions = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}}
        name = cloud.create({**conditions, **template(One=missing, Two=thing("two"))})
        assert cloud.resources(name) == {"Two": "CREATE_COMPLETE"}

    def test_for_a_property_that_is_not_here_is_refused(self, cloud: Cloud) -> None:
        analytics = [{"Id": "all", "StorageClassAnalysis": {}}]
        with pytest.raises(ClientError) as refused:
            cloud.create(
                template(One={"Type": "AWS::S3::Bucket", "Properties": {"AnalyticsConfigurations": analytics}})
            )
        assert message_of(refused) == (
            "The local CloudFormation does not have AnalyticsConfigurations of AWS::S3::Bucket (One).\n"
            "With `cfn-local up --stand-ins` (or exec), stand-ins take their place."
        )

    @pytest.mark.parametrize("name", ["CreationPolicy", "UpdatePolicy"])
    def test_for_a_policy_that_nothing_would_follow_is_refused(self, cloud: Cloud, name: str) -> None:
        with pytest.raises(ClientError) as refused:
            cloud.create(template(One=thing("one", **{f"_{name}": {"ResourceSignal": {}}})))
        assert message_of(refused) == (
            f"The local CloudFormation does not have {name} ResourceSignal of Example::Testing::Thing (One)."
        )

    def test_leaves_nothing_where_it_is_refused(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        with pytest.raises(ClientError):
            cloud.create(template(One={"Type": THING, "Properties": {"Name": {"Ref": "Nobody"}}}), name)
        with pytest.raises(ClientError, match="either DisableRollback or OnFailure, but not both"):
            cloud.create(template(One=thing("one")), name, DisableRollback=True, OnFailure="DELETE")
        with pytest.raises(ClientError, match="does not exist"):
            cloud.stack(name)


class TestPropertiesThatBreakTheSchema:
    @pytest.mark.parametrize(
        ("properties", "problem"),
        [
            ({}, "#: required key [Name] not found"),
            ({"Name": "a", "Wight": 3}, "#: extraneous key [Wight] is not permitted"),
            ({"Name": "a", "Size": "many"}, "#/Size: expected type: Integer, found: String"),
            ({"Name": "a b"}, "#/Name: failed validation constraint for keyword [pattern]"),
            ({"Name": "a", "Size": 0}, "#/Size: failed validation constraint for keyword [minimum]"),
        ],
    )
    def test_fail_the_resource_before_any_handler_runs(
        self, cloud: Cloud, properties: dict[str, Any], problem: str
    ) -> None:
        name = cloud.create(template(One={"Type": THING, "Properties": properties}), DisableValidation=True)
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert problem in cloud.reason(name, "One", "CREATE_FAILED")
        assert cloud.invocations(name) == []

    def test_by_setting_what_only_handlers_set_fail_it_too(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Color="blue")), DisableValidation=True)
        assert "Color" in cloud.reason(name, "One", "CREATE_FAILED")
        assert cloud.invocations(name) == []
