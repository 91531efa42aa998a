"""Guard Hooks: rules that are stored in S3 evaluate the operation.

Documents follow "Write Guard rules to evaluate resources for Guard Hooks" in the CloudFormation Hooks User Guide; the
messages, the place of the report and the annotations are those of published records of AWS's answers.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moto.s3.exceptions import MissingBucket

from cfn_local.engine.hooks.managed.execution_role import AccessDeniedError, ExecutionRole
from cfn_local.engine.hooks.managed.guard_documents import guard_document
from cfn_local.engine.hooks.managed.guard_rules import StoredRules
from cfn_local.engine.hooks.target import TargetType
from cfn_local.runtime import cfn_guard
from cfn_local.runtime.cfn_guard import Evaluation, GuardError
from cfn_local.services import clock, moto_routes

_SECONDS_FOR_AN_ANSWER = 30
_LONGEST_NAME, _LONGEST_MESSAGE = 1024, 16384
_REPORTS = "cfn-guard-validate-report"
Model = dict[str, Any]
SUCCESS: Mapping[str, str] = {"hookStatus": "SUCCESS", "message": "Successful validation"}


@dataclass(frozen=True)
class GuardHook:
    """A Guard Hook of an account in a Region."""

    account_id: str
    region: str
    role: ExecutionRole

    def invoke(self, event: Model) -> Model:
        """Return the answer of the hook. Any rule that fails fails the hook."""
        settings = event["hookModel"]
        try:
            evaluation = self._evaluation(event, settings)
            answer = answer_of(evaluation)
            if bucket := settings.get("logBucket"):
                report = self._reported(bucket, event, evaluation)
                if evaluation.failed_rules:
                    answer["message"] += f" Full output was written to {report}."
        except TimeoutError as error:
            return {"errorType": "Sandbox.Timedout", "errorMessage": str(error)}
        except (AccessDeniedError, GuardError) as error:
            return {"hookStatus": "FAILED", "errorCode": "InternalFailure", "message": str(error)}
        return answer

    def _evaluation(self, event: Model, settings: Model) -> Evaluation:
        stated = settings.get("options", {}).get("inputParams") or []
        parameters = [stated] if isinstance(stated, str) else stated
        stored = StoredRules(self.account_id, self.region, self.role, settings["ruleLocation"], parameters)
        with tempfile.TemporaryDirectory() as folder:
            rules, files = stored.put_into(Path(folder))
            document = guard_document(event, self.account_id, self.region)
            return cfn_guard.evaluate(rules, document, files, _SECONDS_FOR_AN_ANSWER)

    def _reported(self, bucket: str, event: Model, evaluation: Evaluation) -> str:
        """Store the report, and return its place."""
        asked = event["requestData"]
        name = asked["targetLogicalId"]
        if asked["targetType"] == TargetType.CHANGE_SET:  # by its name, since its logical ID is its ARN
            name = name.split("/")[1]
        target = f"{asked['targetName'].replace('::', '--')}-{name}"
        key = f"{_REPORTS}/{target}/{int(clock.now().timestamp() * 1000)}.json"
        self.role.require_of_object("s3:PutObject", bucket, key)
        try:
            moto_routes.backend("s3", self.account_id, self.region).put_object(bucket, key, evaluation.report.encode())
        except MissingBucket as error:
            raise GuardError(f"logBucket {bucket} does not exist.") from error
        return f"s3://{bucket}/{key}"


def answer_of(evaluation: Evaluation) -> Model:
    """Return the answer that follows from the evaluation of the rules."""
    if not evaluation.failed_rules:
        return dict(SUCCESS)
    failed = ", ".join(evaluation.failed_rules)
    return {
        "hookStatus": "FAILED",
        "errorCode": "NonCompliant",
        "message": f"Template failed validation, the following rule(s) failed: {failed}.",
        "annotations": annotations_of(evaluation),
    }


def annotations_of(evaluation: Evaluation) -> list[dict[str, str]]:
    """Return an annotation for each check that failed, with texts as long as the API allows."""
    return [
        {
            "annotationName": check.rule[:_LONGEST_NAME],
            "status": "FAILED",
            "statusMessage": check.message[:_LONGEST_MESSAGE],
            **({"remediationMessage": check.custom_message[:_LONGEST_MESSAGE]} if check.custom_message else {}),
        }
        for check in evaluation.failed_checks
    ]
