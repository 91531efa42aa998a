"""AWS::CDK::Metadata, which the CDK adds to every template: it creates nothing; Ref is a generated ID."""

from __future__ import annotations

import uuid
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.handle import Handle


def _change_nothing(_handle: Handle, _text: Any) -> None:
    """Accept any new text, as CloudFormation does; no service stores it."""


TYPE = Declaration(
    "AWS::CDK::Metadata",
    "cloudformation",
    create=lambda _handle: {"Id": str(uuid.uuid4())},
    read=(lambda handle: handle.stated,),
    settings={"Analytics": _change_nothing, "Modules": _change_nothing},
    delete=None,
    unread={"Analytics": "v2:deflate64:H4sIAAAAAAAA", "Modules": "aws-cdk=2.0.0"},
)
