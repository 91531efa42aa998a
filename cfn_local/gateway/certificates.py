"""The certificate authority of one local AWS: made when it starts, gone when it stops, trusted by its clients only."""

import ssl
from pathlib import Path
from threading import Lock

import trustme


class CertificateAuthority:
    """Issues a server certificate for any host that a client asks for. Its own lies at `path`, below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA(organization_name="cfn-local")
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = Lock()
        self.path = folder / "certificate-authority.pem"
        self._authority.cert_pem.write_to_path(self.path)

    def context_for(self, host: str) -> ssl.SSLContext:
        """The TLS context with which the gateway answers as `host`. ValueError for what cannot be a host."""
        name = _certified(host)
        with self._lock:
            if name not in self._contexts:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self._authority.issue_cert(name, organization_name="cfn-local").configure_cert(context)
                self._contexts[name] = context
            return self._contexts[name]


def _certified(host: str) -> str:
    """The wildcard for the host and its siblings, as in AWS's own certificates.

    The first label may be the name of a bucket, such as `ab--cd`, which trustme does not take for a host's.
    """
    _, _, domain = host.partition(".")
    is_address = domain.replace(".", "").isdigit() or ":" in host
    return host if is_address or "." not in domain else f"*.{domain}"
