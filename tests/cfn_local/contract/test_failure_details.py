"""How a failed test is told: enough to mend it, and nothing that is secret or said twice."""

from typing import Any

from cfn_local.contract.details import CaseDetails
from cfn_local.contract.result import CaseResult, Outcome


def invocation(**changes: Any) -> dict[str, Any]:
    request = {"resourceProperties": {"Name": "one"}, "callerCredentials": {"secretAccessKey": "s3cret"}}
    event = {"action": "CREATE", "bearerToken": "b3arer", "requestData": {**request, **changes.pop("request", {})}}
    return {"Event": event, "Payload": {"status": "SUCCESS"}, "Log": "", "Calls": [], **changes}


def told(*invocations: dict[str, Any], details: str = "E   AssertionError") -> str:
    return CaseDetails().of(CaseResult("contract", "inputs_1", Outcome.FAILED, 0.1, details, invocations))


class TestAnInvocation:
    def test_it_is_told_in_four_lines(self) -> None:
        assert told(invocation(Calls=["ssm:PutParameter"], Log="put\n")).splitlines() == [
            "E   AssertionError",
            'CREATE request                  {"resourceProperties": {"Name": "one"}}',
            'CREATE response                 {"status": "SUCCESS"}',
            "CREATE called                   ssm:PutParameter",
            "CREATE log                      put",
        ]

    def test_no_credentials_are_told(self) -> None:
        assert "s3cret" not in told(invocation())
        assert "b3arer" not in told(invocation())

    def test_of_a_type_configuration_only_that_there_is_one(self) -> None:
        text = told(invocation(request={"typeConfiguration": {"ApiKey": "s3cret"}}))
        assert '"typeConfiguration": "(given)"' in text
        assert "s3cret" not in text

    def test_a_long_document_has_lines(self) -> None:
        assert '\n        "Name": "' in told(invocation(request={"resourceProperties": {"Name": "n" * 200}}))

    def test_of_a_long_log_the_end_is_told(self) -> None:
        text = told(invocation(Log="".join(f"line {number}\n" for number in range(100))))
        assert "(40 lines before)" in text
        assert "line 39\n" not in text
        assert text.endswith("line 99")

    def test_a_log_that_was_told_is_not_told_again(self) -> None:
        text = told(invocation(Log="broken\n"), invocation(Log="broken\n"))
        assert text.count("broken") == 1
        assert text.endswith("as above")

    def test_frames_of_pythons_import_are_left_out(self) -> None:
        log = (
            "Traceback (most recent call last):\n"
            '  File "<frozen importlib._bootstrap>", line 241, in _call_with_frames_removed\n'
            '  File "example/handlers.py", line 6, in <module>\n'
            "    import requestz\n"
            "    ^^^^^^^^^^^^^^^\n"
            "ModuleNotFoundError: No module named 'requestz'\n"
        )
        assert told(invocation(Log=log)).splitlines()[-4:] == [
            "    Traceback (most recent call last):",
            '      File "example/handlers.py", line 6, in <module>',
            "        import requestz",
            "    ModuleNotFoundError: No module named 'requestz'",
        ]


class TestAnAssertion:
    def test_that_follows_from_another_is_one_line(self) -> None:
        details = (
            "create.py:49: in contract\nE   AssertionError: status should be SUCCESS\n\n"
            "During handling of the above exception, another exception occurred:\n"
            "delete.py:54: in contract\nE   AssertionError: status should be FAILED\n"
        )
        assert told(details=details).splitlines() == [
            "create.py:49: in contract",
            "E   AssertionError: status should be SUCCESS",
            "and then: AssertionError: status should be FAILED",
        ]


def test_a_document_of_many_lines_and_long_ones_is_cut() -> None:
    text = told(invocation(request={"resourceProperties": {"Names": ["x" * 500, *map(str, range(100))]}}))
    assert "x" * 140 in text
    assert "x" * 161 not in text
    assert "lines more)" in text
    assert len(text.splitlines()) < 60
