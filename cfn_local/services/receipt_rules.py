"""SES: moto never deletes a receipt rule, forgets the defaults of one, and takes a second one of the same name.

No message arrives, so that no rule acts.
"""

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

_DEFAULTS: dict[str, Any] = {
    "Enabled": False,
    "TlsPolicy": "Optional",
    "Recipients": [],
    "Actions": [],
    "ScanEnabled": False,
}


def install() -> None:
    """Add DeleteReceiptRule, and complete rules as SES does."""
    from moto.core.responses import EmptyResult
    from moto.ses.exceptions import AlreadyExists
    from moto.ses.models import SESBackend
    from moto.ses.responses import EmailResponse

    create, update = SESBackend.create_receipt_rule, SESBackend.update_receipt_rule

    class Actions:
        def delete_receipt_rule(self: Any) -> EmptyResult:
            rules = self.backend.describe_receipt_rule_set(self._get_param("RuleSetName")).rules
            rules[:] = [rule for rule in rules if rule["Name"] != self._get_param("RuleName")]
            return EmptyResult()

    def create_receipt_rule(backend: Any, rule_set_name: str, rule: dict[str, Any], after: str | None) -> None:
        rule_set = backend.receipt_rule_set.get(rule_set_name)
        if rule_set and rule["Name"] in [one["Name"] for one in rule_set.rules]:
            raise AlreadyExists(f"Rule already exists: {rule['Name']}")
        create(backend, rule_set_name, _DEFAULTS | rule, after)

    def update_receipt_rule(backend: Any, rule_set_name: str, rule: dict[str, Any]) -> None:
        update(backend, rule_set_name, _DEFAULTS | rule)

    add_actions(EmailResponse, Actions)
    replace_method(SESBackend, "create_receipt_rule", create_receipt_rule)
    replace_method(SESBackend, "update_receipt_rule", update_receipt_rule)
