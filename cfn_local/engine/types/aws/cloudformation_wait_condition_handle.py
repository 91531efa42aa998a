"""AWS::CloudFormation::WaitConditionHandle, the address to signal a wait condition at: Ref is that URL."""

from __future__ import annotations

from typing import Any

from cfn_local import partitions
from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.handle import Handle


def _make(handle: Handle) -> dict[str, Any]:
    host = partitions.host("s3", handle.region)
    return {"Id": f"https://cloudformation-waitcondition-{handle.region}.{host}/{handle.generated_name()}"}


TYPE = Declaration(
    "AWS::CloudFormation::WaitConditionHandle",
    "cloudformation",
    create=_make,
    read=(lambda handle: handle.stated,),
    delete=None,
)
