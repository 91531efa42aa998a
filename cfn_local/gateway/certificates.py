"""The certificate authority of one local AWS: created at its start, deleted at its end, trusted by its clients only."""

import ssl
from pathlib import Path
from threading import Lock

import trustme


class CertificateAuthority:
    """Issues a server certificate for any host that a client requests. Its own is at `path`, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA(organization_name="cfn-local")
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = Lock()
        self.path = folder / "certificate-authority.pem"
        self._authority.cert_pem.write_to_path(self.path)

    def context_for(self, host: str) -> ssl.SSLContext:
        """Return the TLS context for answering as `host`. Raise ValueError for an invalid host."""
        name = _certified(host)
        with self._lock:
            if name not in self._contexts:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self._authority.issue_cert(name, organization_name="cfn-local").configure_cert(context)
                self._contexts[name] = context
            return self._contexts[name]


def _certified(host: str) -> str:
    """Return the wildcard for the host and its siblings, as in AWS's own certificates.

    The first label may be the name of a bucket, such as `ab--cd`, which trustme does not accept as part of a host.
    """
    _, _, domain = host.partition(".")
    is_address = domain.replace(".", "").isdigit() or ":" in host
    return host if is_address or "." not in domain else f"*.{domain}"
