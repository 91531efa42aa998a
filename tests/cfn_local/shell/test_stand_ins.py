"""`--stand-ins` of `cfn-local up` and `cfn-local exec`: what it accepts, and what the user is told at the end."""

import sys
from pathlib import Path

import pytest

from cfn_local import cli
from cfn_local.gateway.control_protocol import StandIn
from cfn_local.shell import command_run
from cfn_local.shell.stand_ins import allowed, told
from tests.cfn_local.shell.shell_stories import run

MARK = "stand-in: nothing of AWS behind it"
CREATING = """
import boto3
cloudformation = boto3.client("cloudformation")
properties = "{DeviceArn: one, SpendingLimit: 1}"
body = "Resources: {Box: {Type: 'AWS::Braket::SpendingLimit', Properties: %s}}" % properties
cloudformation.create_stack(StackName="web", TemplateBody=body)
cloudformation.get_waiter("stack_create_complete").wait(StackName="web")
"""


class TestExec:
    def test_tells_once_at_the_end_what_was_stood_in_for(self) -> None:
        done = run("exec", "--stand-ins", "--", sys.executable, "-c", CREATING, environ={"PYTHONPATH": str(Path.cwd())})
        assert done.returncode == 0
        assert done.stderr.splitlines() == [
            "cfn-local exec: Stood in for, with nothing of AWS behind:",
            "  AWS::Braket::SpendingLimit: Box of web",
        ]

    @pytest.mark.parametrize(
        ("arguments", "stand_ins", "command"),
        [
            (["exec", "--stand-ins", "--", "aws", "x"], ("*",), ["aws", "x"]),
            (["exec", "--stand-ins", "aws", "--stand-ins"], ("*",), ["aws", "--stand-ins"]),
            (
                ["exec", "--stand-ins=AWS::DAX::Cluster,AWS::IoT::*", "aws", "--", "x"],
                ("AWS::DAX::Cluster", "AWS::IoT::*"),
                ["aws", "--", "x"],
            ),
            (["exec", "--", "aws"], (), ["aws"]),
            (["exec", "aws", "--", "x"], (), ["aws", "--", "x"]),
        ],
    )
    def test_takes_its_own_options_before_the_command(
        self, monkeypatch: pytest.MonkeyPatch, arguments: list[str], stand_ins: tuple[str, ...], command: list[str]
    ) -> None:
        seen: dict[str, object] = {}

        def run_command(_: object, words: list[str], types: tuple[str, ...], *, enforce_iam: bool) -> int:
            assert not enforce_iam
            seen.update(command=words, stand_ins=types)
            return 0

        monkeypatch.setattr(command_run, "run_command", run_command)
        assert cli.main(arguments) == 0
        assert seen == {"command": command, "stand_ins": stand_ins}

    @pytest.mark.parametrize(
        ("types", "problem"),
        [
            ("AWS::No::Such", "AWS has no resource type AWS::No::Such"),
            ("Custom::Thing", "AWS has no resource type Custom::Thing"),
            (",", "AWS has no resource type without a name"),
            (
                "AWS::CloudFormation::WaitCondition",
                "AWS::CloudFormation::WaitCondition cannot be stood in for: it would only seem to do its work",
            ),
        ],
    )
    @pytest.mark.parametrize("verb", ["up", "exec"])
    def test_refuses_types_that_cannot_be_stood_in_for(
        self, capsys: pytest.CaptureFixture[str], verb: str, types: str, problem: str
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            cli.main([verb, f"--stand-ins={types}"])
        assert stopped.value.code == 2
        assert f"cfn-local {verb}: error: argument --stand-ins: {problem}" in capsys.readouterr().err


class TestWhatIsTold:
    def test_names_types_properties_resources_and_stacks_within_80_columns(self) -> None:
        partly = "stand-in for AnalyticsConfigurations, MetadataConfiguration: nothing of AWS behind it"
        many = [StandIn("AWS::DAX::Cluster", f"stack-{number}", "Cache", "us-east-1", MARK) for number in range(5)]
        lines = list(told([*many, StandIn("AWS::S3::Bucket", "web", "Logs", "us-east-1", partly)]))
        assert lines == [
            "Stood in for, with nothing of AWS behind:",
            "  AWS::DAX::Cluster: Cache of stack-0, Cache of stack-1, Cache of stack-2, Cache",
            "    of stack-3, Cache of stack-4",
            "  AWS::S3::Bucket (AnalyticsConfigurations, MetadataConfiguration): Logs of web",
        ]

    def test_is_nothing_where_everything_was_real(self) -> None:
        assert list(told([])) == []

    def test_before_the_start_names_what_is_allowed(self) -> None:
        assert allowed(["*"]) == "Stand-ins for all types that are missing here: nothing of AWS is behind them."
        assert allowed(["AWS::DAX::*"]) == "Stand-ins for AWS::DAX::*: nothing of AWS is behind them."
