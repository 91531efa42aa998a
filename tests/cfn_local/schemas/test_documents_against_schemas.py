"""JSON documents against their schemas: what is wrong, where, and in which words."""

from typing import Any

import pytest

from cfn_local.schemas import documents
from cfn_local.schemas.documents import Misfit, UnresolvedReferenceError

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"Size": {"type": "integer"}, "Name": {"type": "string", "pattern": r"^\p{L}+$"}},
    "patternProperties": {r"^\p{Lu}-": {"type": "string"}},
    "additionalProperties": False,
}


class TestADocument:
    @pytest.mark.parametrize("document", [{}, {"Size": 3, "Name": "été"}, {"É-1": "a"}])
    def test_that_follows_its_schema_has_no_problem(self, document: Any) -> None:
        assert documents.problem(document, SCHEMA) is None
        assert documents.misfits(document, SCHEMA) == []

    @pytest.mark.parametrize(
        ("document", "problem"),
        [
            ({"Size": "3"}, "$.Size: '3' is not of type 'integer'"),
            ({"Name": "a1"}, r"$.Name: 'a1' does not match '^\\p{L}+$'"),
            ({"É-1": 1}, "$['É-1']: 1 is not of type 'string'"),
            ({"é-1": "a"}, "$: Additional properties are not allowed ('é-1' was unexpected)"),
        ],
    )
    def test_is_judged_as_it_is_written_with_java_patterns(self, document: Any, problem: str) -> None:
        assert documents.problem(document, SCHEMA) == problem

    def test_may_have_several_misfits(self) -> None:
        assert documents.misfits({"Size": "3", "Name": 1}, SCHEMA) == [
            Misfit("type", ("Size",), "'3' is not of type 'integer'"),
            Misfit("type", ("Name",), "1 is not of type 'string'"),
        ]

    def test_of_which_no_alternative_holds_is_told_all(self) -> None:
        either = {"anyOf": [{"required": ["A"]}, {"required": ["B"]}]}

        assert documents.problem({}, either) == (
            "$: one of these must be mended: 'A' is a required property; 'B' is a required property"
        )

    def test_is_not_judged_by_documents_elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fetched: list[object] = []
        monkeypatch.setattr("urllib.request.urlopen", fetched.append)
        elsewhere = {"$ref": "https://schemas.example.com/tag.json"}

        with pytest.raises(UnresolvedReferenceError):
            documents.misfits({}, elsewhere)
        assert "$: the schema itself refers to what is not in it" in str(documents.problem({}, elsewhere))
        assert fetched == []


class TestASchema:
    @pytest.mark.parametrize("pattern", ["^a$", r"^\p{L}$", r"^[\p{Print}&&[^|:]]+$"])
    def test_has_patterns_of_java(self, pattern: str) -> None:
        assert documents.schema_problem({"pattern": pattern}) is None

    @pytest.mark.parametrize(
        ("schema", "problem"),
        [
            ({"properties": {"A": {"pattern": "("}}}, "$.properties.A.pattern: '(' is not a 'regex'"),
            ({"type": "text"}, "$.type: 'text' is not valid under any of the given schemas"),
        ],
    )
    def test_that_is_none_is_told_where(self, schema: Any, problem: str) -> None:
        assert documents.schema_problem(schema) == problem
