"""Policy documents for proofs."""

from typing import Any, Final

Document = dict[str, Any]


def _document(**statement: Any) -> Document:
    return {"Version": "2012-10-17", "Statement": [statement]}


ANYONE: Final = _document(Effect="Allow", Principal={"Service": "ec2.amazonaws.com"}, Action="sts:AssumeRole")
NOBODY: Final = _document(Effect="Deny", Principal="*", Action="sts:AssumeRole")
ANYTHING: Final = _document(Effect="Allow", Action="s3:Get*", Resource="*")
NOTHING: Final = _document(Effect="Deny", Action="*", Resource="*")
ALLOW: Final = _document(Effect="Allow", Principal="*", Action="*", Resource="*")
DENY: Final = _document(Effect="Deny", Principal="*", Action="*", Resource="*")
