"""moto's own proxy, unmodified, with the services added that the handlers need."""

import os
import sys
from http.server import ThreadingHTTPServer

from moto.moto_proxy import proxy3

from cfn_local import services

if __name__ == "__main__":
    port = int(sys.argv[1])
    os.environ.update(MOTO_PORT=str(port), TEST_PROXY_MODE="true")
    services.install()
    proxy3.ProxyRequestHandler.validate()
    ThreadingHTTPServer(("127.0.0.1", port), proxy3.ProxyRequestHandler).serve_forever()
