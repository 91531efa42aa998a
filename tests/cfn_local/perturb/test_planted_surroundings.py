"""Bugs that show only with a second perturbation, behind the handler's back, beside another, or on another model."""

from pathlib import Path

import pytest

from cfn_local.perturb.cases import Case, cases_of
from cfn_local.perturb.causes import causes_of
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.report import repeat_command
from cfn_local.perturb.result import Result
from tests.cfn_local.perturb.plants import HERE, SEAT, SHELF, Tried, found, planted

pytestmark = pytest.mark.contract

AT_ONCE = (
    "            return ProgressEvent(\n"
    '                status=OperationStatus.IN_PROGRESS, resourceModel=desired, callbackContext={"made": True}\n'
    "            )\n"
)
END_OF_CREATE = (
    "        put_label(ssm, desired)\n"
    "        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))\n"
    "\n\n@resource.handler(Action.READ)"
)
UPDATE = "        shelf(ssm, desired.Name)\n        put_label(ssm, desired)\n"
DELETE = "        delete_label(ssm, name)\n        ssm.delete_parameter(Name=name)\n"
NO_TEXT = "    except ssm.exceptions.ParameterNotFound:\n        text = None\n"
MAKE = "        if not callback_context:\n"
SIGNATURE = "def put_label(ssm: Any, desired: ResourceModel) -> None:\n"
# So many that the longest text is among them.
MODELS = 6
INVARIANTS = """
def every_label_is_on_a_shelf(client, known):
    pages = client("ssm").get_paginator("describe_parameters").paginate()
    names = {one["Name"] for page in pages for one in page["Parameters"]}
    for name in names:
        if name.endswith("/label"):
            assert name.removesuffix("/label") in names, f"{name} is on no shelf after {known.completed}"
"""


class TestAPairOfPerturbations:
    UNDO = (
        END_OF_CREATE,
        END_OF_CREATE.replace(
            "        put_label(ssm, desired)\n",
            "        try:\n            put_label(ssm, desired)\n        except ClientError:\n"
            "            with suppress(ClientError):\n                ssm.delete_parameter(Name=desired.Name)\n"
            "            raise\n",
        ),
    )
    FIRST = "inputs_1/CREATE/ssm:PutParameter#2/access-denied"

    def test_shows_an_undo_that_takes_a_denial_for_done_which_no_single_one_does(
        self, tried: Tried, tmp_path: Path
    ) -> None:
        folder = planted(tmp_path, (AT_ONCE, ""), self.UNDO)
        second = "+CREATE/ssm:DeleteParameter#1/access-denied"

        assert found(tried(folder, self.FIRST)) == set()
        assert found(tried(folder, self.FIRST + second)) == {(self.FIRST + second, "orphan", "ssm Parameter")}

    def test_is_tried_at_every_call_after_the_first_and_in_the_clean_up_that_it_causes(self, tried: Tried) -> None:
        result = tried(SHELF, f"{self.FIRST}+*")

        # Of the DELETE: two calls, each throttled, denied, its answer lost, and a crash after it.
        assert (result.pairs, result.pairs_run, result.findings) == (8, 8, [])

    def test_is_not_told_where_one_of_the_two_shows_the_same(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, (DELETE, "        ssm.delete_parameter(Name=name)\n"))
        case = "inputs_1/DELETE/ssm:DeleteParameter#1/throttled"

        result = tried(folder, case, f"{case}+*", chosen={"pairs": True})

        assert result.pairs_run > 0
        assert [one.case.name for one in result.findings] == ["inputs_1/DELETE/none"]


class TestAStaleAnswer:
    def test_shows_an_update_that_takes_the_first_look_for_the_truth(self, tried: Tried, tmp_path: Path) -> None:
        impatient = (
            UPDATE + "        if shelf(ssm, desired.Name).Text != desired.Text:\n"
            '            raise exceptions.GeneralServiceException("The label did not stick")\n'
        )
        folder = planted(tmp_path, (UPDATE, impatient))
        case = "inputs_1/UPDATE:inputs_1_update/ssm:GetParameter#4/stale"

        assert found(tried(folder, case)) == {(case, "wrong code", "GeneralServiceException")}


class TestWhatAnotherDoesBehindTheBack:
    def test_shows_a_delete_that_leaves_the_rest_of_what_another_has_begun_to_delete(
        self, tried: Tried, tmp_path: Path
    ) -> None:
        folder = planted(tmp_path, (DELETE, f"        shelf(ssm, name)\n{DELETE}"))
        case = "inputs_1/DELETE/ssm.Parameter#1/deleted"

        assert found(tried(folder, case)) == {(case, "leak", "ssm Parameter")}

    def test_shows_an_update_that_does_not_mend(self, tried: Tried, tmp_path: Path) -> None:
        careless = "        if shelf(ssm, desired.Name).Text:\n            put_label(ssm, desired)\n"
        folder = planted(tmp_path, (UPDATE, careless))
        case = "inputs_1/UPDATE:inputs_1_update/ssm.Parameter#2/deleted"

        assert {(case, "lie", "READ differs in /Text"), (case, "lie", "lacks ssm Parameter")} <= found(
            tried(folder, case)
        )

    def test_shows_a_read_that_fails_where_a_part_is_gone(self, tried: Tried, tmp_path: Path) -> None:
        strict = (
            "    except ssm.exceptions.ParameterNotFound:\n"
            '        raise exceptions.GeneralServiceException("There is no label") from None\n'
        )
        folder = planted(tmp_path, (NO_TEXT, strict))
        case = "inputs_1/READ/ssm.Parameter#2/deleted"

        assert found(tried(folder, case)) == {(case, "wrong code", "GeneralServiceException")}

    def test_shows_a_read_that_answers_from_the_request(self, tried: Tried, tmp_path: Path) -> None:
        looks = "    ssm.get_parameter(Name=name)\n    try:\n"
        folder = planted(tmp_path, (looks, "    try:\n"))
        gone = [f"inputs_1/READ/everything#1/{kind}" for kind in ("deleted", "deleted-by-delete")]

        told = found(tried(folder, *gone))

        assert {(case, "lie", "shows what is gone") for case in gone} <= told

    def test_is_nothing_to_the_right_resource(self, tried: Tried) -> None:
        result = tried(SHELF, "*/deleted", "*/changed", "*/deleted-by-delete")

        assert found(result) == set()
        # READ, UPDATE, DELETE: 2 + 2 + all, and all by the handlers' own DELETE
        assert (result.run, result.not_met, result.not_tried) == (18, [], set())


class TestWhatTheSetUpMade:
    CASE = "inputs_1/DELETE/ssm.Parameter#1/parent-deleted"

    def test_may_be_gone_without_a_delete_that_can_never_succeed(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, (DELETE, f'        ssm.get_parameter(Name="/shelves-of-others/attic")\n{DELETE}'))

        result = tried(folder, self.CASE, setup=HERE / "others-note.yml")

        assert (self.CASE, "stuck", "DELETE fails with NotFound") not in found(result)
        assert ("leak", "ssm Parameter") in {one[1:] for one in found(result)}

    def test_is_nothing_to_the_right_resource(self, tried: Tried) -> None:
        result = tried(SHELF, "*/parent-deleted", setup=HERE / "others-note.yml")

        assert (found(result), result.run, result.not_met) == (set(), 3, [])


class TestWhatIsThereBeforeIt:
    CASE = "inputs_1/CREATE/everything#1/exists"

    def test_is_foreign_where_create_takes_it_for_its_own_and_delete_deletes_it(
        self, tried: Tried, tmp_path: Path
    ) -> None:
        overwritten = 'Type="String", Overwrite=True)\n    except ssm'
        folder = planted(
            tmp_path, ('Type="String", Tags=[{"Key": TOKEN_TAG, "Value": token}])\n    except ssm', overwritten)
        )

        result = tried(folder, self.CASE)

        assert {("foreign", "removed"), ("lie", "takes another's for its own")} <= {one[1:] for one in found(result)}
        (cause,) = causes_of(result.findings)
        assert cause.first.violation.oracle == "foreign"

    def test_is_to_be_told_as_such(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(
            tmp_path, ("raise exceptions.AlreadyExists(TYPE_NAME, name)", 'raise exceptions.NotFound("shelf", name)')
        )

        assert found(tried(folder, self.CASE)) == {(self.CASE, "wrong code", "NotFound")}

    def test_is_nothing_to_the_right_resource(self, tried: Tried) -> None:
        result = tried(SHELF, "*/exists")

        assert (found(result), result.run, result.not_met) == (set(), 1, [])

    def test_is_not_tried_where_the_service_makes_the_identifier(self, tried: Tried) -> None:
        assert [case for case in cases(tried(SEAT, "inputs_1/CREATE/none")) if case.kind is FaultKind.EXISTS] == []


def cases(result: Result) -> list[Case]:
    return [case for course in result.courses for case in cases_of(course)]


class TestAnotherResourceBesideIt:
    def test_is_missed_where_a_delete_takes_it_along(self, tried: Tried, tmp_path: Path) -> None:
        sweep = (
            "        for page in ssm.get_paginator('describe_parameters').paginate():\n"
            "            for one in page['Parameters']:\n"
            "                if one['Name'].startswith(name):\n"
            "                    ssm.delete_parameter(Name=one['Name'])\n"
        )
        folder = planted(tmp_path, (DELETE, sweep))

        result = tried(folder, "inputs_1/READ/none")

        assert {sign[1:] for sign in found(result)} == {("foreign", "removed")}
        assert result.findings[0].violation.happened == (
            "Gone: ssm Parameter /shelves/kitchen-beside, ssm Parameter /shelves/kitchen-beside/label."
        )

    def test_is_told_to_be_lacking_where_it_cannot_be_made(self, tried: Tried, tmp_path: Path) -> None:
        only_one = f'{SIGNATURE}    if "-beside" in desired.Name:\n        raise exceptions.InvalidRequest("One")\n'
        folder = planted(tmp_path, (SIGNATURE, only_one))

        result = tried(folder, "inputs_1/READ/none")

        assert result.passed
        assert list(result.lonely) == ["inputs_1"]
        assert result.lonely["inputs_1"].startswith("its CREATE fails with InvalidRequest: ")

    def test_is_like_the_first_where_the_service_makes_the_identifier_and_nothing_else_will_do(
        self, tried: Tried
    ) -> None:
        result = tried(SEAT, "inputs_1/CREATE/none")

        assert (found(result), result.lonely) == (set(), {})

    def test_is_left_out_and_said_where_the_first_fails_beside_it(self, tried: Tried, tmp_path: Path) -> None:
        at_most_one = (
            f'{MAKE}            if "-beside" not in desired.Name and ssm.describe_parameters()["Parameters"]:\n'
            '                raise exceptions.InvalidRequest("One at a time")\n'
        )
        folder = planted(tmp_path, (MAKE, at_most_one))

        result = tried(folder, "inputs_1/LIST/none")

        assert result.passed
        assert result.lonely["inputs_1"].startswith(
            "beside one, CREATE of inputs_1 fails undisturbed: CREATE: FAILED, "
        )


class TestAModelFromTheSchema:
    def test_shows_a_bug_that_the_inputs_do_not(self, tried: Tried, tmp_path: Path) -> None:
        clumsy = f'{SIGNATURE}    if len(desired.Text) > 1000:\n        raise KeyError("ellipsis")\n'
        folder = planted(tmp_path, (SIGNATURE, clumsy))

        result = tried(folder, "model_*/CREATE/none", chosen={"models": MODELS})

        assert {sign[1:] for sign in found(result)} == {("wrong code", "InternalFailure")}
        assert set(result.refused.values()) == {"InternalFailure"}
        again = f" --models {MODELS} --order 0 --only {result.findings[0].case.name}"
        assert repeat_command(folder, result.findings[0], result).endswith(again)

    def test_that_is_refused_with_a_reason_is_counted_and_no_finding(self, tried: Tried, tmp_path: Path) -> None:
        choosy = f'{SIGNATURE}    if len(desired.Text) > 1000:\n        raise exceptions.InvalidRequest("Too long")\n'
        folder = planted(tmp_path, (SIGNATURE, choosy))

        result = tried(folder, "model_*/CREATE/none", chosen={"models": MODELS})

        assert (found(result), set(result.refused.values()), result.run) == (set(), {"InvalidRequest"}, MODELS)


class TestAnInvariantOfTheProject:
    LAST_FIRST = (DELETE, "        ssm.delete_parameter(Name=name)\n        delete_label(ssm, name)\n")
    CASE = "inputs_1/DELETE/ssm:DeleteParameter#2/access-denied"

    def test_that_does_not_hold_after_an_operation_is_found(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, self.LAST_FIRST)
        (folder / "perturb_invariants.py").write_text(INVARIANTS, "utf-8")

        result = tried(folder, self.CASE)

        assert (self.CASE, "invariant", "every_label_is_on_a_shelf") in found(result)
        (breach,) = [one.violation for one in result.findings if one.violation.oracle == "invariant"]
        assert breach.happened == "/shelves/kitchen/label is on no shelf after CREATE"
        assert breach.expected == "every_label_is_on_a_shelf holds after every operation; here not after DELETE."

    def test_that_holds_is_not(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path)
        (folder / "perturb_invariants.py").write_text(INVARIANTS, "utf-8")

        assert found(tried(folder, self.CASE)) == set()
