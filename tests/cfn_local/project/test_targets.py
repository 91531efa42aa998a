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

    def test_a_wildcard_that_matches_nothing_is_an_error(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::SQSS::*"]}}}
        with pytest.raises(ProjectError, match=r"no type of AWS in us-east-1 matches AWS::SQSS::\*"):
            targets.by_handler(schema)
