"""The report of `cfn-local check` for machines, and the files that it finds."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from cfn_local.gateway.control_protocol import CheckedTemplate, TemplateObstacle
from cfn_local.shell.check_formats import as_json, as_junit, as_sarif
from cfn_local.shell.checked import Checked
from cfn_local.shell.template_files import line_of, template_files

TEXT = "Resources:\n  One: {Type: A}\n  Two: {Type: B}\n"
HELP = "Stand-ins take their place."
STOPPED = {
    "TargetType": "RESOURCE",
    "LogicalResourceId": "Two",
    "ResourceType": "AWS::S3::Bucket",
    "Unknown": [],
    "Hooks": [
        {"HookType": "Example::A::Hook", "HookStatusReason": "No.", "Stops": True},
        {"HookType": "Example::B::Hook", "HookStatusReason": "Well.", "Stops": False},
    ],
}


def checked(*obstacles: TemplateObstacle, resources: tuple[dict[str, Any], ...] = ()) -> Checked:
    return Checked("web.yaml", TEXT, CheckedTemplate(obstacles, resources, ("Size",), ()))


MISSING = TemplateObstacle("missing type", "AWS::DAX::Cluster", ("Two",), HELP, True)
INVALID = TemplateObstacle("invalid template", "It is wrong \x00.", (), "", False)
UNREADABLE = Checked("no.yaml", "", problem="it is no text")


class TestJson:
    def test_has_everything(self) -> None:
        assert json.loads(as_json([checked(MISSING, resources=(STOPPED,))]))["templates"] == [
            {
                "template": "web.yaml",
                "problem": None,
                "runs": False,
                "runsWithStandIns": False,
                "obstructions": [
                    {
                        "kind": "missing type",
                        "text": "AWS::DAX::Cluster",
                        "logicalIds": ["Two"],
                        "remedy": HELP,
                        "line": 3,
                    },
                    {
                        "kind": "hook",
                        "text": "Example::A::Hook: No.",
                        "logicalIds": ["Two"],
                        "remedy": None,
                        "line": 3,
                    },
                ],
                "assumedParameters": ["Size"],
                "hooks": [STOPPED],
            }
        ]

    def test_tells_what_stand_ins_would_help(self) -> None:
        found = json.loads(as_json([checked(MISSING), checked(), checked(MISSING, INVALID), UNREADABLE]))["templates"]
        assert [(one["runs"], one["runsWithStandIns"]) for one in found] == [
            (False, True),
            (True, True),
            (False, False),
            (False, False),
        ]


class TestSarif:
    def test_has_a_result_at_the_line_of_the_resource(self) -> None:
        log = json.loads(as_sarif([checked(MISSING), UNREADABLE]))
        run = log["runs"][0]
        assert log["version"] == "2.1.0"
        assert run["tool"]["driver"]["rules"] == [{"id": "missing-type"}]
        assert run["results"] == [
            {
                "ruleId": "missing-type",
                "level": "error",
                "message": {"text": f"missing type: AWS::DAX::Cluster (Two). {HELP}"},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": "web.yaml"}, "region": {"startLine": 3}}}
                ],
            }
        ]
        assert run["invocations"][0]["executionSuccessful"] is False
        assert run["invocations"][0]["toolExecutionNotifications"][0]["message"] == {"text": "it is no text"}


class TestJunit:
    def test_has_a_case_for_each_template(self) -> None:
        suite = ElementTree.fromstring(as_junit([checked(MISSING, INVALID), checked(), UNREADABLE]))[0]
        assert dict(suite.attrib) == {"name": "cfn-local check", "tests": "3", "failures": "1", "errors": "1"}
        assert suite[0][0].text == "missing type: AWS::DAX::Cluster (Two)\ninvalid template: It is wrong \ufffd."
        assert list(suite[1]) == []
        assert suite[2][0].get("message") == "it is no text"


class TestFiles:
    def test_of_a_folder_are_those_that_look_like_templates(self, tmp_path: Path) -> None:
        template = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"
        for name in ("b.yaml", "a/c.template", "node_modules/d.yaml", ".hidden/e.yaml", "notes.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(template)
        (tmp_path / "package.json").write_text('{"name": "resources"}')
        (tmp_path / "binary.json").write_bytes(b"\xff\xfe")
        found = template_files([tmp_path / "b.yaml", tmp_path])
        assert [str(one.relative_to(tmp_path)) for one in found] == ["b.yaml", "a/c.template"]

    def test_know_the_line_of_a_resource(self) -> None:
        assert line_of('{\n "Resources": {\n  "One": {}}}', "One") == 3
        assert line_of("Resources: {}", "One") == 1
