"""Resources with a bug each, which the right oracle finds, and the right resource, on which all are silent."""

from pathlib import Path

import pytest

from tests.cfn_local.perturb.plants import HERE, SHELF, Tried, found, planted

AT_ONCE = (
    "            return ProgressEvent(\n"
    "                status=OperationStatus.IN_PROGRESS, resourceModel=desired, callbackContext={'made': True}\n"
    "            )\n"
).replace("'", '"')
CHECK_OF_TOKEN = '        if {"Key": TOKEN_TAG, "Value": token} not in tags:\n            raise'
DELETE_LABEL = "        delete_label(ssm, name)\n        ssm.delete_parameter(Name=name)\n"


class TestAResourceThatKeepsWhatItOwes:
    @pytest.mark.contract
    def test_is_found_nothing_wrong_with_whatever_happens_to_its_create(self, tried: Tried) -> None:
        result = tried(SHELF, "inputs_1/CREATE/*")

        assert found(result) == set()
        assert result.passed
        assert [len(course.calls) for course in result.courses if course.act.operation == "CREATE"] == [4]
        assert result.run == 1 + 2 * 8 + 2 * 4 + 2 + 1  # undisturbed; of each put, of each look, unheard, and exists
        assert result.not_met == []


class TestABug:
    def test_delete_that_takes_a_denial_for_done_is_a_lie_and_a_leak(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, (DELETE_LABEL, _swallowing(DELETE_LABEL)))
        case = "inputs_1/DELETE/ssm:DeleteParameter#2/access-denied"

        assert found(tried(folder, case)) == {(case, "lie", "still there"), (case, "leak", "ssm Parameter")}

    def test_delete_that_forgets_a_part_is_a_leak_without_any_perturbation(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, (DELETE_LABEL, "        ssm.delete_parameter(Name=name)\n"))
        case = "inputs_1/READ/none"

        result = tried(folder, case)

        assert found(result) == {(case, "leak", "ssm Parameter")}
        assert result.findings[0].violation.happened == "Left: ssm Parameter /shelves/kitchen/label."

    def test_create_that_tells_its_identifier_only_in_the_end_leaves_an_orphan(
        self, tried: Tried, tmp_path: Path
    ) -> None:
        folder = planted(tmp_path, (AT_ONCE, ""))
        case = "inputs_1/CREATE/ssm:GetParameter#1/access-denied"

        assert found(tried(folder, case)) == {(case, "orphan", "ssm Parameter")}

    def test_update_that_takes_a_denial_for_done_is_a_lie(self, tried: Tried, tmp_path: Path) -> None:
        update = "        shelf(ssm, desired.Name)\n        put_label(ssm, desired)\n"
        folder = planted(tmp_path, (update, _swallowing(update)))
        case = "inputs_1/UPDATE:inputs_1_update/ssm:PutParameter#1/access-denied"

        result = tried(folder, case)

        assert found(result) == {(case, "lie", "READ differs in /Text")}
        assert result.findings[0].violation.happened == "/Text is bread, not bread and butter."

    def test_create_that_waits_for_what_never_comes_is_stuck(self, tried: Tried, tmp_path: Path) -> None:
        waiting = (
            "        try:\n            put_label(ssm, desired)\n        except ClientError:\n"
            "            return ProgressEvent(\n                status=OperationStatus.IN_PROGRESS,\n"
            '                resourceModel=desired,\n                callbackContext={"made": True},\n            )\n'
            "        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))\n"
            "\n\n@resource.handler(Action.READ)"
        )
        right = (
            "        put_label(ssm, desired)\n"
            "        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))\n"
            "\n\n@resource.handler(Action.READ)"
        )
        folder = planted(tmp_path, (right, waiting))
        case = "inputs_1/CREATE/ssm:PutParameter#2/access-denied"

        assert found(tried(folder, case, most_callbacks=20)) == {(case, "stuck", "IN_PROGRESS for ever")}

    def test_create_that_does_not_know_its_own_again_is_not_idempotent(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, (CHECK_OF_TOKEN, "        if tags is not None:\n            raise"))
        case = "inputs_1/CREATE/ssm:PutParameter#1/crash-after"

        assert found(tried(folder, case)) == {
            (case, "not idempotent", "AlreadyExists"),
            (case, "orphan", "ssm Parameter"),
        }

    def test_create_that_does_it_twice_is_not_idempotent(self, tried: Tried, tmp_path: Path) -> None:
        numbered = (
            '        log = f"{desired.Name}/log-"\n'
            "        import uuid\n"
            '        ssm.put_parameter(Name=log + uuid.uuid4().hex[:6], Value="made", Type="String")\n'
            "        put_label(ssm, desired)\n"
            "        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))\n"
            "\n\n@resource.handler(Action.READ)"
        )
        right = (
            "        put_label(ssm, desired)\n"
            "        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=shelf(ssm, desired.Name))\n"
            "\n\n@resource.handler(Action.READ)"
        )
        sweep = (
            "        for page in ssm.get_paginator('describe_parameters').paginate():\n"
            "            for one in page['Parameters']:\n"
            "                if one['Name'].startswith(name + '/'):\n"
            "                    ssm.delete_parameter(Name=one['Name'])\n"
            "        ssm.delete_parameter(Name=name)\n"
        )
        folder = planted(tmp_path, (right, numbered), (DELETE_LABEL, sweep))
        case = "inputs_1/CREATE/invocation#2/unheard"

        result = tried(folder, case)

        assert found(result) == {(case, "not idempotent", "second ssm Parameter")}
        assert result.findings[0].violation.happened == "There is more than otherwise: 1 ssm Parameter."

    def test_code_that_is_retriable_for_what_never_passes_is_wrong(self, tried: Tried, tmp_path: Path) -> None:
        denied = '"AccessDeniedException": exceptions.AccessDenied'
        folder = planted(tmp_path, (denied, '"AccessDeniedException": exceptions.Throttling'))
        case = "inputs_1/READ/ssm:GetParameter#1/access-denied"

        assert (case, "wrong code", "Throttling") in found(tried(folder, case))

    def test_code_that_is_final_for_what_passes_is_wrong(self, tried: Tried, tmp_path: Path) -> None:
        folder = planted(tmp_path, ('    "ThrottlingException": exceptions.Throttling,\n', ""))
        case = "inputs_1/READ/ssm:GetParameter#1/throttled"

        assert found(tried(folder, case)) == {(case, "wrong code", "GeneralServiceException")}

    def test_delete_that_takes_more_than_its_own_is_foreign(self, tried: Tried, tmp_path: Path) -> None:
        sweep = (
            "        for page in ssm.get_paginator('describe_parameters').paginate():\n"
            "            for one in page['Parameters']:\n"
            "                if one['Name'].startswith('/shelves'):\n"
            "                    ssm.delete_parameter(Name=one['Name'])\n"
        )
        folder = planted(tmp_path, (DELETE_LABEL, sweep))
        case = "inputs_1/READ/none"

        result = tried(folder, case, setup=HERE / "others-note.yml")

        assert {sign[1:] for sign in found(result)} == {("foreign", "removed")}
        assert result.findings[0].violation.happened == (
            "Gone: ssm Parameter /shelves-of-others/attic, ssm Parameter /shelves/kitchen-beside, "
            "ssm Parameter /shelves/kitchen-beside/label."
        )


def _swallowing(code: str) -> str:
    """The lines, after any of which a refusal of AWS is passed over."""
    indented = "".join(f"    {line}\n" for line in code.splitlines())
    return f"        try:\n{indented}        except ClientError:\n            pass\n"
