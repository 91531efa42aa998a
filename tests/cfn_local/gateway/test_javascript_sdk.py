"""Functions in Node.js have the AWS SDK that Lambda's runtimes bring along, and all it calls is the local AWS."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cdk_app import CDK_BIN

OF_CDK = CDK_BIN / "node"
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None and not OF_CDK.exists(),
    reason="functions in Node.js need node, from the system or by scripts/setup_cdk",
)


@pytest.fixture(autouse=True)
def node_on_the_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if shutil.which("node") is None:
        monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{CDK_BIN}")
    yield


def _run(
    aws: LocalAws,
    body: str,
    *,
    runtime: str = "nodejs20.x",
    region: str = "us-east-1",
    name: str = "function",
    **files: str,
) -> Any:
    """The result of a function with this body, or its error; with `files`, this function has those instead."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        code = {"index.js": f"exports.handler = async (event) => {{ {body} }};"} if body else {}
        for path, text in {**code, **{name.replace("__", "."): text for name, text in files.items()}}.items():
            opened.writestr(path, text)
    trust = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    role = aws.client("iam", region).create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]
    functions = aws.client("lambda", region)
    functions.create_function(
        FunctionName=name,
        Runtime=runtime,
        Role=role["Arn"],
        Handler="index.handler",
        Code={"ZipFile": archive.getvalue()},
        Timeout=30,
    )
    return json.loads(functions.invoke(FunctionName=name)["Payload"].read())


class TestAClientOfVersionThree:
    def test_sends_commands_and_reads_bodies(self, aws: LocalAws) -> None:
        code = """
        const { S3Client, CreateBucketCommand, PutObjectCommand, GetObjectCommand, HeadObjectCommand } =
          require("@aws-sdk/client-s3");
        const s3 = new S3Client({});
        await s3.send(new CreateBucketCommand({ Bucket: "documents" }));
        await s3.send(new PutObjectCommand({ Bucket: "documents", Key: "a", Body: Buffer.from("gr\\u00fcezi") }));
        const got = await s3.send(new GetObjectCommand({ Bucket: "documents", Key: "a" }));
        const missing = await s3.send(new HeadObjectCommand({ Bucket: "documents", Key: "b" })).catch((error) => error);
        return [await got.Body.transformToString(), got.LastModified instanceof Date, got.$metadata.httpStatusCode,
          missing.name, missing.$metadata.httpStatusCode];
        """
        assert _run(aws, code) == ["grüezi", True, 200, "NotFound", 404]

    def test_reads_what_another_function_returns_as_bytes(self, aws: LocalAws) -> None:
        assert _run(aws, "return { hello: 'world' };", name="other") == {"hello": "world"}
        code = """
        const { Lambda } = require("@aws-sdk/client-lambda");
        const { Payload } = await new Lambda().invoke({ FunctionName: "other" });
        return [JSON.parse(Buffer.from(Payload).toString()), JSON.parse(Payload.transformToString())];
        """
        assert _run(aws, code) == [{"hello": "world"}, {"hello": "world"}]

    def test_has_every_operation_as_a_method_and_pages_and_waits(self, aws: LocalAws) -> None:
        code = """
        const { S3, paginateListObjectsV2, waitUntilBucketExists } = require("@aws-sdk/client-s3");
        const s3 = new S3();
        const Bucket = "documents";
        await s3.createBucket({ Bucket });
        const { state } = await waitUntilBucketExists({ client: s3, maxWaitTime: 30 }, { Bucket });
        for (const Key of ["a", "b", "c"]) await s3.putObject({ Bucket, Key, Body: "text" });
        const pages = [];
        for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
          pages.push(page.Contents.map((one) => one.Key));
        }
        return { pages, state };
        """
        assert _run(aws, code) == {"pages": [["a", "b"], ["c"]], "state": "SUCCESS"}

    def test_throws_the_errors_of_its_service(self, aws: LocalAws) -> None:
        code = """
        const { IAMClient, GetRoleCommand, NoSuchEntityException } = require("@aws-sdk/client-iam");
        try {
          await new IAMClient({}).send(new GetRoleCommand({ RoleName: "nobody" }));
        } catch (error) {
          return [error.name, error instanceof NoSuchEntityException, error.$fault, error.$metadata.httpStatusCode];
        }
        """
        assert _run(aws, code) == ["NoSuchEntityException", True, "client", 404]

    @pytest.mark.parametrize(
        ("region", "topic"),
        [
            ("us-east-1", "arn:aws:sns:us-east-1:123456789012:topic"),
            ("eu-central-1", "arn:aws:sns:eu-central-1:123456789012:topic"),
            ("us-gov-west-1", "arn:aws-us-gov:sns:us-gov-west-1:123456789012:topic"),
            ("cn-north-1", "arn:aws-cn:sns:cn-north-1:123456789012:topic"),
        ],
    )
    def test_calls_the_region_of_its_function(self, aws: LocalAws, region: str, topic: str) -> None:
        code = """
        const { SNS } = require("@aws-sdk/client-sns");
        return (await new SNS({}).createTopic({ Name: "topic" })).TopicArn;
        """
        assert _run(aws, code, region=region) == topic

    def test_is_imported_by_modules(self, aws: LocalAws) -> None:
        module = """
        import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
        export const handler = async () => {
          await new CloudWatchLogsClient({}).send(new CreateLogGroupCommand({ logGroupName: "made" }));
          const { SFNClient } = await import("@aws-sdk/client-sfn");
          return SFNClient.name;
        };
        """
        assert _run(aws, "", index__mjs=module) == "SFNClient"
        assert (
            aws.client("logs").describe_log_groups(logGroupNamePrefix="made")["logGroups"][0]["logGroupName"] == "made"
        )

    def test_gives_way_to_a_package_of_the_function(self, aws: LocalAws) -> None:
        own = {"node_modules/@aws-sdk/client-s3/index.js": "exports.own = true;"}
        assert _run(aws, 'return require("@aws-sdk/client-s3");', **own) == {"own": True}

    def test_of_the_function_does_not_mix_with_the_stand_in(self, aws: LocalAws) -> None:
        own = {"node_modules/@aws-sdk/client-s3/index.js": "exports.S3Client = class {};"}
        code = """
        const { S3Client } = require("@aws-sdk/client-s3");
        return require("@aws-sdk/s3-request-presigner").getSignedUrl(new S3Client(), {});
        """
        assert _run(aws, code, **own)["errorMessage"] == (
            "The function brings its own client of the AWS SDK; put @aws-sdk/s3-request-presigner into it, too."
        )

    def test_refuses_middleware_rather_than_ignoring_it(self, aws: LocalAws) -> None:
        code = 'const { S3 } = require("@aws-sdk/client-s3"); new S3().middlewareStack.add(() => {});'
        assert _run(aws, code)["errorMessage"] == (
            "cfn-local's stand-in of the AWS SDK has no middleware; put the package itself into the function."
        )


class TestDocuments:
    def test_are_plain_values(self, aws: LocalAws) -> None:
        aws.client("dynamodb").create_table(
            TableName="table",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        code = """
        const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
        const { DynamoDBDocument, QueryCommand } = require("@aws-sdk/lib-dynamodb");
        const documents = DynamoDBDocument.from(new DynamoDBClient({}));
        const Item = { id: "a", n: 1.5, of: { deep: [true, null] }, s: new Set(["x"]) };
        await documents.put({ TableName: "table", Item });
        const { Items } = await documents.send(new QueryCommand({ TableName: "table",
          KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": "a" } }));
        return { ...Items[0], s: [...Items[0].s] };
        """
        assert _run(aws, code) == {"id": "a", "n": 1.5, "of": {"deep": [True, None]}, "s": ["x"]}


class TestPresignedUrls:
    def test_are_fetched_from_the_local_aws(self, aws: LocalAws) -> None:
        aws.client("s3").create_bucket(Bucket="documents")
        code = """
        const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
        const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
        const s3 = new S3Client({});
        const at = { Bucket: "documents", Key: "a" };
        const put = await fetch(await getSignedUrl(s3, new PutObjectCommand(at)), { method: "PUT", body: "text" });
        const got = await fetch(await getSignedUrl(s3, new GetObjectCommand(at), { expiresIn: 60 }));
        return [put.status, got.ok, await got.text()];
        """
        assert _run(aws, code) == [200, True, "text"]

    def test_of_other_hosts_are_not_reached(self, aws: LocalAws) -> None:
        code = 'return fetch("https://example.com/").then((one) => one.status, (error) => error.cause.message);'
        assert _run(aws, code) == "example.com:443 cannot be reached from the local AWS"


class TestVersionTwo:
    def test_answers_by_promises_and_callbacks(self, aws: LocalAws) -> None:
        code = """
        const AWS = require("aws-sdk");
        const S3 = require("aws-sdk/clients/s3");
        const s3 = new S3();
        await s3.createBucket({ Bucket: "documents" }).promise();
        await s3.putObject({ Bucket: "documents", Key: "a", Body: "text" }).promise();
        const { Body } = await s3.getObject({ Bucket: "documents", Key: "a" }).promise();
        const code = await new Promise((resolve) =>
          new AWS.IAM().getRole({ RoleName: "nobody" }, (error) => resolve(error.code)));
        return [Body.toString(), code];
        """
        assert _run(aws, code, runtime="nodejs16.x") == ["text", "NoSuchEntity"]

    def test_is_not_there_from_node_18_on_as_on_lambda(self, aws: LocalAws) -> None:
        code = 'try { require("aws-sdk"); } catch (error) { return error.code; }'
        assert _run(aws, code, runtime="nodejs18.x") == "MODULE_NOT_FOUND"
