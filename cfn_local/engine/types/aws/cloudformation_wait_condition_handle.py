"""AWS::CloudFormation::WaitConditionHandle, the URL at which a wait condition is signalled: Ref is that URL."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.services import response_urls


def _make(handle: Handle) -> dict[str, Any]:
    bucket = f"cloudformation-waitcondition-{handle.region}"
    return {"Id": response_urls.open_url(bucket, handle.region, handle.generated_name())}


TYPE = Declaration(
    "AWS::CloudFormation::WaitConditionHandle",
    "cloudformation",
    create=_make,
    read=(lambda handle: handle.stated,),
    delete=lambda handle: response_urls.close(handle["Id"]),
)
