"""What moto has, but not as AWS does: functions, alarms, log groups, topics and tables."""

import sys
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local import services
from cfn_local.engine.types.aws import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from tests.cfn_local.services.service_stories import client

TRUST = '{"Version": "2012-10-17", "Statement": []}'


def code_of(refused: Any) -> str:
    return str(refused.value.response["Error"]["Code"])


@pytest.fixture
def aws() -> Any:
    """The client of a service, by its name."""
    return client


@pytest.fixture
def function(aws: Any) -> dict[str, Any]:
    """The request for a function whose role is there."""
    role = aws("iam").create_role(RoleName="any", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    return {
        "FunctionName": "any",
        "Role": role,
        "Runtime": "python3.13",
        "Handler": "any.any",
        "Code": {"ZipFile": b"code"},
        "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:letters"},
    }


class TestAFunction:
    def test_shows_its_dead_letter_queue(self, aws: Any, function: dict[str, Any]) -> None:
        aws("lambda").create_function(**function)
        shown = aws("lambda").get_function(FunctionName="any")["Configuration"]

        assert shown["DeadLetterConfig"] == function["DeadLetterConfig"]

    def test_can_change_its_queue_and_its_key_and_keeps_them_otherwise(
        self, aws: Any, function: dict[str, Any]
    ) -> None:
        aws("lambda").create_function(**function)
        key = "arn:aws:kms:us-east-1:123456789012:key/1"
        other = {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:others"}
        aws("lambda").update_function_configuration(FunctionName="any", DeadLetterConfig=other, KMSKeyArn=key)
        shown = aws("lambda").update_function_configuration(FunctionName="any", Timeout=9)

        assert (shown["DeadLetterConfig"], shown["KMSKeyArn"], shown["Timeout"]) == (other, key, 9)

    @pytest.mark.parametrize(("size", "fits"), [(4096, True), (4097, False)])
    def test_takes_an_environment_of_4_kb_as_json(
        self, aws: Any, function: dict[str, Any], size: int, fits: bool
    ) -> None:
        environment = {"Variables": {"A": "x" * (size - len('{"A":""}'))}}
        if fits:
            aws("lambda").create_function(**function, Environment=environment)
            return
        with pytest.raises(ClientError, match="4KB") as refused:
            aws("lambda").create_function(**function, Environment=environment)
        assert code_of(refused) == "InvalidParameterValueException"

    def test_refuses_a_larger_environment_later_too(self, aws: Any, function: dict[str, Any]) -> None:
        aws("lambda").create_function(**function)
        with pytest.raises(ClientError, match="4KB"):
            aws("lambda").update_function_configuration(
                FunctionName="any", Environment={"Variables": {"A": "x" * 5000}}
            )

    def test_takes_one_permission_of_an_id(self, aws: Any, function: dict[str, Any]) -> None:
        aws("lambda").create_function(**function)
        permission = {"FunctionName": "any", "StatementId": "once", "Action": "lambda:InvokeFunction"}
        aws("lambda").add_permission(**permission, Principal="events.amazonaws.com")

        with pytest.raises(ClientError, match="already exists") as refused:
            aws("lambda").add_permission(**permission, Principal="s3.amazonaws.com")
        assert code_of(refused) == "ResourceConflictException"

    def test_takes_permissions_of_several_ids(self, aws: Any, function: dict[str, Any]) -> None:
        aws("lambda").create_function(**function)
        for sid in ("one", "two"):
            aws("lambda").add_permission(
                FunctionName="any", StatementId=sid, Action="lambda:InvokeFunction", Principal="events.amazonaws.com"
            )

        policy = aws("lambda").get_policy(FunctionName="any")["Policy"]
        assert ('"one"' in policy, '"two"' in policy) == (True, True)


class TestTheTagsOfAnAlarm:
    ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:any"

    def test_are_not_found_without_it(self, aws: Any) -> None:
        with pytest.raises(ClientError) as refused:
            aws("cloudwatch").list_tags_for_resource(ResourceARN=self.ARN)
        assert code_of(refused) == "ResourceNotFoundException"

    def test_go_with_it(self, aws: Any) -> None:
        alarm = {"AlarmName": "any", "Namespace": "n", "MetricName": "m", "Statistic": "Sum", "Period": 60}
        judged = {"EvaluationPeriods": 1, "Threshold": 0, "ComparisonOperator": "GreaterThanThreshold"}
        aws("cloudwatch").put_metric_alarm(**alarm, **judged, Tags=[{"Key": "a", "Value": "b"}])
        assert aws("cloudwatch").list_tags_for_resource(ResourceARN=self.ARN)["Tags"] == [{"Key": "a", "Value": "b"}]
        aws("cloudwatch").delete_alarms(AlarmNames=["any"])
        aws("cloudwatch").put_metric_alarm(**alarm, **judged)

        assert aws("cloudwatch").list_tags_for_resource(ResourceARN=self.ARN)["Tags"] == []


class TestTheTagsOfALogGroup:
    ARN = "arn:aws:logs:us-east-1:123456789012:log-group:any"

    def test_are_not_found_without_it(self, aws: Any) -> None:
        with pytest.raises(ClientError) as refused:
            aws("logs").list_tags_for_resource(resourceArn=self.ARN)
        assert code_of(refused) == "ResourceNotFoundException"

    def test_go_with_it(self, aws: Any) -> None:
        aws("logs").create_log_group(logGroupName="any", tags={"a": "b"})
        assert aws("logs").list_tags_for_resource(resourceArn=self.ARN)["tags"] == {"a": "b"}
        aws("logs").delete_log_group(logGroupName="any")
        aws("logs").create_log_group(logGroupName="any")

        assert aws("logs").list_tags_for_resource(resourceArn=self.ARN)["tags"] == {}


class TestATopic:
    def test_that_is_there_is_answered_when_its_tags_are_the_same(self, aws: Any) -> None:
        tags = [{"Key": "a", "Value": "b"}]
        first = aws("sns").create_topic(Name="any", Tags=tags)["TopicArn"]

        assert aws("sns").create_topic(Name="any", Tags=tags)["TopicArn"] == first
        assert aws("sns").create_topic(Name="any")["TopicArn"] == first

    def test_with_other_tags_is_refused(self, aws: Any) -> None:
        aws("sns").create_topic(Name="any")

        with pytest.raises(ClientError, match="already exists with different tags") as refused:
            aws("sns").create_topic(Name="any", Tags=[{"Key": "a", "Value": "b"}])
        assert code_of(refused) == "InvalidParameter"


class TestTheTimeToLiveOfATable:
    @pytest.fixture
    def table(self, aws: Any) -> Any:
        """A way to say whether the rows of a table expire."""
        aws("dynamodb").create_table(
            TableName="any",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        return lambda enabled: aws("dynamodb").update_time_to_live(
            TableName="any", TimeToLiveSpecification={"Enabled": enabled, "AttributeName": "expires"}
        )

    def test_is_enabled_once(self, table: Any) -> None:
        table(True)
        with pytest.raises(ClientError, match="TimeToLive is already enabled") as refused:
            table(True)
        assert code_of(refused) == "ValidationException"

    def test_is_disabled_once(self, table: Any) -> None:
        with pytest.raises(ClientError, match="TimeToLive is already disabled"):
            table(False)
        table(True)
        table(False)


class TestCompleting:
    def test_concerns_what_is_loaded_and_loads_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        completed: list[str] = []
        monkeypatch.setattr(services, "_complete", completed.append)
        services.complete({"moto.sns", "moto.polly"})

        assert completed == ["topics"]

    def test_knows_packages_of_moto_alone(self) -> None:
        assert all(package in sys.modules for package in services.COMPLETED)


class TestAGlueJob:
    def test_has_workers_or_a_capacity_and_not_both(self, aws: Any) -> None:
        glue, command = aws("glue"), {"Name": "glueetl", "ScriptLocation": "s3://ours/job.py"}
        sized = {"WorkerType": "G.1X", "NumberOfWorkers": 5}
        with pytest.raises(ClientError) as refused:
            glue.create_job(Name="twice", Role="r", Command=command, MaxCapacity=5, **sized)
        assert code_of(refused) == "InvalidInputException"
        glue.create_job(Name="once", Role="r", Command=command, **sized)
        with pytest.raises(ClientError, match="Do not set Max Capacity"):
            glue.update_job(JobName="once", JobUpdate={"Command": command, "MaxCapacity": 5, **sized})

    def test_is_replaced_as_a_whole_by_an_update_and_keeps_its_runs(self, aws: Any) -> None:
        glue, command = aws("glue"), {"Name": "glueetl", "ScriptLocation": "s3://ours/job.py"}
        glue.create_job(Name="nightly", Role="r", Command=command, Timeout=10, Tags={"team": "core"})
        run = glue.start_job_run(JobName="nightly")["JobRunId"]
        glue.update_job(JobName="nightly", JobUpdate={"Role": "other", "Command": command, "MaxRetries": 2})

        job = glue.get_job(JobName="nightly")["Job"]
        assert (job["Role"], job["MaxRetries"], "Timeout" in job) == ("other", 2, False)
        assert [one["Id"] for one in glue.get_job_runs(JobName="nightly")["JobRuns"]] == [run]
        arn = "arn:aws:glue:us-east-1:123456789012:job/nightly"
        assert glue.get_tags(ResourceArn=arn)["Tags"] == {"team": "core"}

    def test_that_is_absent_is_not_updated(self, aws: Any) -> None:
        update = {"Role": "r", "Command": {"Name": "glueetl"}}
        with pytest.raises(ClientError) as refused:
            aws("glue").update_job(JobName="none", JobUpdate=update)
        assert code_of(refused) == "EntityNotFoundException"


class TestATable:
    def test_without_definitions_of_attributes_is_refused_in_words_of_the_service(self, aws: Any) -> None:
        key, size = [{"AttributeName": "id", "KeyType": "HASH"}], {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}
        body = {"TableName": "bare", "KeySchema": key, "AttributeDefinitions": [], "ProvisionedThroughput": size}
        with pytest.raises(ClientError) as refused:
            aws("dynamodb").create_table(**body)
        assert code_of(refused) == "ValidationException"
        with pytest.raises(AwsTypeError, match="attribute have no definition"):
            LocalApi("123456789012", "us-east-1")("dynamodb", "CreateTable", **{**body, "AttributeDefinitions": None})
