"""Where in a template's text its resources are declared."""

import pytest

from cfn_local.engine.template.line_numbers import lines_of_resources

YAML = """
Parameters:
  Resources: {Default: Queue}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !If [IsLong, [a, {Queue: b}], !Sub "${Resources}"]
      Tags:
      - Resources: {Nested: 1}
  Topic: {Type: AWS::SNS::Topic}
Outputs:
  Last: {Value: !Ref Topic}
"""


class TestLines:
    @pytest.mark.parametrize(
        ("body", "lines"),
        [
            (YAML, {"Queue": 5, "Topic": 11}),
            (
                '{"Resources": {"A": {"Type": "x", "P": [1, {"B": 2}]},\n "B": {}}, "Outputs": {"C": 1}}',
                {"A": 1, "B": 2},
            ),
            ("Resources: []", {}),
            ("", {}),
            ("Resources: {", {}),
            ('{\n\t"Resources": {"A": {}}}', {"A": 2}),
        ],
    )
    def test_are_those_of_logical_ids(self, body: str, lines: dict[str, int]) -> None:
        assert lines_of_resources(body) == lines
