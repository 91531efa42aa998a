"""Functions of the local Lambda run as they are deployed, when they are invoked and when events come for them."""

import io
import json
import shutil
import zipfile
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws

TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
# Says what it is and what it got; fails where it is told to; notes each event in the table of parameters.
CODE = """
import json, os
import boto3
def handler(event, context):
    print("got", json.dumps(event))
    if event.get("detail", event).get("fail"):
        raise KeyError("told to")
    return {"event": event, "says": os.environ["SAYS"], "name": context.function_name}
def note(event, context):
    boto3.client("ssm").put_parameter(Name="/noted", Value=json.dumps(event), Type="String", Overwrite=True)
"""


def _zip(code: str, path: str = "code.py") -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(path, code)
    return archive.getvalue()


def _layer(aws: LocalAws, name: str, path: str, code: str) -> str:
    """The ARN of a new version of a layer that has this file."""
    made = aws.client("lambda").publish_layer_version(LayerName=name, Content={"ZipFile": _zip(code, path)})
    return str(made["LayerVersionArn"])


def _deploy(aws: LocalAws, handler: str = "code.handler", **more: Any) -> str:
    trust = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    role = aws.client("iam").create_role(RoleName="function", AssumeRolePolicyDocument=trust)["Role"]
    made = aws.client("lambda").create_function(
        FunctionName="function",
        Runtime=more.pop("Runtime", "python3.12"),
        Role=role["Arn"],
        Handler=handler,
        Code={"ZipFile": _zip(CODE)},
        Environment={"Variables": {"SAYS": "hello"}},
        Timeout=20,
        **more,
    )
    return str(made["FunctionArn"])


def _invoke(aws: LocalAws, event: Any, **more: Any) -> dict[str, Any]:
    answered = aws.client("lambda").invoke(FunctionName="function", Payload=json.dumps(event), **more)
    return {
        "status": answered["StatusCode"],
        "error": answered.get("FunctionError"),
        "payload": answered["Payload"].read(),
    }


def _dead_letters(aws: LocalAws, url: str) -> list[str]:
    return [one["Body"] for one in aws.client("sqs").receive_message(QueueUrl=url).get("Messages", [])]


def _rule(aws: LocalAws, arn: str, **target: Any) -> None:
    events = aws.client("events")
    events.put_rule(Name="rule", EventPattern=json.dumps({"source": ["aws.glue"], "detail": {"state": ["FAILED"]}}))
    events.put_targets(Rule="rule", Targets=[{"Id": "function", "Arn": arn, **target}])


def _happens(aws: LocalAws, state: str = "FAILED", **detail: Any) -> None:
    entry = {
        "Source": "aws.glue",
        "DetailType": "Glue Job State Change",
        "Detail": json.dumps({"state": state, **detail}),
    }
    aws.client("events").put_events(Entries=[entry])


class TestAFunction:
    def test_answers_what_its_code_returns(self, aws: LocalAws) -> None:
        _deploy(aws)
        answered = _invoke(aws, {"a": 1})
        assert (answered["status"], answered["error"]) == (200, None)
        assert json.loads(answered["payload"]) == {"event": {"a": 1}, "says": "hello", "name": "function"}

    def test_trusts_the_local_aws_where_it_names_the_certificates_of_lambdas_image(self, aws: LocalAws) -> None:
        _deploy(aws, "code.note")
        image = {"SAYS": "hello", "AWS_CA_BUNDLE": "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"}
        aws.client("lambda").update_function_configuration(FunctionName="function", Environment={"Variables": image})
        _invoke(aws, {"a": 1})
        assert aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"] == '{"a": 1}'

    def test_tells_of_its_errors_as_lambda_does(self, aws: LocalAws) -> None:
        _deploy(aws)
        answered = _invoke(aws, {"fail": True})
        assert answered["error"] == "Unhandled"
        assert json.loads(answered["payload"])["errorType"] == "KeyError"

    def test_logs_to_its_log_group(self, aws: LocalAws) -> None:
        _deploy(aws)
        _invoke(aws, {"a": 1})
        logs = aws.client("logs")
        messages = [one["message"] for one in logs.filter_log_events(logGroupName="/aws/lambda/function")["events"]]
        assert 'got {"a": 1}' in messages

    def test_runs_its_new_code_after_an_update(self, aws: LocalAws) -> None:
        _deploy(aws)
        _invoke(aws, {})
        new = _zip("def handler(event, context): return 'new'")
        aws.client("lambda").update_function_code(FunctionName="function", ZipFile=new)
        assert _invoke(aws, {})["payload"] == b'"new"'

    def test_reaches_the_local_aws(self, aws: LocalAws) -> None:
        _deploy(aws, "code.note")
        _invoke(aws, {"a": 1})
        assert aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"] == '{"a": 1}'

    def test_finds_the_packages_of_its_layers_and_a_later_one_first(self, aws: LocalAws) -> None:
        layers = [
            _layer(aws, "first", "python/shared.py", "NAME = 'first'"),
            _layer(aws, "second", "python/shared.py", "NAME = 'second'"),
            _layer(aws, "third", "python/lib/python3.12/site-packages/own.py", "NAME = 'own'"),
        ]
        _deploy(aws, Layers=layers)
        using = _zip("import own, shared\ndef handler(event, context): return [own.NAME, shared.NAME]")
        aws.client("lambda").update_function_code(FunctionName="function", ZipFile=using)
        assert _invoke(aws, {})["payload"] == b'["own", "second"]'

        aws.client("lambda").update_function_configuration(FunctionName="function", Layers=[layers[2], layers[0]])
        assert _invoke(aws, {})["payload"] == b'["own", "first"]'

    @pytest.mark.parametrize("runtime", ["java21"])
    def test_in_another_language_says_so(self, aws: LocalAws, runtime: str) -> None:
        _deploy(aws, Runtime=runtime)
        answered = _invoke(aws, {})
        message = f"The local Lambda runs Python and Node.js, not {runtime}."
        assert json.loads(answered["payload"])["errorMessage"] == message

    def test_that_fails_every_time_leaves_its_event_to_the_dead_letter_queue(self, aws: LocalAws) -> None:
        url = aws.client("sqs").create_queue(QueueName="dead")["QueueUrl"]
        _deploy(aws, DeadLetterConfig={"TargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"})
        assert _invoke(aws, {"fail": True}, InvocationType="Event")["status"] == 202
        assert [json.loads(one) for one in _dead_letters(aws, url)] == [{"fail": True}]
        logged = aws.client("logs").filter_log_events(logGroupName="/aws/lambda/function")["events"]
        assert len([one for one in logged if one["message"].startswith("got")]) == 3


@pytest.mark.skipif(shutil.which("node") is None, reason="functions in Node.js need node, which is not installed")
class TestAFunctionInNode:
    def deploy(self, aws: LocalAws, code: str, file: str = "index.js", **more: Any) -> None:
        _deploy(aws, "index.handler", Runtime="nodejs20.x", **more)
        aws.client("lambda").update_function_code(FunctionName="function", ZipFile=_zip(code, file))

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            ("index.js", "exports.handler = async (event, context) => ({ got: event.x, name: context.functionName });"),
            (
                "index.js",
                "exports.handler = (event, context, callback) =>"
                " callback(null, { got: event.x, name: context.functionName });",
            ),
            (
                "index.mjs",
                "export const handler = async (event, context) => ({ got: event.x, name: context.functionName });",
            ),
            (
                "index.js",
                "exports.handler = (event, context) => context.succeed({ got: event.x, name: context.functionName });",
            ),
        ],
        ids=["a promise", "a callback", "a module", "the context"],
    )
    def test_answers_by(self, aws: LocalAws, file: str, code: str) -> None:
        self.deploy(aws, code, file)
        assert json.loads(_invoke(aws, {"x": 5})["payload"]) == {"got": 5, "name": "function"}

    def test_that_never_answers_has_ended_when_nothing_is_left_to_be_done(self, aws: LocalAws) -> None:
        self.deploy(aws, "exports.handler = () => { setTimeout(() => console.log('late'), 20); };")
        assert _invoke(aws, {})["payload"] == b"null"
        logged = aws.client("logs").filter_log_events(logGroupName="/aws/lambda/function")["events"]
        assert [one["message"] for one in logged] == ["late"]

    @pytest.mark.parametrize(
        ("code", "error"),
        [
            (
                "exports.handler = async () => { throw new TypeError('bad'); };",
                {"errorType": "TypeError", "errorMessage": "bad"},
            ),
            (
                "exports.handler = () => { setTimeout(() => { throw new RangeError('late'); }, 1); };",
                {"errorType": "RangeError", "errorMessage": "late"},
            ),
            (
                "exports.other = 1;",
                {
                    "errorType": "Runtime.ImportModuleError",
                    "errorMessage": "Error: index.handler is undefined or not exported",
                },
            ),
        ],
        ids=["in a promise", "in a callback", "at its import"],
    )
    def test_that_fails(self, aws: LocalAws, code: str, error: dict[str, str]) -> None:
        self.deploy(aws, code)
        answered = _invoke(aws, {})
        assert (answered["error"], json.loads(answered["payload"])) == ("Unhandled", error)

    def test_finds_the_packages_of_its_layers(self, aws: LocalAws) -> None:
        layer = _layer(aws, "shared", "nodejs/node_modules/shared/index.js", "exports.name = 'shared';")
        self.deploy(aws, "exports.handler = async () => require('shared').name;", Layers=[layer])
        assert _invoke(aws, {})["payload"] == b'"shared"'


class TestAnEvent:
    def test_is_delivered_as_eventbridge_writes_it(self, aws: LocalAws) -> None:
        _rule(aws, _deploy(aws, "code.note"))
        _happens(aws, jobName="job")
        noted = json.loads(aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"])
        assert noted["time"].endswith("Z")
        assert {name: noted[name] for name in ("version", "source", "detail-type", "account", "region", "detail")} == {
            "version": "0",
            "source": "aws.glue",
            "detail-type": "Glue Job State Change",
            "account": "123456789012",
            "region": "us-east-1",
            "detail": {"state": "FAILED", "jobName": "job"},
        }

    def test_that_does_not_match_is_not_delivered(self, aws: LocalAws) -> None:
        _rule(aws, _deploy(aws, "code.note"))
        _happens(aws, state="SUCCEEDED")
        assert aws.client("ssm").describe_parameters()["Parameters"] == []

    def test_is_not_delivered_by_a_disabled_rule(self, aws: LocalAws) -> None:
        _rule(aws, _deploy(aws, "code.note"))
        aws.client("events").disable_rule(Name="rule")
        _happens(aws)
        assert aws.client("ssm").describe_parameters()["Parameters"] == []

    def test_of_a_target_with_a_constant_input_is_that_input(self, aws: LocalAws) -> None:
        _rule(aws, _deploy(aws, "code.note"), Input='{"action": "report"}')
        _happens(aws)
        assert aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"] == '{"action": "report"}'

    def test_for_a_function_that_is_gone_goes_to_the_queue_of_the_target(self, aws: LocalAws) -> None:
        url = aws.client("sqs").create_queue(QueueName="dead")["QueueUrl"]
        arn = _deploy(aws)
        _rule(aws, arn, DeadLetterConfig={"Arn": "arn:aws:sqs:us-east-1:123456789012:dead"})
        aws.client("lambda").delete_function(FunctionName="function")
        _happens(aws)
        assert json.loads(_dead_letters(aws, url)[0])["detail"] == {"state": "FAILED"}

    def test_goes_to_queues_as_before(self, aws: LocalAws) -> None:
        url = aws.client("sqs").create_queue(QueueName="queue")["QueueUrl"]
        _rule(aws, "arn:aws:sqs:us-east-1:123456789012:queue")
        _happens(aws)
        assert json.loads(_dead_letters(aws, url)[0])["detail"] == {"state": "FAILED"}


class TestALayer:
    def test_has_programs_that_its_functions_find_below_opt(self, aws: LocalAws) -> None:
        program = "#!/var/lang/bin/python\nimport sys\nprint('ran with', sys.argv[1])\n"
        code = """
import subprocess
def handler(event, context):
    return subprocess.check_output(["/opt/tools/program", "this"], text=True)
"""
        _deploy(aws, Layers=[_layer(aws, "tools", "tools/program", program)])
        aws.client("lambda").update_function_code(FunctionName="function", ZipFile=_zip(code))
        assert json.loads(_invoke(aws, {})["payload"]) == "ran with this\n"

    def test_is_gone_with_its_last_version_while_its_numbers_go_on(self, aws: LocalAws) -> None:
        functions = aws.client("lambda")
        arns = [_layer(aws, "tools", "python/tools.py", "") for _ in range(2)]
        for number in (1, 2):
            functions.delete_layer_version(LayerName="tools", VersionNumber=number)
        assert functions.list_layers()["Layers"] == []
        assert [arn.rpartition(":")[2] for arn in (*arns, _layer(aws, "tools", "python/tools.py", ""))] == [
            "1",
            "2",
            "3",
        ]


class TestAMappingOfAnAlias:
    def test_invokes_the_version_that_the_alias_names_then(self, aws: LocalAws) -> None:
        _deploy(aws, "code.note")
        functions, sqs = aws.client("lambda"), aws.client("sqs")
        version = functions.publish_version(FunctionName="function")["Version"]
        alias = functions.create_alias(FunctionName="function", Name="live", FunctionVersion=version)["AliasArn"]
        url = sqs.create_queue(QueueName="jobs")["QueueUrl"]
        queue = "arn:aws:sqs:us-east-1:123456789012:jobs"
        mapping = functions.create_event_source_mapping(FunctionName=alias, EventSourceArn=queue)
        assert mapping["FunctionArn"] == alias

        sqs.send_message(QueueUrl=url, MessageBody="job")
        noted = json.loads(aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"])
        assert noted["Records"][0]["body"] == "job"


class TestABucketThatNotifiesAFunction:
    def test_invokes_it_with_the_object(self, aws: LocalAws) -> None:
        function = _deploy(aws, "code.note")
        notified = [{"LambdaFunctionArn": function, "Events": ["s3:ObjectCreated:*"]}]
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="files")
        s3.put_bucket_notification_configuration(
            Bucket="files", NotificationConfiguration={"LambdaFunctionConfigurations": notified}
        )
        s3.put_object(Bucket="files", Key="orders.csv", Body=b"1,2")
        noted = json.loads(aws.client("ssm").get_parameter(Name="/noted")["Parameter"]["Value"])
        assert noted["Records"][0]["s3"]["object"]["key"] == "orders.csv"


class TestAUrlOfAnAlias:
    def test_is_beside_that_of_the_function(self, aws: LocalAws) -> None:
        arn = _deploy(aws)
        functions = aws.client("lambda")
        version = functions.publish_version(FunctionName="function")["Version"]
        functions.create_alias(FunctionName="function", Name="live", FunctionVersion=version)
        alias = {"FunctionName": "function", "Qualifier": "live"}

        of_alias = functions.create_function_url_config(**alias, AuthType="NONE")
        of_function = functions.create_function_url_config(FunctionName=arn, AuthType="AWS_IAM")
        assert (of_alias["FunctionArn"], of_function["FunctionArn"]) == (f"{arn}:live", arn)
        functions.update_function_url_config(**alias, AuthType="AWS_IAM")
        assert functions.get_function_url_config(FunctionName=f"{arn}:live")["AuthType"] == "AWS_IAM"

        functions.delete_function_url_config(**alias)
        with pytest.raises(functions.exceptions.ResourceNotFoundException):
            functions.get_function_url_config(**alias)
        assert functions.get_function_url_config(FunctionName="function")["AuthType"] == "AWS_IAM"
