"""Minimal Lambda endpoint for `cfn test` that runs the ODCR group's handlers from source."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from awscommunity_odcr_group.handlers import resource

SLEEPS = sys.argv[2] == "1"


class Invoke(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        answer = resource(json.loads(self.rfile.read(int(self.headers["Content-Length"]))), None)
        if not SLEEPS:
            answer["callbackDelaySeconds"] = 0
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Suppress request logging."""


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Invoke).serve_forever()
