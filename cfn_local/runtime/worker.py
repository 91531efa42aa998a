"""One handler's process: imports the entry point of an artifact and answers invocations, as the Lambda runtime does.

Runs under the handler's own Python with nothing but the standard library, so it imports nothing of this package.
One JSON document a line comes in on standard input and one goes out on the descriptor that was standard output;
whatever the handler itself prints goes to standard error, where every invocation ends with `END_OF_LOG`.
"""

import importlib
import json
import os
import sys
import time
import traceback
from typing import Any, Callable, Dict  # noqa: UP035 - handlers may run on an older Python than ours

END_OF_LOG = "\x00end of invocation\x00"


class Context:
    """The part of Lambda's context object that handlers use."""

    def __init__(self, function_name: str, timeout_seconds: float, request_id: str) -> None:
        self.function_name = function_name
        self.function_version = "$LATEST"
        self.memory_limit_in_mb = "512"
        self.aws_request_id = request_id
        self.invoked_function_arn = f"arn:aws:lambda:us-east-1:123456789012:function:{function_name}"
        self.log_group_name = f"/aws/lambda/{function_name}"
        self.log_stream_name = "local"
        self._deadline = time.monotonic() + timeout_seconds

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def load(entry_point: str) -> Callable[[Any, Any], Any]:
    """The callable that `package.module.name` names."""
    module_name, _, name = entry_point.rpartition(".")
    handler: Callable[[Any, Any], Any] = getattr(importlib.import_module(module_name), name)
    return handler


def invoke(handler: Callable[[Any, Any], Any], request: Dict[str, Any]) -> Dict[str, Any]:  # noqa: UP006
    """What Lambda answers for one event: the handler's own answer, or its error as Lambda reports it."""
    context = Context(request["functionName"], request["timeoutSeconds"], request["requestId"])
    try:
        answer = json.dumps(handler(request["event"], context))
    except BaseException as error:  # a handler may even call sys.exit
        traceback.print_exc()
        return {
            "functionError": "Unhandled",
            "payload": {"errorType": type(error).__name__, "errorMessage": str(error)},
        }
    return {"payload": json.loads(answer)}


def main(entry_point: str, *search_path: str) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.path[:0] = search_path

    def answer(document: Dict[str, Any]) -> None:  # noqa: UP006
        sys.stdout.flush()
        sys.stderr.write(END_OF_LOG + "\n")
        sys.stderr.flush()
        answers.write(json.dumps(document) + "\n")
        answers.flush()

    try:
        handler = load(entry_point)
    except BaseException as error:
        traceback.print_exc()
        answer({"importError": f"{type(error).__name__}: {error}"})
        return
    answer({"ready": True})
    for line in sys.stdin:
        answer(invoke(handler, json.loads(line)))


if __name__ == "__main__":
    main(*sys.argv[1:])
