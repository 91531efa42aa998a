"""The process of one handler: imports the entry point of an artifact and handles invocations, as Lambda's runtime does.

Runs under the handler's own Python with nothing but the standard library, so it imports nothing of this package. Each
line is one JSON document, in on the original standard input and out on the original standard output. The handler has
access to neither: what it prints goes to standard error, where every invocation ends with `END_OF_LOG`.
"""

import importlib
import json
import logging
import os
import socket
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, TextIO, Tuple  # noqa: UP035 - handlers may run on an older Python than ours

END_OF_LOG = "\x00end of invocation\x00"
# With this variable in its environment, a handler's clients do not sleep before retries.
SKIP_WAITS = "CFN_LOCAL_SKIPS_WAITS"
# With this one, invocations share clients, which take longer to create than to use.
SHARE_CLIENTS = "CFN_LOCAL_SHARES_CLIENTS"
# This one holds the folders of the function's layers, which Lambda merges into /opt.
LAYERS = "CFN_LOCAL_LAYERS"
_PYTHON_OF_LAMBDA = b"#!/var/lang/bin/python"
# On Lambda each environment of a function has a log stream of its own.
LOG_STREAM = time.strftime("%Y/%m/%d/[$LATEST]", time.gmtime()) + os.urandom(16).hex()


class Context:
    """The part of Lambda's context object that handlers use."""

    def __init__(self, function: Dict[str, Any], request_id: str) -> None:  # noqa: UP006
        self.function_name = function["name"]
        self.function_version = function["version"]
        self.memory_limit_in_mb = str(function["memoryMegabytes"])
        self.aws_request_id = request_id
        self.invoked_function_arn = function["arn"]
        self.log_group_name = f"/aws/lambda/{self.function_name}"
        self.log_stream_name = LOG_STREAM
        self._deadline = time.monotonic() + function["timeoutSeconds"]

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def load(entry_point: str) -> Callable[[Any, Any], Any]:
    """Return the callable that `package.module.name` names."""
    module_name, _, name = entry_point.rpartition(".")
    handler: Callable[[Any, Any], Any] = getattr(importlib.import_module(module_name), name)
    return handler


def share_service_models() -> None:
    """Share the parsed service models of the first botocore session with all later ones of this process.

    The support library creates a session for each request, and botocore would load and parse the models for each, which
    takes longer than the request itself. Within one session botocore shares them between clients anyway.
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
    """Make botocore retry without sleeping, as often as it is configured to."""
    from botocore import endpoint

    class NoTime:
        sleep = staticmethod(lambda _seconds: None)

    endpoint.time = NoTime


def share_clients() -> None:
    """Share clients with the same arguments and credentials between botocore sessions.

    A client to which a handler registers something of its own is no longer shared. Retry quotas count per invocation on
    Lambda, so here they are unlimited.
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


def lead_to_proxy(proxy: str) -> None:
    """Lead clients that ignore HTTPS_PROXY, as http.client and urllib3 do, to `proxy`: it alone can be reached.

    Their connections are tunnelled, as a client that knows its proxy does; those that do not block stay as they are.
    """
    host_of_proxy, _, port_of_proxy = proxy.split("//")[-1].strip("/").partition(":")
    resolve, connect = socket.getaddrinfo, socket.socket.connect
    hosts: List[str] = []  # noqa: UP006

    def resolve_to_placeholder(host: Any, port: Any, *arguments: Any, **named: Any) -> Any:
        if port != 443 or not isinstance(host, str) or "." not in host or host[-1].isdigit():
            return resolve(host, port, *arguments, **named)
        if host not in hosts:
            hosts.append(host)
        high, low = divmod(hosts.index(host), 256)
        address = f"240.0.{high}.{low}"  # reserved: nothing has such an address
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))]

    def connect_by_proxy(connection: Any, address: Any) -> None:
        is_placeholder = isinstance(address, tuple) and str(address[0]).startswith("240.0.")
        if not is_placeholder or connection.gettimeout() == 0:
            connect(connection, address)
            return
        high, low = map(int, address[0].split(".")[2:])
        target = f"{hosts[high * 256 + low]}:{address[1]}"
        connect(connection, (host_of_proxy, int(port_of_proxy)))
        connection.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            received = connection.recv(1)
            if not received:
                break
            answer += received
        if b" 200 " not in answer.split(b"\r\n")[0]:
            raise ConnectionRefusedError(f"{target} cannot be reached from the local AWS")

    socket.getaddrinfo = resolve_to_placeholder
    socket.socket.connect = connect_by_proxy  # type: ignore[method-assign]


def find_programs_of_layers(layers: List[Path]) -> None:  # noqa: UP006
    """Make `subprocess` find programs below /opt in the layers, and run those for Lambda's own Python with this one."""
    start = subprocess.Popen.__init__

    def start_from_layer(process: Any, args: Any, *arguments: Any, **named: Any) -> None:
        program = args[0] if isinstance(args, (list, tuple)) and args else None
        if isinstance(program, str) and program.startswith("/opt/") and not Path(program).exists():
            inside = program[len("/opt/") :]
            found = next((layer / inside for layer in layers if (layer / inside).is_file()), None)
            if found is not None:
                with found.open("rb") as opened:
                    is_python = opened.readline().startswith(_PYTHON_OF_LAMBDA)
                args = [*([sys.executable] if is_python else []), str(found), *args[1:]]
        start(process, args, *arguments, **named)

    subprocess.Popen.__init__ = start_from_layer  # type: ignore[method-assign, assignment]


def hasten_botocore(ways: Iterable[Tuple[str, Callable[[], None]]]) -> List[Tuple[str, Callable[[], None]]]:  # noqa: UP006
    """Apply those of the `ways` to save time whose module the handler has imported by now; return the others.

    botocore may be of any version, or one that this Python cannot import: what does not fit is skipped.
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
    """Call `registered` whenever something is registered."""

    def watched(register: Callable[..., Any]) -> Callable[..., Any]:
        def register_and_tell(*arguments: Any, **named: Any) -> Any:
            registered()
            return register(*arguments, **named)

        return register_and_tell

    for name in ("register", "register_first", "register_last"):
        setattr(events, name, watched(getattr(events, name)))


def invoke(handler: Callable[[Any, Any], Any], request: Dict[str, Any]) -> Dict[str, Any]:  # noqa: UP006
    """Return Lambda's response to one event: the handler's result, or its error as Lambda reports it."""
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
    if os.environ.get("HTTPS_PROXY"):
        lead_to_proxy(os.environ["HTTPS_PROXY"])
    if os.environ.get(LAYERS):
        find_programs_of_layers([Path(one) for one in os.environ[LAYERS].split(os.pathsep)])
    # On Lambda the root logger already has a handler; without one, Python drops records below WARNING.
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
    """Reserve the streams to the caller for us; the handler's standard streams then read nothing and write the log."""
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
