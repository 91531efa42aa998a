"""Statements in the policies of functions: moto takes a second one with the same ID, and drops or misplaces conditions.

The conditions are as in "Working with resource-based IAM policies in Lambda" and "Control access to Lambda function
URLs" of the Lambda developer guide.
"""

import json
from typing import Any

from cfn_local.services.seam import replace_method

# Parameter of AddPermission -> operator and key of the condition that it becomes.
CONDITIONS = {
    "EventSourceToken": ("StringEquals", "lambda:EventSourceToken"),
    "FunctionUrlAuthType": ("StringEquals", "lambda:FunctionUrlAuthType"),
    "InvokedViaFunctionUrl": ("Bool", "lambda:InvokedViaFunctionUrl"),
}


def complete_policies() -> None:
    """Refuse a statement whose ID is taken, and keep all conditions."""
    from moto.awslambda.exceptions import LambdaClientError
    from moto.awslambda.policy import Policy

    add_statement = Policy.add_statement

    def added(policy: Any, raw: str, qualifier: str | None = None) -> Any:
        stated = json.loads(raw)
        sid = stated.get("StatementId")
        if sid and any(statement.get("Sid") == sid for statement in policy.statements):
            message = f"The statement id ({sid}) provided already exists. Please provide a new statement id."
            error = LambdaClientError("ResourceConflictException", message)
            error.code = 409
            raise error
        conditions = {name: stated.pop(name) for name in CONDITIONS if name in stated}
        statement, revision = add_statement(policy, json.dumps(stated), qualifier)
        for name, value in conditions.items():
            operator, key = CONDITIONS[name]
            text = value if isinstance(value, str) else json.dumps(value)
            statement.setdefault("Condition", {}).setdefault(operator, {})[key] = text
        return statement, revision

    replace_method(Policy, "add_statement", added)
