"""Every execution-role.yaml against what the handlers of its project call: it allows all of it, and nothing besides.

The calls are those of the stories that the permissions of the schemas are proven by; the role is what its template
makes of it in a stack. Each permission is taken away in turn: some call must then be refused.
"""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from awscommunity_spot_allocationcheck import aws as spot
from awscommunity_spot_allocationcheck.observation import LaunchConfiguration, SubnetZones, TemplateVersion
from botocore.awsrequest import HeadersDict
from moto import mock_aws

from cfn_local import engine, services
from cfn_local.gateway.aws_request import service_of
from cfn_local.gateway.message import AwsRequest
from cfn_local.iam.calls import Access, Call, accesses
from cfn_local.iam.evaluation import Document, Principal, Verdict, decide
from cfn_local.services import clock
from cfn_local.services.authorization import parameters_of, request_of
from cfn_local.services.role_policies import ExistingResources
from cfn_local.services.service_names import botocore_name_of_prefix
from tests.glue_jobtracker import invocations as glue
from tests.glue_jobtracker import test_glue_permissions as glue_stories
from tests.glue_jobtracker.surroundings import key_arn
from tests.odcr_group import invocations as odcr
from tests.odcr_group import test_permissions as odcr_stories
from tests.watched_handlers import ACCOUNT, REGION, WatchedHandlers, client

ROOT = Path(__file__).resolve().parents[2]
PRINCIPAL = Principal(f"arn:aws:sts::{ACCOUNT}:assumed-role/ExecutionRole/handlers", ACCOUNT)
SPOT = json.loads((ROOT / "hooks/spot-allocation-check/awscommunity-spot-allocationcheck.json").read_text())
Story = Callable[[Any], None]


@dataclass
class Proof:
    """The policy of a role, and all accesses that the handlers asked for."""

    policy: Document
    accesses: dict[str, Access] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    calls: dict[str, list[Any]] = field(default_factory=dict)

    def see(self, operation: str, request: Any) -> None:
        """Note what a request asks for, with what the account holds at this moment."""
        headers = {
            name: value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()
        }
        sent = AwsRequest(request.method, request.url, HeadersDict(headers), request.body or b"")
        prefix = service_of(sent)
        parameters = parameters_of(
            botocore_name_of_prefix(prefix), operation, sent.method, sent.url, headers, sent.body
        )
        call = Call(prefix, operation, parameters, "aws", REGION, ACCOUNT)
        asked = accesses(call, ExistingResources(ACCOUNT, "aws", REGION))
        if asked is None:
            self.unknown.add(call.name)
        self.accesses |= {repr(one): one for one in asked or ()}

    def refused(self, policy: Document, action: str = "") -> Iterator[str]:
        """What the policy does not allow: all of it, or what is asked for by one action."""
        for one in self.accesses.values():
            if action not in ("", one.action):
                continue
            found = decide([policy], request_of(one, PRINCIPAL, {}))
            if found.verdict is not Verdict.ALLOWED:
                yield f"{one.action} on {one.resource}: {found.verdict.value} {sorted(found.unknown)}"

    def permissions(self) -> list[tuple[str, str]]:
        return [(one["Sid"], action) for one in self.policy["Statement"] for action in listed(one["Action"])]

    def without(self, sid: str, action: str) -> Document:
        policy: Any = deepcopy(self.policy)
        for one in policy["Statement"]:
            if one["Sid"] == sid:
                one["Action"] = [each for each in listed(one["Action"]) if each != action]
        return dict(policy)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# What the stories do that the README says the role does not allow: a user's role is under the path of the tracker's.
REFUSED = {
    "awscommunity-glue-jobtracker": [f"iam:PassRole on arn:aws:iam::{ACCOUNT}:role/users/users: denied implicitly []"]
}


def keyed(watched: WatchedHandlers) -> None:
    """With a key of the user's."""
    watched.create({**glue.ALERTS, "KmsKeyArn": key_arn()})


@dataclass
class LookUps:
    """What the Spot hook asks of AWS, whose requests are seen."""

    sent: Callable[[str, Any], None] = lambda _operation, _request: None

    def session(self, *_credentials: Any) -> Any:
        return self

    def client(self, service: str, config: Any) -> Any:
        made = boto3.Session("testing", "testing", region_name=REGION).client(service, config=config)
        made.meta.events.register_first("before-send", self._see)
        return made

    def _see(self, request: Any, event_name: str, **_: Any) -> None:
        self.sent(event_name.rsplit(".", 1)[1], request)


def looked_up(watched: Any) -> None:
    questions: list[TemplateVersion | LaunchConfiguration | SubnetZones] = [
        TemplateVersion("LaunchTemplateName", "web", "1"),
        LaunchConfiguration("web"),
        SubnetZones(frozenset({"subnet-0a"})),
    ]
    spot.look_up(watched, questions)


STORIES: dict[str, tuple[Callable[[], Any], dict[str, Story]]] = {
    "awscommunity-odcr-group": (
        odcr.CloudFormation,
        {
            "create": lambda watched: odcr_stories.create(watched, subnet()),
            "read": lambda watched: odcr_stories.read(watched, ""),
            "update": lambda watched: odcr_stories.update(watched, subnet()),
            "delete": lambda watched: odcr_stories.delete(watched, ""),
            "list": lambda watched: odcr_stories.list_(watched, ""),
        },
    ),
    "spot-allocation-check": (LookUps, {"look up": looked_up}),
    "awscommunity-glue-jobtracker": (
        glue.CloudFormation,
        {
            "create with a key": keyed,
            "create": glue_stories.create,
            "read": glue_stories.read,
            "update": glue_stories.update,
            "delete": glue_stories.delete,
            "list": glue_stories.list_,
        },
    ),
}
HANDLERS = ("create", "read", "update", "delete", "list")
# What calls need beyond their own names, as the READMEs of the projects say.
PERMITTED = {
    "awscommunity-odcr-group": (odcr.SCHEMA, odcr_stories.with_dependent_actions),
    "awscommunity-glue-jobtracker": (glue.SCHEMA, glue_stories.with_dependent_actions),
}


def subnet() -> str:
    """A subnet in us-east-1a."""
    network = client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
    taken = {one["CidrBlock"] for one in client("ec2").describe_subnets()["Subnets"]}
    block = next(f"172.31.{third}.0/24" for third in range(128, 255) if f"172.31.{third}.0/24" not in taken)
    made = client("ec2").create_subnet(VpcId=network, CidrBlock=block, AvailabilityZone="us-east-1a")
    return str(made["Subnet"]["SubnetId"])


def policy_of(project: str) -> Document:
    """The policy of the role that a stack of the project's template makes."""
    template = next(ROOT.glob(f"*/{project}/execution-role.yaml"))
    cloudformation, iam = client("cloudformation"), client("iam")
    asked = {"TemplateBody": template.read_text(), "Capabilities": ["CAPABILITY_IAM"]}
    cloudformation.create_stack(StackName=project, **asked)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=project)
    (role,) = cloudformation.describe_stack_resources(StackName=project)["StackResources"]
    name = role["PhysicalResourceId"]
    (policy,) = iam.list_role_policies(RoleName=name)["PolicyNames"]
    return dict(iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"])


@pytest.fixture(scope="module", params=STORIES)
def proof(request: pytest.FixtureRequest) -> Iterator[tuple[str, Proof]]:
    made, stories = STORIES[request.param]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        services.install()
        engine.install()
        found = None
        for name, story in stories.items():
            with mock_aws():
                clock.reset()
                found = found or Proof(policy_of(request.param))
                watched = made()
                watched.sent = found.see
                patch.setattr("cloudformation_cli_python_lib.resource._get_boto_session", watched.session)
                story(watched)
                found.calls[name] = getattr(watched, "calls", [])
        clock.reset()
        assert found is not None
        yield request.param, found


class TestAnExecutionRole:
    def test_allows_every_call_of_the_handlers_on_every_resource(self, proof):
        name, found = proof
        assert sorted(set(found.refused(found.policy))) == REFUSED.get(name, [])
        assert found.unknown == set()

    def test_has_no_permission_that_no_call_needs(self, proof):
        _, found = proof
        unneeded = [
            (sid, action)
            for sid, action in found.permissions()
            if set(found.refused(found.without(sid, action), action)) == set(found.refused(found.policy, action))
        ]
        assert unneeded == []


class TestThePermissionsOfAHandler:
    def test_are_those_of_its_calls_and_of_what_these_depend_on(self, proof):
        project, found = proof
        if project not in PERMITTED:  # the hook, each of whose handlers asks for all
            asked = sorted({one.action for one in found.accesses.values()})
            assert [one["permissions"] for one in SPOT["handlers"].values()] == [asked, asked]
            return
        schema, with_dependent_actions = PERMITTED[project]
        made = {
            name: {call.permission for call in found.calls[name] if call.action == name.upper()} for name in HANDLERS
        }
        assert {name: sorted(with_dependent_actions(calls)) for name, calls in made.items()} == {
            name: schema["handlers"][name]["permissions"] for name in HANDLERS
        }
