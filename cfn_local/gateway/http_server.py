"""The HTTP side of the gateway: a TLS-terminating proxy for AWS clients, and a plain endpoint for our own."""

import logging
import socket
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from cfn_local.gateway.callers import refusal_of
from cfn_local.gateway.certificates import CertificateAuthority
from cfn_local.gateway.faults import DroppedConnectionError
from cfn_local.gateway.message import AwsRequest, HttpResponse, is_aws_host, json_response

if TYPE_CHECKING:
    from cfn_local.gateway.local_services import LocalServices

LOG = logging.getLogger(__name__)

_HOP_BY_HOP = frozenset({"connection", "content-length", "transfer-encoding", "keep-alive"})
_HAS_NO_BODY = frozenset({204, 304})


class GatewayServer(ThreadingHTTPServer):
    """Listens on the loopback address only, and responds once `open_with` has provided the services."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, authority: CertificateAuthority) -> None:
        super().__init__(("127.0.0.1", port), _Connection)
        self.authority = authority
        self.services: LocalServices

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def open_with(self, services: "LocalServices") -> None:
        """Serve until the process ends."""
        self.services = services
        self.serve_forever(poll_interval=60)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if isinstance(sys.exc_info()[1], OSError):
            LOG.debug("a client went away", exc_info=True)
        else:
            LOG.exception("the gateway failed to answer")


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: GatewayServer

    def setup(self) -> None:
        super().setup()
        self._tunnel: str | None = None

    def do_CONNECT(self) -> None:
        """Serve HTTPS as the host that the client requests, with a certificate of our own authority."""
        host = self.path.rpartition(":")[0].strip("[]")
        if not is_aws_host(host):
            self._send(self.server.services.refuse(host))
            self.close_connection = True
            return
        self.send_response_only(200, "Connection Established")
        self.end_headers()
        try:
            self.connection = self.server.authority.context_for(host).wrap_socket(self.connection, server_side=True)
        except (ValueError, OSError) as error:  # SSLError is an OSError
            LOG.info("%s: TLS handshake failed: %s", host, error)
            self.close_connection = True
            return
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = _Writer(self.connection)  # type: ignore[assignment]
        self._tunnel = self.path.removesuffix(":443")
        self.close_connection = False

    def _serve(self) -> None:
        try:
            body = self._read_body()
        except ValueError as error:
            self.close_connection = True
            self._send(json_response(400, {"Error": f"The request has no proper body: {error}"}))
            return
        if self._tunnel is not None:
            self._serve_aws(f"https://{self._tunnel}{self.path}", body)
        elif not self.path.startswith("/"):
            self._serve_aws(self.path, body)
        elif refusal := refusal_of(self.headers, self.server.server_address[1]):
            self._send(json_response(403, {"Error": refusal}))
        else:
            self._send(self.server.services.own(self.command, self.path, body))

    def _serve_aws(self, url: str, body: bytes) -> None:
        try:
            self._send(self.server.services.aws(AwsRequest(self.command, url, self.headers, body)))
        except DroppedConnectionError:
            self.close_connection = True
            with suppress(OSError):  # the client may have disconnected
                # If nothing were sent at all, urllib3 would report a proxy that cannot be reached.
                self.connection.sendall(b"HTTP/1.1 ")
                self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _serve

    def _read_body(self) -> bytes:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            return b"".join(iter(self._read_chunk, b""))
        return self._read_exactly(int(self.headers.get("Content-Length") or 0))

    def _read_chunk(self) -> bytes:
        size = int(self.rfile.readline().split(b";")[0], 16)
        chunk = self._read_exactly(size)
        while self.rfile.readline().strip() and not size:  # trailers may follow the last chunk
            pass
        return chunk

    def _read_exactly(self, size: int) -> bytes:
        if size < 0:
            raise ValueError(f"its length is {size}")
        content = self.rfile.read(size)
        if len(content) < size:
            raise ConnectionResetError("the client went away in the middle of its request")
        return content

    def _send(self, answer: HttpResponse) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in _HOP_BY_HOP:
                self.send_header(name, value)
        if self.command == "HEAD":
            length = next((v for k, v in answer.headers.items() if k.lower() == "content-length"), "0")
            self.send_header("Content-Length", length)
        elif answer.status not in _HAS_NO_BODY:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD" and answer.status not in _HAS_NO_BODY:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        LOG.debug(format, *args)


class _Writer:
    """Write to a TLS socket, as `socketserver` does to a plain one."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.closed = False

    def write(self, data: bytes) -> int:
        self._connection.sendall(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: writes are not buffered."""

    def close(self) -> None:
        self.closed = True
