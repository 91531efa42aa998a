"""Signals as cfn-signal and curl send them: unsigned or with an instance's identity, and to the URL of a handle."""

import json
import ssl
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode

import pytest

from cfn_local.gateway.local_aws import LocalAws

WAITING: dict[str, Any] = {"Metadata": {"cfn-local": {"Signals": "wait"}}}
POLICY = {"Type": "AWS::CloudFormation::WaitCondition", "CreationPolicy": {"ResourceSignal": {"Timeout": "PT5M"}}}


def _request(aws: LocalAws, url: str, method: str, body: bytes | None = None, **headers: str) -> int:
    context = ssl.create_default_context(cafile=str(aws.certificate_authority))
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"https": aws.url}), urllib.request.HTTPSHandler(context=context)
    )
    try:
        with opener.open(urllib.request.Request(url, body, headers, method=method)) as answered:
            return int(answered.status)
    except urllib.error.HTTPError as error:
        return error.code


def _begun(aws: LocalAws, **resources: Any) -> Any:
    """A client, once the stack waits for what `Ready` waits for."""
    cloudformation = aws.client("cloudformation")
    cloudformation.create_stack(StackName="web", TemplateBody=json.dumps({**WAITING, "Resources": resources}))
    begun: set[str] = set()
    while "Ready" not in begun:
        events = cloudformation.describe_stack_events(StackName="web")["StackEvents"]
        begun = {one["LogicalResourceId"] for one in events if one.get("PhysicalResourceId")}
    return cloudformation


def _status(cloudformation: Any) -> str:
    cloudformation.get_waiter("stack_create_complete").wait(StackName="web")
    return str(cloudformation.describe_stacks(StackName="web")["Stacks"][0]["StackStatus"])


@pytest.mark.parametrize("headers", [{}, {"Authorization": "CFN_V1 eyJyZWdpb24iOiAidXMtZWFzdC0xIn0=:signature"}])
def test_cfn_signal_signals_a_resource(aws: LocalAws, headers: dict[str, str]) -> None:
    cloudformation = _begun(aws, Ready=POLICY)
    asked = {
        "Action": "SignalResource",
        "LogicalResourceId": "Ready",
        "StackName": "web",
        "UniqueId": "i-1",
        "Status": "SUCCESS",
        "ContentType": "JSON",
        "Version": "2010-05-15",
    }
    url = f"https://cloudformation.us-east-1.amazonaws.com/?{urlencode(asked)}"

    assert _request(aws, url, "GET", None, Accept="application/json", **headers) == 200
    assert _status(cloudformation) == "CREATE_COMPLETE"


def test_curl_signals_a_wait_condition(aws: LocalAws) -> None:
    handle = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
    properties = {"Handle": {"Ref": "Handle"}, "Timeout": "300"}
    ready = {"Type": "AWS::CloudFormation::WaitCondition", "Properties": properties}
    cloudformation = _begun(aws, Handle=handle, Ready=ready)
    detail = cloudformation.describe_stack_resource(StackName="web", LogicalResourceId="Handle")
    url = detail["StackResourceDetail"]["PhysicalResourceId"]
    signal = {"Status": "SUCCESS", "UniqueId": "one", "Data": "ready", "Reason": "up"}

    assert _request(aws, url, "GET") == 403
    assert _request(aws, url, "PUT", json.dumps(signal).encode()) == 200
    assert _status(cloudformation) == "CREATE_COMPLETE"
