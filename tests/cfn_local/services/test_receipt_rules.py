"""Receipt rules of SES: where moto answers otherwise than AWS."""

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client


class TestAReceiptRule:
    def test_is_disabled_and_empty_by_default(self) -> None:
        ses = client("ses")
        ses.create_receipt_rule_set(RuleSetName="rules")
        ses.create_receipt_rule(RuleSetName="rules", Rule={"Name": "one"})
        assert ses.describe_receipt_rule(RuleSetName="rules", RuleName="one")["Rule"] == {
            "Name": "one",
            "Enabled": False,
            "TlsPolicy": "Optional",
            "Recipients": [],
            "Actions": [],
            "ScanEnabled": False,
        }

    def test_is_replaced_whole_by_an_update(self) -> None:
        ses = client("ses")
        ses.create_receipt_rule_set(RuleSetName="rules")
        ses.create_receipt_rule(RuleSetName="rules", Rule={"Name": "one", "Enabled": True, "TlsPolicy": "Require"})
        ses.update_receipt_rule(RuleSetName="rules", Rule={"Name": "one", "ScanEnabled": True})
        found = ses.describe_receipt_rule(RuleSetName="rules", RuleName="one")["Rule"]
        assert (found["Enabled"], found["TlsPolicy"], found["ScanEnabled"]) == (False, "Optional", True)

    def test_has_a_name_of_its_own(self) -> None:
        ses = client("ses")
        ses.create_receipt_rule_set(RuleSetName="rules")
        ses.create_receipt_rule(RuleSetName="rules", Rule={"Name": "one"})
        with pytest.raises(ClientError) as refused:
            ses.create_receipt_rule(RuleSetName="rules", Rule={"Name": "one", "Enabled": True})
        assert refused.value.response["Error"]["Code"] == "AlreadyExists"

    def test_is_deleted_and_its_set_must_exist(self) -> None:
        ses = client("ses")
        ses.create_receipt_rule_set(RuleSetName="rules")
        for name in ("two", "one"):
            ses.create_receipt_rule(RuleSetName="rules", Rule={"Name": name})
        ses.delete_receipt_rule(RuleSetName="rules", RuleName="one")
        rules = ses.describe_receipt_rule_set(RuleSetName="rules")["Rules"]
        assert [rule["Name"] for rule in rules] == ["two"]
        with pytest.raises(ClientError) as refused:
            ses.delete_receipt_rule(RuleSetName="others", RuleName="one")
        assert refused.value.response["Error"]["Code"] == "RuleSetDoesNotExist"
