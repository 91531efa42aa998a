"""The calls of handlers against the permissions of their schema: what AWS would refuse, and what is not needed."""

from pathlib import Path
from typing import Any

import pytest

from cfn_local.contract import permissions
from cfn_local.contract.permissions import Calls
from cfn_local.iam import actions as iam_actions
from tests.cfn_local.contract.strangers import Verdict, copied, replaced, verdict_on, with_create, written

SCHEMA = {
    "handlers": {
        "create": {"permissions": ["ssm:PutParameter", "ssm:AddTags*"]},
        "delete": {"permissions": ["ssm:DeleteParameter", "iam:PassRole"]},
    }
}


def calls(**by_action: list[str]) -> Calls:
    made = Calls()
    made.note({"Event": {"action": action}, "Calls": called} for action, called in by_action.items())
    return made


def missing(made: Calls, schema: dict[str, Any] = SCHEMA) -> list[str]:
    return [one.line for one in permissions.missing(made, schema)]


class TestMissingPermissions:
    def test_are_told_with_the_line_to_add(self) -> None:
        assert missing(calls(CREATE=["ssm:GetParameter"], DELETE=["ssm:GetParameter"])) == [
            "CREATE, DELETE called ssm:GetParameter, which no handler is permitted. "
            'Add "ssm:GetParameter" to handlers.create.permissions, handlers.delete.permissions.'
        ]

    @pytest.mark.parametrize("call", ["ssm:PutParameter", "ssm:AddTagsToResource", "sts:GetCallerIdentity"])
    def test_are_none_for_what_is_permitted_or_anybodys(self, call: str) -> None:
        assert missing(calls(CREATE=[call])) == []

    def test_are_those_of_the_action_and_not_of_the_call(self) -> None:
        schema = {"handlers": {"list": {"permissions": ["s3:ListObjectsV2"]}}}
        assert [one.action for one in permissions.missing(calls(LIST=["s3:ListObjectsV2"]), schema)] == [
            "s3:ListBucket"
        ]

    def test_of_an_unknown_call_are_never_claimed(self) -> None:
        made = calls(CREATE=["toaster:Heat"])
        assert missing(made) == []
        assert "Which permission toaster:Heat needs is not known." in permissions.notes(made, SCHEMA, is_complete=False)

    def test_of_a_hook_are_those_of_its_point(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::S3::Bucket"], "permissions": []}}}
        made = Calls()
        made.note([{"Event": {"actionInvocationPoint": "CREATE_PRE_PROVISION"}, "Calls": ["s3:GetBucketAcl"]}])
        assert missing(made, schema) == [
            "preCreate called s3:GetBucketAcl, which no handler is permitted. "
            'Add "s3:GetBucketAcl" to handlers.preCreate.permissions.'
        ]


class TestNotes:
    def test_name_what_another_handler_alone_is_permitted(self) -> None:
        made = calls(CREATE=["ssm:DeleteParameter"])
        assert missing(made) == []
        assert permissions.notes(made, SCHEMA, is_complete=False) == [
            "handlers.create.permissions lacks ssm:DeleteParameter, which other handlers have."
        ]

    def test_name_what_no_test_has_used_once_all_have_run(self) -> None:
        made = calls(CREATE=["ssm:PutParameter"], DELETE=["ssm:DeleteParameter"])
        assert permissions.notes(made, SCHEMA, is_complete=True) == ["Permissions that no test has used: ssm:AddTags*."]

    def test_name_what_is_no_action(self) -> None:
        schema = {"handlers": {"delete": {"permissions": ["ssm:DescribeParam"]}}}
        assert permissions.notes(calls(), schema, is_complete=True) == ["IAM has no action ssm:DescribeParam."]


class TestActions:
    def test_of_the_table_are_all_actions_of_iam(self) -> None:
        named = {action for actions in iam_actions._ACTIONS.values() for action in actions}
        assert sorted(action for action in named if not iam_actions.is_action(action)) == []

    def test_of_a_call_in_the_table_are_no_actions_of_that_name(self) -> None:
        """Otherwise the entry would hide an action that there is."""
        anybodys = {"sts:GetCallerIdentity", "sts:GetSessionToken", "sts:GetAccessKeyInfo"}
        hidden = {call for call in iam_actions._ACTIONS if iam_actions.is_action(call)}
        assert sorted(hidden - anybodys) == []


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    wrong = replaced("example-ssm-note.json", '"ssm:DeleteParameter"', '"ssm:DescribeParam"')
    leak = with_create(
        "session.client('ssm').put_parameter("
        "Name='/left/' + desired.Name[1:], Value='1', Type='String', Overwrite=True)"
    )
    folder = copied("ssm-note", tmp_path_factory.mktemp("wrong"), wrong, leak)
    accepted = '[{"check": "permissions", "finding": "kms:Decrypt", "reason": "of the key", "date": "2026-11-28"}]'
    written("accepted-findings.json", accepted)(folder)
    return verdict_on(folder, suite_arguments=())


@pytest.mark.contract
class TestAProjectWithAWrongPermission:
    def test_passes_cfns_tests_and_fails_by_that(self, verdict: Verdict) -> None:
        assert (verdict.result.passed, verdict.result.failures, verdict.result.stops) == (False, [], [])
        assert [(one.check, one.line) for one in verdict.result.shortfalls] == [
            (
                "permissions",
                "DELETE called ssm:DeleteParameter, which no handler is permitted. "
                'Add "ssm:DeleteParameter" to handlers.delete.permissions.',
            )
        ]

    def test_is_told_what_it_accepts_and_does_not_need_to(self, verdict: Verdict) -> None:
        assert "accepted-findings.json: kms:Decrypt is not found any more; take it out." in verdict.notes

    def test_is_told_what_its_delete_leaves_behind(self, verdict: Verdict) -> None:
        assert "Left behind when all tests had ended: ssm Parameter /left/notes/" in verdict.notes


@pytest.mark.contract
def test_a_missing_permission_may_be_accepted(tmp_path: Path) -> None:
    folder = copied("ssm-note", tmp_path, replaced("example-ssm-note.json", '"ssm:DeleteParameter"', ""))
    accepted = (
        '[{"check": "permissions", "finding": "ssm:DeleteParameter", "reason": "elsewhere", "date": "2026-11-28"}]'
    )
    written("accepted-findings.json", accepted)(folder)
    assert verdict_on(folder).result.passed
