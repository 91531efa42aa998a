"""Code that ships is of the schema as it is now, or fails; what only the version of cfn has changed does not."""

import pytest

from cfn_local.project.generated_code import Freshness, compare

MODELS = "src/example_ssm_note/models.py"
TARGETS = "src/example_ssm_note/target_models"
SHIPPED = b"""
class ResourceModel(BaseModel):
    Name: Optional[str]
    Text: Optional[str]

class Tag(BaseModel):
    Key: Optional[str]
"""


def compared(shipped: dict[str, bytes], generated: dict[str, bytes]) -> Freshness:
    return compare(shipped, generated, "example_ssm_note")


class TestModels:
    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            (b"Text:", b"Words:", "ResourceModel lacks Words; ResourceModel has Text"),
            (b"class Tag", b"class Label", "it lacks the class Label; Tag has Key"),
            (b"    Text: Optional[str]", b"", "ResourceModel has Text"),
        ],
    )
    def test_that_declare_other_fields_are_stale(self, old: bytes, new: bytes, expected: str) -> None:
        found = compared({MODELS: SHIPPED}, {MODELS: SHIPPED.replace(old, new)})
        assert found.stale == [f"{MODELS} is not of the schema: {expected}"]

    def test_that_are_no_python_are_stale(self) -> None:
        found = compared({MODELS: b"class"}, {MODELS: SHIPPED})
        assert found.stale == [
            f"{MODELS} is not of the schema: it lacks the class ResourceModel; it lacks the class Tag"
        ]

    @pytest.mark.parametrize(
        "generated",
        [
            SHIPPED.replace(b"Optional[str]", b"Optional[Any]"),
            SHIPPED + b"def helper() -> None: ...\n",
            SHIPPED + b"class TypeConfigurationModel(BaseModel):\n    Key: Optional[str]\n",
            SHIPPED + b"class Request:\n    pass\n",
        ],
    )
    def test_of_another_version_of_cfn_are_not(self, generated: bytes) -> None:
        assert compared({MODELS: SHIPPED}, {MODELS: generated}) == Freshness()

    def test_that_are_absent_are_generated(self) -> None:
        assert compared({}, {MODELS: SHIPPED}) == Freshness(absent=[MODELS])


class TestTargetModels:
    def test_that_are_all_absent_are_generated(self) -> None:
        path = f"{TARGETS}/aws_s3_bucket.py"
        assert compared({MODELS: SHIPPED}, {path: SHIPPED}) == Freshness(absent=[path])

    def test_that_lack_one_of_the_targets_are_stale(self) -> None:
        shipped = {f"{TARGETS}/aws_s3_bucket.py": SHIPPED, f"{TARGETS}/__init__.py": b""}
        assert compared(shipped, {f"{TARGETS}/aws_sqs_queue.py": SHIPPED}).stale == [
            f"{TARGETS}/aws_sqs_queue.py is missing, beside 2 that ship"
        ]

    def test_that_differ_from_a_schema_of_the_projects_own_are_stale(self) -> None:
        path = f"{TARGETS}/example_notes_box.py"
        shipped = {path: SHIPPED, "target-schemas/box.json": b'{"typeName": "Example::Notes::Box"}'}
        assert compared(shipped, {path: SHIPPED.replace(b"Text", b"Words")}).stale == [
            f"{path} is not of the schema: ResourceModel lacks Words; ResourceModel has Text"
        ]

    def test_of_an_older_version_of_the_target_are_noted(self) -> None:
        path = f"{TARGETS}/aws_s3_bucket.py"
        assert compared({path: SHIPPED}, {path: SHIPPED.replace(b"Text", b"Words")}) == Freshness(
            notes=["aws_s3_bucket.py is of another version of the target's schema."]
        )


class TestOtherFiles:
    def test_that_cfn_would_write_anew_are_noted_and_new_ones_are_not(self) -> None:
        shipped = {"docs/README.md": b"old", "resource-role.yaml": b"old"}
        generated = {"docs/README.md": b"new", "resource-role.yaml": b"new", "docs/tag.md": b"new"}
        assert compared(shipped, generated) == Freshness(
            notes=["cfn generate would write docs/README.md, resource-role.yaml anew; that changes nothing here."]
        )
