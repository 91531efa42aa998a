"""The process of one local AWS. Prints where it listens at once, and serves until its standard input closes."""

import argparse
import json
import logging
import os
import sys
import tempfile
from pathlib import Path
from threading import Thread

from cfn_local import environment
from cfn_local.gateway.certificates import CertificateAuthority
from cfn_local.gateway.http_server import GatewayServer


def main() -> int:
    parser = argparse.ArgumentParser(prog="cfn_local.gateway", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    arguments = parser.parse_args()
    logging.basicConfig(level=os.environ.get("CFN_LOCAL_LOG_LEVEL", "ERROR"), stream=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="cfn-local-") as folder:
        authority = CertificateAuthority(Path(folder))
        try:
            server = GatewayServer(arguments.port, authority)
        except OSError as error:
            print(
                json.dumps({"Error": f"Cannot listen on 127.0.0.1:{arguments.port}: {error.strerror}."}),
                flush=True,
            )
            return 1
        print(json.dumps({"Url": server.url, "CertificateAuthority": str(authority.path)}), flush=True)
        Thread(target=_serve, args=(server,), daemon=True).start()
        sys.stdin.read()
        if hasattr(server, "services"):
            server.services.stop()
    return 0


def _serve(server: GatewayServer) -> None:
    # moto and the services take a second to import; meanwhile clients may already connect, and wait.
    from cfn_local.gateway.local_services import LocalServices

    os.environ.update(environment.CREDENTIALS)
    os.environ["AWS_DEFAULT_REGION"] = environment.REGION
    handler_environment = environment.with_local_aws(
        environment.of_system(os.environ), proxy_url=server.url, certificate_authority=server.authority.path
    )
    server.open_with(LocalServices(handler_environment))


if __name__ == "__main__":
    # Python's own way out takes half a second to unload moto, and there is nothing left to do.
    os._exit(main())
