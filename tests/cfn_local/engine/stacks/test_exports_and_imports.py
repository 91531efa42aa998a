"""Values that stacks export, and others import."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing


def _exporting(name: str, value: Any = "the value") -> dict[str, Any]:
    return template({"Out": {"Value": value, "Export": {"Name": name}}}, One=thing("one"))


def _importing(name: str) -> dict[str, Any]:
    return template(Two=thing("two", Label={"Fn::ImportValue": name}))


class TestAnExport:
    def test_is_listed_with_its_stack_and_importers(self, cloud: Cloud) -> None:
        exporter = cloud.create(_exporting("listed"))
        importer = cloud.create(_importing("listed"))
        assert [one for one in cloud.cloudformation.list_exports()["Exports"] if one["Name"] == "listed"] == [
            {"ExportingStackId": cloud.stack_id(exporter), "Name": "listed", "Value": "the value"}
        ]
        assert cloud.cloudformation.list_imports(ExportName="listed")["Imports"] == [importer]

    def test_gives_its_value_to_who_imports_it(self, cloud: Cloud) -> None:
        exporter = cloud.create(_exporting("given", {"Ref": "One"}))
        importer = cloud.create(_importing("given"))
        asked = cloud.invocations(importer)[0]["requestData"]["resourceProperties"]
        assert asked["Label"] == cloud.physical_id(exporter, "One")

    def test_of_a_name_that_is_taken_fails_the_stack(self, cloud: Cloud) -> None:
        owner = cloud.create(_exporting("taken"))
        name = cloud.create(_exporting("taken"))
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS").startswith(
            f"Export with name taken is already exported by stack {owner}."
        )

    def test_that_is_imported_keeps_its_stack_from_being_deleted(self, cloud: Cloud) -> None:
        exporter, importer = cloud.create(_exporting("held")), cloud.create(_importing("held"))
        cloud.delete(exporter)
        assert cloud.status(exporter) == "CREATE_COMPLETE"
        assert cloud.stack(exporter)["StackStatusReason"] == (
            f"Export held cannot be deleted as it is in use by {importer}."
        )
        assert cloud.resources(exporter) == {"One": "CREATE_COMPLETE"}

        cloud.update(exporter, {**_exporting("held"), "Resources": {"One": thing("one", Label="updated")}})
        assert cloud.status(exporter) == "UPDATE_COMPLETE"
        cloud.delete(importer)
        cloud.delete(exporter)
        assert cloud.status(cloud.stack_id(exporter)) == "DELETE_COMPLETE"

    def test_is_free_again_once_its_importer_was_rolled_back(self, cloud: Cloud) -> None:
        exporter = cloud.create(_exporting("freed"))
        failed = thing("two", Label={"Fn::ImportValue": "freed"}, Fail={"CREATE": "InvalidRequest: no"})
        assert cloud.status(cloud.create(template(Two=failed))) == "ROLLBACK_COMPLETE"
        cloud.delete(exporter)
        assert cloud.status(cloud.stack_id(exporter)) == "DELETE_COMPLETE"

    def test_is_free_again_once_an_update_to_import_it_was_rolled_back(self, cloud: Cloud) -> None:
        exporter, importer = cloud.create(_exporting("tried")), cloud.create(template(Two=thing("two")))
        bad = thing("two", Size="many", Label={"Fn::ImportValue": "tried"})
        cloud.update(importer, template(Two=bad), DisableValidation=True)
        assert cloud.status(importer) == "UPDATE_ROLLBACK_COMPLETE"
        cloud.delete(exporter)
        assert cloud.status(cloud.stack_id(exporter)) == "DELETE_COMPLETE"

    def test_that_is_imported_can_be_neither_changed_nor_dropped(self, cloud: Cloud) -> None:
        exporter, importer = cloud.create(_exporting("fixed")), cloud.create(_importing("fixed"))
        for body, verb in ((_exporting("fixed", "another"), "update"), (template(One=thing("one")), "delete")):
            cloud.update(exporter, body)
            assert cloud.status(exporter) == "UPDATE_ROLLBACK_COMPLETE"
            reasons = [one.get("ResourceStatusReason", "") for one in cloud.all_events(exporter)]
            assert f"Cannot {verb} export fixed as it is in use by {importer}." in reasons
        assert cloud.outputs(exporter) == {"Out": "the value"}


class TestAnImport:
    def test_of_what_nobody_exports_rolls_the_creation_back(self, cloud: Cloud) -> None:
        name = cloud.create(_importing("nowhere"))
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == (
            "No export named nowhere found. Rollback requested by user."
        )
        assert cloud.resources(name) == {}

    def test_of_what_nobody_imports_is_not_listed(self, cloud: Cloud) -> None:
        cloud.create(_exporting("lonely"))
        with pytest.raises(ClientError, match="Export 'lonely' is not imported by any stack"):
            cloud.cloudformation.list_imports(ExportName="lonely")
