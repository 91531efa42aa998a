"""What values refer to, for the details of a change set."""

from typing import Any

import pytest

from cfn_local.engine.template import Reference, references_of
from tests.cfn_local.engine.template.template_stories import queue, template

NAME, TOPIC = Reference("Parameter", "Name"), Reference("Resource", "Topic")
ARN, REGION = Reference("Attribute", "Topic", "Arn"), Reference("PseudoParameter", "AWS::Region")


class TestReferences:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("Topic", []),
            ({"Ref": "Name"}, [NAME]),
            ([{"A": {"Ref": "Topic"}}, {"Ref": "AWS::Region"}], [TOPIC, REGION]),
            ({"Fn::GetAtt": "Topic.Arn"}, [ARN]),
            ({"Fn::GetAtt": ["Topic", {"Ref": "Name"}]}, [Reference("Attribute", "Topic", ""), NAME]),
            ({"Fn::Sub": "${Name} ${Topic.Arn} ${Topic} ${Name}"}, [NAME, ARN, TOPIC]),
            ({"Fn::Sub": ["${X} ${Name}", {"X": {"Ref": "Topic"}}]}, [NAME, TOPIC]),
            ({"Fn::If": ["Yes", {"Ref": "Name"}, {"Ref": "Topic"}]}, [NAME, TOPIC]),
            ({"Fn::Join": ["", [{"Ref": "Topic"}, {"Fn::Base64": {"Ref": "Name"}}]]}, [TOPIC, NAME]),
        ],
    )
    def test_are_told_once_each(self, value: Any, found: list[Reference]):
        loaded = template(Conditions={"Yes": {"Fn::Equals": [1, 1]}}, Resources={"Queue": queue(Value=value)})

        assert references_of(loaded.resources["Queue"].properties, loaded) == found
