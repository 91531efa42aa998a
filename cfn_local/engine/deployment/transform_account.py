"""What the transforms of a template need of an account: objects in S3, macros and AWS's managed policies."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from cfn_local.engine.template import TemplateError
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.registry.macros import macros_of


class LocalAccount:
    """One account in one Region."""

    def __init__(self, account_id: str, region: str) -> None:
        self._api = LocalApi(account_id, region)

    def stored_text(self, bucket: str, key: str) -> str:
        """The text of an object in S3. Raises TemplateError, saying what does not exist."""
        from moto.core.exceptions import ServiceException
        from moto.s3.models import s3_backends

        try:
            found = s3_backends[self._api.account_id][self._api.partition.id].get_object(bucket, key)
        except ServiceException as error:
            missing = f"S3 bucket [{bucket}] does not exist." if error.code == "NoSuchBucket" else error.message
            raise TemplateError(missing) from error
        if found is None:
            raise TemplateError(f"S3 object [{key}] does not exist in bucket [{bucket}].")
        return bytes(found.value).decode(errors="replace")

    def macro(self, name: str) -> Any:
        """The macro with this name, as a function of its request; None if there is none."""
        macro = macros_of(self._api.account_id, self._api.region).get(name)
        return None if macro is None else partial(self._invoke, macro.function_name)

    def managed_policies(self) -> Mapping[str, str]:
        """The ARNs of AWS's managed policies, by name."""
        listed = self._api.backend("iam").aws_managed_policies
        return {policy.name: policy.arn for policy in listed}

    def _invoke(self, function_name: str, request: Mapping[str, Any]) -> Any:
        """The answer of the function; None if it fails, or does not exist."""
        try:
            answer = self._api("lambda", "Invoke", FunctionName=function_name, Payload=json.dumps(request).encode())
        except AwsTypeError:
            return None
        if answer.get("FunctionError"):
            return None
        payload = answer["Payload"]
        return json.loads(payload.read() if hasattr(payload, "read") else payload)
