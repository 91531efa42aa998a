"""From text to values: what CloudFormation reads, and what it calls malformed."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.template.document import read
from tests.cfn_local.engine.template.template_stories import refusal

NAMES = st.text("abX09_-./ é'\"#:", min_size=1, max_size=5)
SCALARS = st.text(max_size=5) | st.integers(-(10**12), 10**12) | st.booleans()
FLAT = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(NAMES, SCALARS, max_size=2)
DOCUMENTS = st.dictionaries(NAMES, FLAT | st.lists(FLAT, max_size=2), min_size=1, max_size=3)


class TestJson:
    @given(document=DOCUMENTS)
    def test_is_read_as_it_was_written(self, document: dict):
        assert read(json.dumps(document)) == document

    def test_keeps_the_types_of_numbers(self):
        assert read('{"A": 1, "B": 1.0, "C": true, "D": "1"}') == {"A": 1, "B": 1.0, "C": True, "D": "1"}
        assert isinstance(read('{"B": 1.0}')["B"], float)


class TestYaml:
    @given(document=DOCUMENTS)
    def test_block_and_flow_style_are_the_same_document(self, document: dict):
        def unaliased(style: bool) -> str:
            return "---\n" + yaml.safe_dump(json.loads(json.dumps(document)), default_flow_style=style)

        assert read(unaliased(False)) == read(unaliased(True)) == document

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("2010-09-09", "2010-09-09"),
            ("2010-09-09 10:11:12", "2010-09-09 10:11:12"),
            ("5", 5),
            ("-5", -5),
            ("1.5", 1.5),
            ("1.5e3", 1500.0),
            ("012345678901", "012345678901"),
            ("0x1F", "0x1F"),
            ("1:30", "1:30"),
            ("1_000", "1_000"),
            (".inf", ".inf"),
            ("1.2.3", "1.2.3"),
            ("yes", True),
            ("Off", False),
            ("TRUE", True),
            ("y", "y"),
            ("'yes'", "yes"),
            ('"5"', "5"),
            ("!!str 5", "5"),
            ("!!int 5", 5),
            ("''", ""),
            ("=", "="),
        ],
    )
    def test_plain_scalars_have_the_types_of_yaml_1_1_but_dates_and_odd_numbers(self, text: str, meaning: object):
        found = read(f"A: {text}")["A"]

        assert (found, type(found)) == (meaning, type(meaning))

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("!Ref A", {"Ref": "A"}),
            ("!Ref 5", {"Ref": "5"}),
            ("!Condition A", {"Condition": "A"}),
            ("!GetAtt A.B.C", {"Fn::GetAtt": "A.B.C"}),
            ("!GetAtt [A, B]", {"Fn::GetAtt": ["A", "B"]}),
            ("!Sub '${A}'", {"Fn::Sub": "${A}"}),
            ("!Sub ['${A}', {A: 1}]", {"Fn::Sub": ["${A}", {"A": 1}]}),
            ("!GetAZs ''", {"Fn::GetAZs": ""}),
            ("!Base64 {'Fn::Sub': x}", {"Fn::Base64": {"Fn::Sub": "x"}}),
            ("!Join [',', !Split ['-', !Ref A]]", {"Fn::Join": [",", {"Fn::Split": ["-", {"Ref": "A"}]}]}),
            ("!If [A, !Not [!Equals [1, 2]], {}]", {"Fn::If": ["A", {"Fn::Not": [{"Fn::Equals": [1, 2]}]}, {}]}),
            ("!Base64 |\n  two\n  lines\n", {"Fn::Base64": "two\nlines\n"}),
        ],
    )
    def test_short_forms_are_functions(self, short: str, full: object):
        assert read(f"A: {short}") == {"A": full}


class TestAKeyThatAMapHasTwice:
    @pytest.mark.parametrize("body", ['{"A": {"B": 1}, "C": 2, "A": {"D": 3}}', "A: {B: 1}\nC: 2\nA: {D: 3}"])
    def test_has_the_last_value(self, body: str):
        assert read(body) == {"A": {"D": 3}, "C": 2}


class TestMalformedDocuments:
    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ("", "Template format error: unsupported structure."),
            ("# nothing", "Template format error: unsupported structure."),
            ("just words", "Template format error: unsupported structure."),
            ("[1, 2]", "Template format error: unsupported structure."),
            ("5", "Template format error: unsupported structure."),
            ('{"A": }', "Template format error: JSON not well-formed. (line 1, column 8)"),
            ('{"A": 1\n', "Template format error: JSON not well-formed. (line 2, column 2)"),
            ('{"A": 1} x', "Template format error: JSON not well-formed. (line 1, column 11)"),
            ('{"A": NaN}', "Template format error: JSON not well-formed: NaN is no JSON value"),
            (
                '{"A": {"B": [1, null]}}',
                "[/A/B/1] 'null' values are not allowed in templates",
            ),
            ('{"A": "\\ud800"}', "Template format error: the template has a character that UTF-8 cannot encode"),
            ("A: \ud800", "Template format error: the template has a character that UTF-8 cannot encode"),
            ('{"A": ' + "9" * 301 + "}", "Template format error: a number has more than 300 digits"),
            ("A: " + "9" * 301, "Template format error: a number has more than 300 digits"),
            ('{"A": 1e999}', "Template format error: the number 1e999 is too large"),
            ("A: 1.0e999", "Template format error: the number 1.0e999 is too large"),
            ("A: [1", "Template format error: YAML not well-formed. (line 2, column 1)"),
            ("A:\n\tB: 1", "Template format error: YAML not well-formed. (line 2, column 1)"),
            ("A: 'x", "Template format error: YAML not well-formed. (line 1, column 6)"),
            ("A: \x00", "Template format error: YAML not well-formed."),
            ("A:\n  B:", "[/A/B] 'null' values are not allowed in templates"),
            ("A: [1, ~]", "[/A/1] 'null' values are not allowed in templates"),
            (
                "A: {1: 2}",
                "Template format error: [/A] map keys must be strings; received numeric [1] instead",
            ),
            (
                "A: {yes: 2}",
                "Template format error: [/A] map keys must be strings; received boolean [true] instead",
            ),
            (
                "A: {!Sub x: 2}",
                "Template format error: [/A] map keys must be strings; received a map instead",
            ),
            ("A: &a {B: 1}\nC: *a", "Template format error: YAML aliases are not allowed in CloudFormation templates"),
            ("A: &a 1\nC:\n  <<: *a", "Template format error: [/C] hash merges (<<) are not supported in YAML"),
            ("A: !Nope 1", "Template format error: the YAML tag !Nope is not supported (line 1, column 4)"),
            (
                "A: !!binary aGk=",
                "Template format error: the YAML tag tag:yaml.org,2002:binary is not supported (line 1, column 4)",
            ),
            ("A: 1\n---\nB: 2", "Template format error: a template is one YAML document; it holds several"),
            ('{"A": ' + "[" * 200 + "]" * 200 + "}", "Template format error: values are nested more than 100 deep"),
            ('{"A": ' + "[" * 100_000, "Template format error: values are nested more than 100 deep"),
            ("A: " + "[" * 100_000 + "]" * 100_000, "Template format error: values are nested more than 100 deep"),
            ("A:\n" + "- " * 100_000 + "1", "Template format error: values are nested more than 100 deep"),
            ("A: " + "x" * 1_000_000, "Template may not exceed 1000000 bytes in size."),
            ("A: " + "é" * 500_000, "Template may not exceed 1000000 bytes in size."),
        ],
        ids=lambda text: ascii(text[:40]),
    )
    def test_are_refused_with_the_place(self, body: str, message: str):
        assert refusal(read, body) == message
