"""Certificates: moto refuses the tags that CloudFormation itself sets."""

from typing import Any

from cfn_local.services.callers import is_reserved
from cfn_local.services.seam import replace_method


def install() -> None:
    """Take tags that begin with aws: from CloudFormation, and from nobody else."""
    from moto.acm.models import TagHolder

    validate = TagHolder._validate_kv

    def validate_kv(holder: Any, key: str, value: str | None, index: int) -> None:
        own = key.removeprefix("aws:") if not is_reserved(key) else key
        validate(holder, own, value, index)

    replace_method(TagHolder, "_validate_kv", validate_kv)
