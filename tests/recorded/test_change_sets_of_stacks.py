"""Change sets among themselves: what is told of one, which are listed, and how long they live."""

from tests.recorded.normalisation import normalised
from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, inferred, recorded

ONE, TWO = (template({"Topic": topic(DisplayName=shown)}) for shown in ("a", "b"))
STACK_ID = "arn:aws:cloudformation:us-east-1:123456789012:stack/<stack>/<uuid>"


class TestAChangeSet:
    @recorded("2025-04-08")
    def test_is_told_in_these_members_and_no_others(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        change_set = cloud.change_set(name, ONE, {}, "CREATE")
        told = normalised(cloud.cloudformation.describe_change_set(ChangeSetName=change_set), [(name, "<stack>")])
        change_set_name = change_set.split("/")[1]
        assert told == {
            "ChangeSetName": change_set_name,
            "ChangeSetId": f"arn:aws:cloudformation:us-east-1:123456789012:changeSet/{change_set_name}/<uuid>",
            "StackId": STACK_ID,
            "StackName": "<stack>",
            "CreationTime": "<time>",
            "ExecutionStatus": "AVAILABLE",
            "Status": "CREATE_COMPLETE",
            "NotificationARNs": [],
            "RollbackConfiguration": {},
            "Capabilities": [],
            "IncludeNestedStacks": False,
            "Changes": [
                {
                    "Type": "Resource",
                    "ResourceChange": {
                        "Action": "Add",
                        "LogicalResourceId": "Topic",
                        "ResourceType": "AWS::SNS::Topic",
                        "Scope": [],
                        "Details": [],
                    },
                }
            ],
        }

    @recorded("2023-11-22")
    def test_outlives_its_stack_once_it_is_executed(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        change_set = cloud.change_set(name, ONE, {}, "CREATE")
        cloud.cloudformation.execute_change_set(ChangeSetName=change_set)
        cloud.settle(name)
        cloud.delete(name)
        told = cloud.cloudformation.describe_change_set(ChangeSetName=change_set)
        assert (told["ExecutionStatus"], told["Status"]) == ("EXECUTE_COMPLETE", "CREATE_COMPLETE")
        assert [one["ResourceChange"]["LogicalResourceId"] for one in told["Changes"]] == ["Topic"]

    @recorded("2022-08-11")
    def test_that_is_deleted_is_not_found(self, cloud: Cloud) -> None:
        change_set = cloud.change_set(cloud.new_name(), ONE, {}, "CREATE")
        cloud.cloudformation.delete_change_set(ChangeSetName=change_set)
        refused = cloud.refusal("describe_change_set", ChangeSetName=change_set)
        assert refused == ("ChangeSetNotFound", f"ChangeSet [{change_set}] does not exist")


class TestTheListOfChangeSets:
    @recorded("2022-05-31")
    def test_has_those_that_wait_alone(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        executed = cloud.change_set(name, ONE, {}, "CREATE")
        cloud.cloudformation.execute_change_set(ChangeSetName=executed)
        cloud.settle(name)
        waiting = cloud.change_set(name, TWO)
        listed = normalised(cloud.cloudformation.list_change_sets(StackName=name), [(name, "<stack>")])
        assert listed["Summaries"] == [
            {
                "StackId": STACK_ID,
                "StackName": "<stack>",
                "ChangeSetId": normalised(waiting),
                "ChangeSetName": waiting.split("/")[1],
                "ExecutionStatus": "AVAILABLE",
                "Status": "CREATE_COMPLETE",
                "CreationTime": "<time>",
                "IncludeNestedStacks": False,
            }
        ]
        assert cloud.cloudformation.describe_change_set(ChangeSetName=executed)["ExecutionStatus"] == "EXECUTE_COMPLETE"


class TestAnImportOfWhatNobodyExports:
    BODY = template({"Parameter": parameter({"Fn::ImportValue": "recorded-missing"})})

    @recorded("2025-12", MEASURED)
    def test_lets_the_stack_begin_and_roll_back(self, cloud: Cloud) -> None:
        name = cloud.create(self.BODY)
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
        reasons = [one.get("ResourceStatusReason") for one in cloud.events(name)]
        assert reasons == [
            "User Initiated",
            "No export named recorded-missing found. Rollback requested by user.",
            None,
        ]

    @inferred
    def test_does_not_stop_a_change_set(self, cloud: Cloud) -> None:
        change_set = cloud.change_set(cloud.new_name(), self.BODY, {}, "CREATE")
        plain = cloud.cloudformation.describe_change_set(ChangeSetName=change_set)
        assert (plain["ExecutionStatus"], "StatusReason" in plain) == ("AVAILABLE", False)
        valued = cloud.cloudformation.describe_change_set(ChangeSetName=change_set, IncludePropertyValues=True)
        assert "AFTER_APPLY" in valued["Changes"][0]["ResourceChange"]["AfterContext"]
        assert valued["StatusReason"].startswith("[WARN] --include-property-values option can return incomplete")

    @inferred
    def test_works_where_there_is_one_by_then(self, cloud: Cloud) -> None:
        body = self.BODY.replace("recorded-missing", "recorded-late")
        name = cloud.new_name()
        change_set = cloud.change_set(name, body, {}, "CREATE")
        cloud.create(template({"Topic": topic()}, Outputs={"O": {"Value": "v", "Export": {"Name": "recorded-late"}}}))
        cloud.cloudformation.execute_change_set(ChangeSetName=change_set)
        cloud.settle(name)
        assert cloud.stack(name)["StackStatus"] == "CREATE_COMPLETE"


class TestAnOutputOfAnAttributeThatItsTypeDoesNotHave:
    @inferred
    def test_ends_the_creation_before_anything_is_made(self, cloud: Cloud) -> None:
        name = cloud.create(template({"Topic": topic()}, Outputs={"Out": {"Value": {"Fn::GetAtt": "Topic.Nothing"}}}))
        assert {one["LogicalResourceId"] for one in cloud.events(name)} == {name}
        reason = next(
            one["ResourceStatusReason"] for one in cloud.events(name) if one["ResourceStatus"] == "ROLLBACK_IN_PROGRESS"
        )
        assert all(part in reason for part in ("/Outputs/Out", "AWS::SNS::Topic", "Nothing"))
        assert reason.endswith(". Rollback requested by user.")
