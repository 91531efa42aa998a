"""Managed hooks find rules and functions in the Regions of every partition."""

import boto3
import pytest

from cfn_local.engine.hooks import ResourceTarget, StackContext, judge
from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.engine.hooks.managed.conftest import CREDENTIALS
from tests.cfn_local.engine.hooks.managed.managed_stories import ACCOUNT, GUARD, LAMBDA, Account

CODE = """
def handler(event, context):
    return {"hookStatus": "SUCCESS", "message": context.invoked_function_arn,
            "clientRequestToken": event["clientRequestToken"]}
"""


@pytest.mark.usefixtures("local_cloudformation")
@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("eu-central-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
    ],
)
class TestEveryRegion:
    def test_has_hooks_of_its_own(self, region: str, partition: str) -> None:
        session = boto3.Session(region_name=region, **CREDENTIALS)
        here = Account.of(session)
        name, elsewhere = f"rules-{region}", {"CreateBucketConfiguration": {"LocationConstraint": region}}
        here.s3.create_bucket(Bucket=name, **({} if region == "us-east-1" else elsewhere))
        here.s3.put_object(
            Bucket=name,
            Key="a.guard",
            Body="rule here { HookContext.StackId == /^arn:PARTITION:/ }".replace("PARTITION", partition),
        )
        function = here.function("in-region", CODE)
        assert function == f"arn:{partition}:lambda:{region}:{ACCOUNT}:function:in-region"
        arn = here.activate(GUARD, "Private::Guard::Here", properties={"ruleLocation": f"s3://{name}/a.guard"})
        here.activate(LAMBDA, "Private::Lambda::Here", properties={"LambdaFunction": function})

        stack_id = f"arn:{partition}:cloudformation:{region}:{ACCOUNT}:stack/web/1"
        target = ResourceTarget(
            operation="CREATE",
            stack=StackContext(stack_id, "web", ACCOUNT, region),
            type_name="AWS::SQS::Queue",
            logical_id="Queue",
            properties={},
        )
        assert arn == f"arn:{partition}:cloudformation:{region}:{ACCOUNT}:type/hook/Private-Guard-Here"
        assert [(one.type_name, one.verdict.message) for one in judge(registry_of(ACCOUNT, region), target)] == [
            ("Private::Guard::Here", "Successful validation"),
            ("Private::Lambda::Here", function),
        ]
