"""The targets of a hook, wildcards resolved."""

import pytest

from cfn_local.project import targets
from cfn_local.project.loading import ProjectError


class TestTargets:
    def test_a_wildcard_stands_for_every_type_that_it_matches(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::SQS::*", "AWS::SQS::Queue", "Our::Own::Type"]}}}
        assert targets.by_handler(schema) == {
            "preCreate": ["AWS::SQS::Queue", "AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy", "Our::Own::Type"]
        }

    def test_a_wildcard_of_a_living_service_that_matches_nothing_is_an_error(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::SQS::Nothing*"]}}}
        with pytest.raises(ProjectError, match=r"no type of AWS in us-east-1 matches AWS::SQS::Nothing\*"):
            targets.by_handler(schema)

    @pytest.mark.parametrize("target", ["AWS::QuantumToaster::*", "AWS::QuantumToaster::Slot"])
    def test_those_of_a_service_that_aws_has_not_any_more_are_skipped(self, target: str) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": [target, "AWS::SQS::Queue"]}}}
        assert targets.by_handler(schema) == {"preCreate": ["AWS::SQS::Queue"]}
        assert targets.retired(schema) == [target]

    def test_a_hook_of_which_none_is_left_is_an_error(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::QuantumToaster::Slot"]}}}
        with pytest.raises(ProjectError, match="no type of AWS in us-east-1 matches AWS::QuantumToaster::Slot"):
            targets.by_handler(schema)
