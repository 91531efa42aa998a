"""READ gives inputs back, and whatever somebody changes by hand shows in it."""

from typing import Any

import pytest
from awscommunity_glue_jobtracker.models import ResourceModel
from awscommunity_glue_jobtracker.properties import properties_of
from hypothesis import HealthCheck, given, settings
from moto.sns.models import sns_backends

from tests.aws_calls import refusal, succeeded
from tests.glue_jobtracker.any_request import requests
from tests.glue_jobtracker.invocations import ALERTS, ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import DAMAGES, keep_rows, name_of, policy_arn, role_arn, topic_arn
from tests.watched_handlers import ACCOUNT, REGION, client

NAME = "glue-job-tracker-nightly"
NAMED = {**ALERTS_AND_REPORT, "TrackerName": "nightly"}


def whole(requested: dict[str, Any]) -> dict[str, Any]:
    """What a request asks for, with the defaults, in a form that ignores the order of lists."""
    model = ResourceModel._deserialize(requested)
    assert model
    return sorted_lists(properties_of(model))


def sorted_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sorted_lists(member) for key, member in value.items()}
    return sorted(value, key=str) if isinstance(value, list) else value


class TestInputs:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(requested=requests())
    def test_are_given_back_by_a_read_with_the_defaults(
        self, cloudformation: CloudFormation, requested: dict[str, Any]
    ) -> None:
        created = cloudformation.create({**requested, "TrackerName": "any"})
        held = cloudformation.read(created)
        succeeded(cloudformation.delete(created))
        if held["RetainRunTableOnDelete"]:
            client("dynamodb").update_table(TableName="glue-job-tracker-any", DeletionProtectionEnabled=False)
            client("dynamodb").delete_table(TableName="glue-job-tracker-any")

        assert held["Deviations"] == []
        assert held == created
        assert whole(held) == whole({**requested, "TrackerName": "any"})

    def test_that_name_things_of_the_users_are_given_back(self, cloudformation: CloudFormation) -> None:
        given_ = {"FunctionRoleArn": role_arn(), "AlertTopicArn": topic_arn(), "TrackerName": "t"}
        held = cloudformation.read(cloudformation.create(given_))

        assert whole(held) == whole(given_)
        assert held["RoleArn"] == given_["FunctionRoleArn"]
        assert held["TopicArn"] == given_["AlertTopicArn"]

    def test_a_boundary_and_a_key_are_given_back(self, cloudformation: CloudFormation) -> None:
        key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
        given_ = {**NAMED, "PermissionsBoundary": policy_arn(), "KmsKeyArn": key}
        held = cloudformation.read(cloudformation.create(given_))

        assert whole(held) == whole(given_)
        assert held["Deviations"] == []


class TestWhatIsReturnedByGetAtt:
    def test_names_the_parts(self, cloudformation: CloudFormation) -> None:
        held = cloudformation.read(cloudformation.create(NAMED))

        assert {name: held[name] for name in ("FunctionArn", "RuleArn", "TableName", "TopicArn", "RoleArn")} == {
            "FunctionArn": f"arn:aws:lambda:us-east-1:123456789012:function:{NAME}",
            "RuleArn": f"arn:aws:events:us-east-1:123456789012:rule/{NAME}-runs",
            "TableName": NAME,
            "TopicArn": f"arn:aws:sns:us-east-1:123456789012:{NAME}",
            "RoleArn": f"arn:aws:iam::123456789012:role/awscommunity/glue-job-tracker/{NAME}-us-east-1",
        }
        assert held["DeadLetterQueueUrl"] == f"https://sqs.us-east-1.amazonaws.com/123456789012/{NAME}"
        shown = client("lambda").get_function_configuration(FunctionName=NAME)
        assert held["CodeSha256"] == shown["CodeSha256"]


# What is said of each damage.
DEVIATIONS = {
    "a disabled rule": f"The rule {NAME}-runs is not as the tracker made it.",
    "an edited pattern": f"The rule {NAME}-runs is not as the tracker made it.",
    "another target": f"The target of the rule {NAME}-runs is not as the tracker made it.",
    "a changed function": f"The configuration of the function {NAME} is not as the tracker made it.",
    "changed code": f"The code of the function {NAME} is not as the tracker made it.",
    "a changed permission": f"The permission of the rules to invoke the function {NAME} is not as the tracker made it.",
    "a widened policy": f"The policy of the role {NAME}-us-east-1 is not as the tracker made it.",
    "a changed trust policy": f"The trust policy of the role {NAME}-us-east-1 is not as the tracker made it.",
    "a changed queue": f"The queue {NAME} is not as the tracker made it.",
    "no alarm": f"The alarm {NAME} is missing.",
    "an encrypted topic": f"The topic {NAME} is not as the tracker made it.",
    "no log group": f"The log group /aws/lambda/{NAME} is missing.",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
class TestADeviation:
    def test_is_told_and_shows_as_drift_until_an_update_repairs_it(
        self, cloudformation: CloudFormation, damage: str
    ) -> None:
        created = cloudformation.create(NAMED)
        DAMAGES[damage](name_of(created))
        held = cloudformation.read(created)

        assert held["Deviations"] == [DEVIATIONS[damage]]
        assert "AlertEmails" not in held
        assert held["AlertStates"] == []
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created) == created


class TestAChangedProperty:
    def test_the_state_of_the_reports_rule_is_whether_it_is_enabled(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("events").disable_rule(Name=f"{NAME}-report")

        assert cloudformation.read(created) == {**created, "Report": {**created["Report"], "Enabled": False}}

    def test_a_report_whose_rule_is_gone_is_not_enabled_and_alerts_go_on(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("events").remove_targets(Rule=f"{NAME}-report", Ids=["function"])
        client("events").delete_rule(Name=f"{NAME}-report")
        held = cloudformation.read(created)

        assert held["Report"]["Enabled"] is False
        assert held["AlertEmails"] == ALERTS["AlertEmails"]

    def test_the_retention_of_the_log(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("logs").put_retention_policy(logGroupName=f"/aws/lambda/{NAME}", retentionInDays=365)

        assert cloudformation.read(created) == {**created, "LogRetentionInDays": 365}

    def test_rows_that_do_not_expire_have_no_retention(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        keep_rows(NAME)

        assert "RunRetentionDays" not in cloudformation.read(created)
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created) == created

    def test_the_boundary_of_the_role(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        bound = policy_arn()
        client("iam").put_role_permissions_boundary(RoleName=f"{NAME}-us-east-1", PermissionsBoundary=bound)

        assert cloudformation.read(created)["PermissionsBoundary"] == bound
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created) == created

    def test_a_tag_of_somebody_elses(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        arn = f"arn:aws:dynamodb:us-east-1:123456789012:table/{NAME}"
        client("dynamodb").tag_resource(ResourceArn=arn, Tags=[{"Key": "stray", "Value": "1"}])

        assert cloudformation.read(created)["Tags"] == [{"Key": "stray", "Value": "1"}]
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created) == created

    def test_settings_that_somebody_has_overwritten(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("lambda").update_function_configuration(
            FunctionName=NAME, Environment={"Variables": {"SETTINGS": "nonsense"}}
        )
        held = cloudformation.read(created)

        assert "Report" not in held
        assert held["Deviations"] == [DEVIATIONS["a changed function"]]
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created) == created


class TestSubscriptions:
    def test_an_address_that_has_unsubscribed_is_missing_until_an_update(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create({**NAMED, "AlertEmails": ["a@example.com", "b@example.com"]})
        unsubscribe("a@example.com")

        assert cloudformation.read(created)["AlertEmails"] == ["b@example.com"]
        succeeded(cloudformation.update(created, {}))
        assert cloudformation.read(created)["AlertEmails"] == ["a@example.com", "b@example.com"]

    def test_an_address_that_somebody_has_added_is_none_of_ours_and_stays(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("sns").subscribe(TopicArn=created["TopicArn"], Protocol="email", Endpoint="z@example.com")

        assert cloudformation.read(created) == created
        succeeded(cloudformation.update(created, {"AlertEmails": ["new@example.com"]}))
        assert subscribed() == ["new@example.com", "z@example.com"]

    def test_an_address_that_was_added_and_then_asked_for_becomes_ours(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("sns").subscribe(TopicArn=created["TopicArn"], Protocol="email", Endpoint="z@example.com")
        asked = succeeded(cloudformation.update(created, {"AlertEmails": ["z@example.com"]}))["resourceModel"]
        succeeded(cloudformation.update(asked, {"AlertEmails": ["data@example.com"]}))

        assert subscribed() == ["data@example.com"]

    def test_what_an_update_that_failed_has_subscribed_goes_when_it_is_updated_back(
        self, cloudformation: CloudFormation
    ) -> None:
        """The tag on the table, which notes the addresses, is changed last."""
        created = cloudformation.create(NAMED)
        cloudformation.before = lambda call: refusal("AccessDenied") if call.operation == "TagResource" else None
        desired = {**created, "AlertEmails": ["new@example.com"]}
        assert cloudformation.update(created, desired)["status"] == "FAILED"
        cloudformation.before = lambda _call: None
        succeeded(cloudformation.update(desired, created))

        assert subscribed() == ["data@example.com"]

    def test_other_protocols_are_none_of_ours(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("sns").subscribe(TopicArn=created["TopicArn"], Protocol="sms", Endpoint="+15550100")

        assert cloudformation.read(created) == created

    def test_an_address_that_has_not_confirmed_yet_counts(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        forget_confirmations()

        assert cloudformation.read(created) == created

    def test_one_that_was_removed_before_it_was_confirmed_is_gone(self, cloudformation: CloudFormation) -> None:
        """SNS goes on to show it as pending for three days, and refuses to unsubscribe it."""
        created = cloudformation.create(NAMED)
        forget_confirmations()
        cloudformation.operations()
        succeeded(cloudformation.update(created, {"AlertEmails": ["new@example.com"]}))

        assert "Unsubscribe" not in cloudformation.operations()
        assert cloudformation.read(created)["AlertEmails"] == ["new@example.com"]


def subscribed() -> list[str]:
    return sorted(subscription["Endpoint"] for subscription in client("sns").list_subscriptions()["Subscriptions"])


def unsubscribe(address: str) -> None:
    for subscription in client("sns").list_subscriptions()["Subscriptions"]:
        if subscription["Endpoint"] == address:
            client("sns").unsubscribe(SubscriptionArn=subscription["SubscriptionArn"])


def forget_confirmations() -> None:
    for subscription in sns_backends[ACCOUNT][REGION].subscriptions.values():
        subscription.arn = "PendingConfirmation"


class TestWhatIsNotOurs:
    def test_a_tracker_that_never_was_is_not_found(self, cloudformation: CloudFormation) -> None:
        assert cloudformation.run("READ", {"TrackerName": "nobody"})["errorCode"] == "NotFound"

    @pytest.mark.parametrize("name", ["", "-", "with space", "x" * 31, "a--b"])
    def test_what_cannot_be_a_name_is_not_found(self, cloudformation: CloudFormation, name: str) -> None:
        for action in ("READ", "UPDATE", "DELETE"):
            assert cloudformation.run(action, {"TrackerName": name})["errorCode"] == "NotFound"
        assert cloudformation.calls == []

    def test_a_table_of_that_name_without_our_tag_is_not_found(self, cloudformation: CloudFormation) -> None:
        client("dynamodb").create_table(
            TableName=NAME,
            KeySchema=[{"AttributeName": "day", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "day", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )

        assert cloudformation.run("READ", {"TrackerName": "nightly"})["errorCode"] == "NotFound"

    def test_a_table_of_another_tracker_is_not_found(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        arn = f"arn:aws:dynamodb:us-east-1:123456789012:table/{NAME}"
        tags = [{"Key": "awscommunity:glue-job-tracker", "Value": "hourly"}]
        client("dynamodb").tag_resource(ResourceArn=arn, Tags=tags)

        assert cloudformation.run("READ", created)["errorCode"] == "NotFound"

    def test_a_role_that_does_not_carry_our_tag_is_none(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("iam").untag_role(RoleName=f"{NAME}-us-east-1", TagKeys=["awscommunity:glue-job-tracker"])

        assert cloudformation.read(created)["Deviations"] == NO_ROLE

    def test_a_role_of_another_tracker_is_none(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        tags = [{"Key": "awscommunity:glue-job-tracker", "Value": "hourly"}]
        client("iam").tag_role(RoleName=f"{NAME}-us-east-1", Tags=tags)

        assert cloudformation.read(created)["Deviations"] == NO_ROLE

    def test_a_role_of_that_name_under_another_path_is_none(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        tags = client("iam").list_role_tags(RoleName=f"{NAME}-us-east-1")["Tags"]
        client("iam").delete_role_policy(RoleName=f"{NAME}-us-east-1", PolicyName="GlueJobTracker")
        client("iam").delete_role(RoleName=f"{NAME}-us-east-1")
        role_arn(f"{NAME}-us-east-1")
        client("iam").tag_role(RoleName=f"{NAME}-us-east-1", Tags=tags)

        assert cloudformation.read(created)["Deviations"] == NO_ROLE


NO_ROLE = [
    f"The trust policy of the role {NAME}-us-east-1 is missing.",
    f"The policy of the role {NAME}-us-east-1 is missing.",
]
