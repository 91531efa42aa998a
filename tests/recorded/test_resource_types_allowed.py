"""The parameter ResourceTypes of operations on stacks."""

import pytest

from tests.recorded.recorded_stories import Cloud, template, topic
from tests.recorded.recordings import inferred, recorded


class TestTypesThatARequestAllows:
    @pytest.mark.parametrize("pattern", ["AWS::EC2:*", "AWS::EC2::*"])
    @recorded("2022-11-19")
    def test_refuse_others(self, cloud: Cloud, pattern: str) -> None:
        name = cloud.create(template({"Topic": topic(DisplayName="a")}))
        refused = cloud.refusal(
            "update_stack",
            StackName=name,
            TemplateBody=template({"Topic": topic(DisplayName="b")}),
            ResourceTypes=[pattern],
        )
        message = f"Resource type AWS::SNS::Topic is not allowed by parameter ResourceTypes [{pattern}]"
        assert refused == ("ValidationError", message)

    @pytest.mark.parametrize("pattern", ["AWS::*", "AWS::SNS::*", "AWS::SNS::Topic"])
    @inferred
    def test_may_be_named_by_service(self, cloud: Cloud, pattern: str) -> None:
        name = cloud.create(template({"Topic": topic()}), ResourceTypes=[pattern])
        assert cloud.stack(name)["StackStatus"] == "CREATE_COMPLETE"
