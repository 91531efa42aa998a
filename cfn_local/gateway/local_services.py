"""The services of the gateway: AWS for clients, and Lambda's Invoke and the control endpoint for direct requests."""

import json

from cfn_local.gateway import importing
from cfn_local.gateway.control_endpoint import ControlEndpoint, UnknownEndpointError
from cfn_local.gateway.control_protocol import CONTROL, Refused
from cfn_local.gateway.faults import Faults
from cfn_local.gateway.invocation_endpoint import InvocationEndpoint
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.json_documents import to_json
from cfn_local.gateway.message import AwsRequest, HttpResponse, is_aws_host, json_response
from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.runtime.scheduled_rules import ScheduledRules


class LocalServices:
    """One local AWS. `lambda_service` runs the functions of its accounts; `rules` fire on its clock.

    The functions of the control endpoint, which only direct requests invoke, run in the same workers.
    """

    def __init__(self, lambda_service: LambdaService, rules: ScheduledRules) -> None:
        self._lambda_service = lambda_service
        self._journal = Journal()
        self._invocation_endpoint = InvocationEndpoint(lambda_service.workers, rules, self._journal)
        self._faults = Faults(crash=self._invocation_endpoint.crash)
        self._control = ControlEndpoint(lambda_service, rules, self._journal, self._faults, self._invocation_endpoint)

    def aws(self, request: AwsRequest) -> HttpResponse:
        """Handle requests to AWS and to any other host that a client requests through the proxy.

        Raise DroppedConnectionError if a fault drops the response.
        """
        if not is_aws_host(request.host):
            return self.refuse(request.host)
        dispatch = importing.dispatch(self._lambda_service)
        response: HttpResponse = dispatch.answer(request, self._journal, self._faults)
        return response

    def refuse(self, host: str) -> HttpResponse:
        """Refuse a host outside AWS: nothing under cfn-local reaches the internet."""
        self._journal.record_unreachable(host)
        text = f"cfn-local: {host} is not an AWS service; nothing outside can be reached from the local AWS.\n"
        return HttpResponse(502, {"Content-Type": "text/plain"}, text.encode())

    def own(self, method: str, path: str, body: bytes) -> HttpResponse:
        """Handle requests without a host: Lambda's Invoke and the control endpoint."""
        path, _, query = path.partition("?")
        function = self._invocation_endpoint.function_in(path)
        try:
            if function is not None and method == "POST":
                return self._invocation_endpoint.invoke(function, _event(body))
            if path.startswith(CONTROL):
                return json_response(200, self._control.answer(method, path, query, body))
        except ValueError as error:
            return json_response(400, to_json(Refused(str(error))))
        except UnknownEndpointError:
            pass
        return json_response(404, to_json(Refused(f"{method} {path} is not an endpoint of cfn-local.")))


def _event(body: bytes) -> object:
    try:
        return json.loads(body) if body else None
    except ValueError as error:
        raise ValueError(f"The body is not JSON: {error}") from error
