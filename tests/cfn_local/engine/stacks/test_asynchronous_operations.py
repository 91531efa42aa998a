"""Operations run beside the requests of clients: they are seen under way, and waiters are answered when they end."""

import json
from pathlib import Path

import pytest

from tests.cfn_local.engine.stacks.stack_stories import OTHER_THING, Cloud, template, thing

# Answers CREATE, or the actions that its parts name, only when the file that its label names is there.
WAITING = """
import os, time
def resource(event, context):
    model = event["requestData"]["resourceProperties"]
    if event["action"] in model.get("Parts", ["CREATE"]):
        open(model["Label"] + ".begun", "w").close()
        while not os.path.exists(model["Label"]):
            time.sleep(0.01)
    return {"status": "SUCCESS", "resourceModel": {**model, "Size": 1, "Id": model["Name"], "Color": "red"}}
"""


@pytest.fixture(scope="module")
def waiting(cloud: Cloud) -> Cloud:
    """With two more types, whose CREATE waits for a file."""
    cloud.register(OTHER_THING, WAITING)
    cloud.register("Example::Testing::ThirdThing", WAITING)
    return cloud


def _begun(file: Path) -> None:
    while not file.with_name(f"{file.name}.begun").exists():
        pass


class TestAnOperationUnderWay:
    def test_is_seen_while_it_goes_on(self, waiting: Cloud, tmp_path: Path) -> None:
        name, file = waiting.new_name(), tmp_path / "go"
        body = template(One={**thing("one", Label=str(file)), "Type": OTHER_THING})
        waiting.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        _begun(file)

        assert waiting.status(name) == "CREATE_IN_PROGRESS"
        assert waiting.resources(name) == {"One": "CREATE_IN_PROGRESS"}
        file.touch()
        waiting.wait(name)
        assert waiting.status(name) == "CREATE_COMPLETE"

    def test_works_on_independent_resources_at_once(self, waiting: Cloud, tmp_path: Path) -> None:
        """Each of the two has begun before either may end."""
        name = waiting.new_name()
        files = [tmp_path / "first", tmp_path / "second"]
        body = template(
            One={**thing("one", Label=str(files[0])), "Type": OTHER_THING},
            Two={**thing("two", Label=str(files[1])), "Type": "Example::Testing::ThirdThing"},
        )
        waiting.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        for file in files:
            _begun(file)
        assert waiting.resources(name) == {"One": "CREATE_IN_PROGRESS", "Two": "CREATE_IN_PROGRESS"}
        for file in files:
            file.touch()
        waiting.wait(name)

    def test_keeps_no_other_stack_waiting(self, waiting: Cloud, tmp_path: Path) -> None:
        slow, file = waiting.new_name(), tmp_path / "go"
        body = template(One={**thing("one", Label=str(file)), "Type": OTHER_THING})
        waiting.cloudformation.create_stack(StackName=slow, TemplateBody=json.dumps(body))
        _begun(file)
        assert waiting.status(waiting.create(template(One=thing("one")))) == "CREATE_COMPLETE"
        file.touch()
        waiting.wait(slow)

    def test_cannot_be_deleted(self, waiting: Cloud, tmp_path: Path) -> None:
        name, file = waiting.new_name(), tmp_path / "go"
        body = template(One={**thing("one", Label=str(file)), "Type": OTHER_THING})
        waiting.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        _begun(file)
        with pytest.raises(waiting.cloudformation.exceptions.ClientError, match="while in status CREATE_IN_PROGRESS"):
            waiting.cloudformation.delete_stack(StackName=name)
        file.touch()
        waiting.wait(name)


class TestAnExport:
    def test_is_held_by_a_stack_that_has_begun_to_import_it(self, waiting: Cloud, tmp_path: Path) -> None:
        exporter = waiting.create(template({"Out": {"Value": "v", "Export": {"Name": "held"}}}, One=thing("one")))
        importer, file = waiting.new_name(), tmp_path / "go"
        body = template(
            One={**thing("one", Label=str(file)), "Type": OTHER_THING},
            Two=thing("two", Label={"Fn::ImportValue": "held"}, depends_on=["One"]),
        )
        waiting.cloudformation.create_stack(StackName=importer, TemplateBody=json.dumps(body))
        _begun(file)
        waiting.delete(exporter)
        assert waiting.status(exporter) == "CREATE_COMPLETE"
        file.touch()
        waiting.wait(importer)
        assert waiting.status(importer) == "CREATE_COMPLETE"

    def test_is_held_by_a_stack_whose_update_has_begun_to_import_it(self, waiting: Cloud, tmp_path: Path) -> None:
        exporter = waiting.create(template({"Out": {"Value": "v", "Export": {"Name": "wanted"}}}, One=thing("one")))
        importer, file = waiting.create(template(Two=thing("two"))), tmp_path / "go"
        body = template(
            One={**thing("one", Label=str(file)), "Type": OTHER_THING},
            Two=thing("two", Label={"Fn::ImportValue": "wanted"}, depends_on=["One"]),
        )
        waiting.cloudformation.update_stack(StackName=importer, TemplateBody=json.dumps(body))
        _begun(file)
        waiting.delete(exporter)
        assert waiting.status(exporter) == "CREATE_COMPLETE"
        file.touch()
        waiting.wait(importer)
        assert waiting.status(importer) == "UPDATE_COMPLETE"

    def test_cannot_be_imported_while_its_stack_is_being_deleted(self, waiting: Cloud, tmp_path: Path) -> None:
        file = tmp_path / "go"
        one = {**thing("one", Label=str(file), Parts=["DELETE"]), "Type": OTHER_THING}
        exporter = waiting.create(template({"Out": {"Value": "v", "Export": {"Name": "going"}}}, One=one))
        waiting.cloudformation.delete_stack(StackName=exporter)
        _begun(file)
        importer = waiting.create(template(Two=thing("two", Label={"Fn::ImportValue": "going"})))
        assert waiting.status(importer) == "ROLLBACK_COMPLETE"
        file.touch()
        waiting.wait(waiting.stack_id(exporter))


class TestAWaiter:
    def test_is_answered_as_soon_as_the_operation_ends(self, waiting: Cloud, tmp_path: Path) -> None:
        """Its first question is answered only then, so that it need not sleep before a second one."""
        name, file = waiting.new_name(), tmp_path / "go"
        asked: list[None] = []

        def let_it_end(**_: object) -> None:
            asked.append(None)
            file.touch()

        body = template(One={**thing("one", Label=str(file)), "Type": OTHER_THING})
        waiting.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        _begun(file)
        events = waiting.cloudformation.meta.events
        events.register("before-send.cloudformation.DescribeStacks", let_it_end, "count")
        waiting.cloudformation.get_waiter("stack_create_complete").wait(StackName=name)
        events.unregister("before-send.cloudformation.DescribeStacks", unique_id="count")
        assert asked == [None]

    def test_for_a_deletion_by_name_is_told_that_the_stack_is_gone(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Steps=3)))
        cloud.cloudformation.delete_stack(StackName=name)
        cloud.cloudformation.get_waiter("stack_delete_complete").wait(StackName=name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
