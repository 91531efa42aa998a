"""The process of one local AWS. Prints where it listens at once, and serves until its standard input closes."""

import argparse
import json
import logging
import os
import signal
import sys
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Thread

from cfn_local import environment
from cfn_local.engine.types.stand_in.switch import switch_on
from cfn_local.gateway import importing
from cfn_local.gateway.certificates import CertificateAuthority
from cfn_local.gateway.http_server import GatewayServer
from cfn_local.runtime import cache
from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.runtime.scheduled_rules import ScheduledRules
from cfn_local.runtime.worker import share_service_models
from cfn_local.runtime.workers import Workers
from cfn_local.services import enforcement

_MOST_BYTES_OF_FAILURES = 1_000_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="cfn_local.gateway", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--soon", nargs="*", default=[], help="services to load before they are asked for")
    parser.add_argument("--stand-ins", nargs="*", default=[], help="types that may be stood in for")
    parser.add_argument("--enforce-iam", action="store_true", help="judge the requests of roles by their policies")
    arguments = parser.parse_args()
    _log()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with tempfile.TemporaryDirectory(prefix="cfn-local-") as folder:
        authority = CertificateAuthority(Path(folder))
        try:
            server = GatewayServer(arguments.port, authority)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "ports are 0 to 65535"
            _announce({"Error": f"Cannot listen on 127.0.0.1:{arguments.port}: {reason}."})
            return 1
        switch_on(arguments.stand_ins)
        if arguments.enforce_iam:
            enforcement.switch_on()
        _announce({"Url": server.url, "CertificateAuthority": str(authority.path)})
        Thread(target=_end_with_input, daemon=True).start()
        _serve(server, arguments.soon, Path(folder))
    return 0


def _log() -> None:
    """Log failures to a file, because the terminal belongs to the caller; to the terminal if a level is chosen."""
    level = os.environ.get("CFN_LOCAL_LOG_LEVEL")
    if level:
        logging.basicConfig(level=level, stream=sys.stderr)
        return
    file = cache.failures()
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=_MOST_BYTES_OF_FAILURES, backupCount=1, delay=True)
    logging.basicConfig(level="ERROR", handlers=[handler], format="%(asctime)s %(process)d %(message)s")


def _serve(server: GatewayServer, soon: list[str], folder: Path) -> None:
    """Serve until SIGTERM. The handlers' home is empty; this process points to itself too, in case moto calls AWS."""
    # The import takes a moment; meanwhile clients may already connect and wait.
    from cfn_local.gateway.local_services import LocalServices

    share_service_models()  # moto looks for the Regions of each service in its model, which takes 0.1 s for EC2's
    home = folder / "home"
    home.mkdir()
    handler_environment = environment.with_local_aws(
        {**environment.of_system(os.environ), "HOME": str(home), "TZ": "UTC"},
        proxy_url=server.url,
        certificate_authority=server.authority.path,
    )
    kept = {"CFN_LOCAL_CACHE": str(cache.root())}  # the user's own: the handlers' home is removed with this process
    os.environ.update({**handler_environment, **kept})
    workers = Workers(handler_environment, folder)
    functions = LambdaService(workers)
    rules = ScheduledRules(functions)
    rules.watch()
    services = LocalServices(functions, rules)
    Thread(target=_load, args=(functions, soon), daemon=True).start()
    try:
        server.open_with(services)
    except SystemExit:
        workers.stop()


def _load(functions: LambdaService, soon: list[str]) -> None:
    """Load moto while it is not needed yet, starting with the service that every client calls."""
    importing.moto_routes(functions).load(["sts"])
    importing.moto_routes(functions).load(soon)


def _end_with_input() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _announce(document: dict[str, str]) -> None:
    print(json.dumps(document), flush=True)


if __name__ == "__main__":
    # A regular exit of Python takes half a second to unload moto, and there is nothing left to do.
    os._exit(main())
