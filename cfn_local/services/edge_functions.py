"""Functions of CloudFront: moto neither updates nor publishes them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cfn_local.services import clock
from cfn_local.services.seam import add_actions


def complete_functions() -> None:
    """Add UpdateFunction and PublishFunction."""
    from moto.cloudfront import urls
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult

    class Actions:
        def update_function(self: Any) -> Any:
            function = _matched(self)
            function.config, function.code = self._get_param("FunctionConfig"), self._get_param("FunctionCode")
            function.etag, function.last_modified_time = f"E{uuid4().hex[:13].upper()}", clock.now()
            return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

        def publish_function(self: Any) -> Any:
            function = _matched(self)
            function.stage, function.status = "LIVE", "DEPLOYED"
            return ActionResult({"FunctionSummary": function.function_summary})

    urls.url_paths.setdefault("{0}/2020-05-31/function/(?P<name>[^/]+)/publish$", CloudFrontResponse.dispatch)
    add_actions(CloudFrontResponse, Actions)


def _matched(response: Any) -> Any:
    """The function, whose tag the request must know."""
    from moto.cloudfront.exceptions import InvalidIfMatchVersion

    function = response.backend.describe_function(response._get_param("Name"))
    if response._get_param("IfMatch") != function.etag:
        raise InvalidIfMatchVersion
    return function
