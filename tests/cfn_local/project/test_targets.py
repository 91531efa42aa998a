"""The targets of a hook, wildcards resolved."""

import re
from pathlib import Path
from typing import Any, ClassVar

import pytest

from cfn_local.project import targets
from cfn_local.project.loading import ProjectError


class TestTargets:
    def test_a_wildcard_stands_for_every_type_that_it_matches(self) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": ["AWS::SQS::*", "AWS::SQS::Queue", "Our::Own::Type"]}}}
        assert targets.by_handler(schema) == {
            "preCreate": ["AWS::SQS::Queue", "AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy", "Our::Own::Type"]
        }

    @pytest.mark.parametrize("target", ["AWS::QuantumToaster::*", "AWS::QuantumToaster::Slot"])
    def test_those_of_a_service_that_aws_has_not_any_more_are_skipped(self, target: str) -> None:
        schema = {"handlers": {"preCreate": {"targetNames": [target, "AWS::SQS::Queue"]}}}
        assert targets.by_handler(schema) == {"preCreate": ["AWS::SQS::Queue"]}
        assert targets.retired(schema) == [target]


class TestStacksAndChangeSets:
    SCHEMA: ClassVar[dict[str, Any]] = {"handlers": {"preCreate": {"targetNames": ["CHANGE_SET", "STACK"]}}}

    def test_are_targets_of_a_handler_but_no_types_that_could_be_unknown(self, tmp_path: Path) -> None:
        targets.check(self.SCHEMA, tmp_path)
        assert targets.by_handler(self.SCHEMA) == {"preCreate": ["CHANGE_SET", "STACK"]}
        assert targets.retired(self.SCHEMA) == []
        assert targets.unreadable_by_cfn(["CHANGE_SET", "STACK"]) == {}


class TestUnknownTargets:
    def test_are_all_named_at_once(self, tmp_path: Path) -> None:
        names = ["AWS::SQS::Nothing*", "AWS::SQS::Queue", "AWS::S3::Buckett", "Our::Own::Type"]
        with pytest.raises(ProjectError) as raised:
            targets.check(targeting(*names), tmp_path)
        assert raised.value.reason == (
            "Unknown target: AWS has no type AWS::S3::Buckett, AWS::SQS::Nothing*, Our::Own::Type in us-east-1, "
            "and target-schemas/ does not have them either. "
            "If AWS has withdrawn them, take them out of targetNames."
        )

    @pytest.mark.parametrize("file", ["target-schemas/our-own-type.json", "target-info.json"])
    def test_are_none_that_the_project_brings(self, tmp_path: Path, file: str) -> None:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text('{"typeName": "Our::Own::Type"}', "utf-8")
        targets.check(targeting("Our::Own::Type", "Our::*"), tmp_path)

    def test_are_none_that_aws_has_retired_beside_others(self, tmp_path: Path) -> None:
        targets.check(targeting("AWS::QuantumToaster::Slot", "AWS::SQS::Queue"), tmp_path)

    def test_are_those_that_aws_has_retired_where_no_others_are_left(self, tmp_path: Path) -> None:
        told = re.escape("Unknown target: AWS has no type AWS::QuantumToaster::Slot in us-east-1")
        with pytest.raises(ProjectError, match=told):
            targets.check(targeting("AWS::QuantumToaster::Slot"), tmp_path)


def targeting(*names: str) -> dict[str, Any]:
    return {"handlers": {"preCreate": {"targetNames": list(names)}}}
