"""Registering packages through boto3, as `aws cloudformation register-type` does it."""

from dataclasses import dataclass
from threading import enumerate as threads
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.cfn_local.registry.package_stories import NAMES, package

ACCOUNT, REGION = "123456789012", "us-east-1"
PACKAGE = "s3://packages/package.zip"


def client(service: str, region: str = REGION) -> Any:
    """A client that needs no environment, and tries nothing twice."""
    return boto3.client(
        service,
        region_name=region,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


def code_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return str(error.value.response["Error"]["Code"])


def message_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return str(error.value.response["Error"]["Message"])


@dataclass
class Registrar:
    """Uploads packages and registers what they hold. Its clients are to be used as they are, too."""

    cloudformation: Any
    s3: Any

    def begin(self, kind: str = "RESOURCE", content: bytes | None = None, **more: Any) -> str:
        """The token of a registration that is under way."""
        self.s3.put_object(Bucket="packages", Key="package.zip", Body=package(kind) if content is None else content)
        asked = {"Type": kind, "TypeName": NAMES[kind], "SchemaHandlerPackage": PACKAGE, **more}
        token: str = self.cloudformation.register_type(**asked)["RegistrationToken"]
        return token

    def register(self, kind: str = "RESOURCE", content: bytes | None = None, **more: Any) -> str:
        """The ARN of the version, once it is registered."""
        described = self.ended(self.begin(kind, content, **more))
        assert described["ProgressStatus"] == "COMPLETE", described["Description"]
        arn: str = described["TypeVersionArn"]
        return arn

    def failure(self, kind: str = "RESOURCE", content: bytes | None = None, **more: Any) -> str:
        """Why the registration has failed."""
        described = self.ended(self.begin(kind, content, **more))
        assert described["ProgressStatus"] == "FAILED"
        description: str = described["Description"]
        return description

    def ended(self, token: str) -> dict[str, Any]:
        """What is told of the registration when it is over."""
        for thread in threads():
            if thread.name.startswith("registering "):
                thread.join()
        described: dict[str, Any] = self.cloudformation.describe_type_registration(RegistrationToken=token)
        return described
