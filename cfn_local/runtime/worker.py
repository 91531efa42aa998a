"""One handler's process: imports the entry point of an artifact and answers invocations, as the Lambda runtime does.

Runs under the handler's own Python with nothing but the standard library, so it imports nothing of this package.
One JSON document a line comes in on what was standard input and one goes out on what was standard output. Neither is
within the handler's reach: what it prints goes to standard error, where every invocation ends with `END_OF_LOG`.
"""

import importlib
import json
import logging
import os
import sys
import time
import traceback
from typing import Any, Callable, Dict, Iterable, List, TextIO, Tuple  # noqa: UP035 - handlers may run on an older Python than ours

END_OF_LOG = "\x00end of invocation\x00"
# With this variable in its environment, a handler's clients do not sleep before they repeat a call.
SKIP_WAITS = "CFN_LOCAL_SKIPS_WAITS"
# With this one, invocations share their clients, which take longer to make than all that they are asked.
SHARE_CLIENTS = "CFN_LOCAL_SHARES_CLIENTS"


class Context:
    """The part of Lambda's context object that handlers use."""

    def __init__(self, function: Dict[str, Any], request_id: str) -> None:  # noqa: UP006
        self.function_name = function["name"]
        self.function_version = function["version"]
        self.memory_limit_in_mb = str(function["memoryMegabytes"])
        self.aws_request_id = request_id
        self.invoked_function_arn = function["arn"]
        self.log_group_name = f"/aws/lambda/{self.function_name}"
        self.log_stream_name = "local"
        self._deadline = time.monotonic() + function["timeoutSeconds"]

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def load(entry_point: str) -> Callable[[Any, Any], Any]:
    """The callable that `package.module.name` names."""
    module_name, _, name = entry_point.rpartition(".")
    handler: Callable[[Any, Any], Any] = getattr(importlib.import_module(module_name), name)
    return handler


def share_service_models() -> None:
    """Let every botocore session of this process use the service models that the first one has parsed.

    The support library makes a session for each request, and botocore would read and parse the models anew for each,
    which takes longer than the request itself. Within one session botocore shares them between clients anyway.
    """
    from botocore.loaders import Loader

    parsed: Dict[Any, Any] = {}  # noqa: UP006

    def shared(load: Callable[..., Any]) -> Callable[..., Any]:
        def load_once(loader: Any, *arguments: Any, **named: Any) -> Any:
            key = load, tuple(loader.search_paths), arguments, tuple(sorted(named.items()))
            if key not in parsed:
                parsed[key] = load(loader, *arguments, **named)
            return parsed[key]

        return load_once

    for name in ("load_service_model", "load_data", "load_data_with_path"):
        if hasattr(Loader, name):
            setattr(Loader, name, shared(getattr(Loader, name)))


def skip_waits_of_clients() -> None:
    """Let botocore repeat a refused call at once rather than after seconds of sleep; as often as it is set up to."""
    from botocore import endpoint

    class NoTime:
        sleep = staticmethod(lambda _seconds: None)

    endpoint.time = NoTime


def share_clients() -> None:
    """Let every botocore session use the client that was first made with the same arguments and credentials.

    A client to which a handler registers something of its own is not shared any more. What a client may still retry
    counts for each invocation anew, so here there is no limit to it.
    """
    from botocore.retries.quota import RetryQuota
    from botocore.session import Session

    made: Dict[str, Any] = {}  # noqa: UP006
    create = Session.create_client

    def create_once(session: Any, *arguments: Any, **named: Any) -> Any:
        credentials = session.get_credentials()
        frozen = credentials.get_frozen_credentials() if credentials else None
        configs = [
            vars(config) if config else None for config in (named.get("config"), session.get_default_client_config())
        ]
        rest = sorted(item for item in named.items() if item[0] != "config")
        key = repr((arguments, rest, configs, frozen, session.get_config_variable("region")))
        if key not in made:
            client = made[key] = create(session, *arguments, **named)
            _watch(client.meta.events, lambda: made.pop(key, None))
            return client
        return made[key]

    Session.create_client = create_once
    RetryQuota.acquire = lambda _quota, _amount: True


def hasten_botocore(ways: Iterable[Tuple[str, Callable[[], None]]]) -> List[Tuple[str, Callable[[], None]]]:  # noqa: UP006
    """Go those of the `ways` to save time for which the handler has imported the module by now; the others.

    botocore may be of any age, or none that this Python can import: what does not fit is left out.
    """
    later = []
    for module, save_time in ways:
        if module not in sys.modules:
            later.append((module, save_time))
            continue
        try:
            save_time()
        except Exception:
            logging.getLogger(__name__).debug("%s does not fit this botocore", save_time.__name__, exc_info=True)
    return later


def _ways() -> List[Tuple[str, Callable[[], None]]]:  # noqa: UP006
    ways = [("botocore.loaders", share_service_models)]
    if os.environ.get(SKIP_WAITS):
        ways.append(("botocore.endpoint", skip_waits_of_clients))
    if os.environ.get(SHARE_CLIENTS):
        ways.append(("botocore.session", share_clients))
    return ways


def _watch(events: Any, registered: Callable[[], object]) -> None:
    """Call `registered` whenever anybody registers something."""

    def watched(register: Callable[..., Any]) -> Callable[..., Any]:
        def register_and_tell(*arguments: Any, **named: Any) -> Any:
            registered()
            return register(*arguments, **named)

        return register_and_tell

    for name in ("register", "register_first", "register_last"):
        setattr(events, name, watched(getattr(events, name)))


def invoke(handler: Callable[[Any, Any], Any], request: Dict[str, Any]) -> Dict[str, Any]:  # noqa: UP006
    """What Lambda answers for one event: the handler's own answer, or its error as Lambda reports it."""
    context = Context(request["function"], request["requestId"])
    try:
        payload = handler(request["event"], context)
    except BaseException as error:  # a handler may even call sys.exit
        traceback.print_exc()
        return _failure(type(error).__name__, str(error))
    try:
        return {"payload": json.loads(json.dumps(payload))}
    except (TypeError, ValueError, RecursionError) as error:
        return _failure("Runtime.MarshalError", f"Unable to marshal response: {error}")


def main(entry_point: str, *search_path: str) -> None:
    requests, answers, log = _take_streams()
    sys.path[:0] = search_path
    # On Lambda the root logger has a handler already; without one, Python drops what is below a warning.
    logging.basicConfig(format="[%(levelname)s]\t%(message)s")

    def answer(document: Dict[str, Any]) -> None:  # noqa: UP006
        log.write(END_OF_LOG + "\n")
        log.flush()
        answers.write(json.dumps(document) + "\n")
        answers.flush()

    try:
        handler = load(entry_point)
    except BaseException as error:
        traceback.print_exc()
        answer({"importError": f"{type(error).__name__}: {error}"})
        return
    ways = hasten_botocore(_ways())
    answer({"ready": True})
    for line in requests:
        answer(invoke(handler, json.loads(line)))
        ways = hasten_botocore(ways)


def _take_streams() -> Tuple[TextIO, TextIO, TextIO]:  # noqa: UP006
    """The streams to the one who invokes, for us alone; the handler's own then read nothing and write the log."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    log = os.fdopen(os.dup(2), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, answers, log


def _failure(error_type: str, message: str) -> Dict[str, Any]:  # noqa: UP006
    return {"functionError": "Unhandled", "payload": {"errorType": error_type, "errorMessage": message}}


if __name__ == "__main__":
    main(*sys.argv[1:])
