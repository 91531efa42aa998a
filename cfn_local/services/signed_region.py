"""The Region of a request: moto reads it from the host, but hosts like `iam.us-gov.amazonaws.com` name none."""

import re
from functools import cache
from typing import Any

from cfn_local.services.seam import replace_method

_SCOPE = re.compile(r"Credential=[^/]+/[^/]+/(?P<region>[^/]+)/[^/]+/aws4_request")


@cache
def install() -> None:
    """Make moto use the Region that the request is signed for."""
    from moto.core.responses import BaseResponse

    region_in_host = BaseResponse.get_region_from_url

    def get_region_from_url(response: Any, request: Any, full_url: str) -> str:
        signed = _SCOPE.search(request.headers.get("Authorization") or "")
        return signed["region"] if signed else str(region_in_host(response, request, full_url))

    replace_method(BaseResponse, "get_region_from_url", get_region_from_url)
