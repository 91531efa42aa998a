"""AWS Budgets: moto lacks the update of a budget, and does not tell who is notified."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions

_NOTICE = ("ComparisonOperator", "NotificationType", "Threshold")


def install() -> None:
    """Add the update, and the subscribers of a notification."""
    from moto.budgets.responses import BudgetsResponse
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class NotFoundException(ServiceException):
        code = "NotFoundException"

    def budget_of(response: Any, name: str) -> Any:
        budgets = response.backend.budgets[response._get_param("AccountId")]
        if name not in budgets:
            raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
        return budgets[name]

    class Actions:
        def update_budget(self: Any) -> EmptyResult:
            stated = self._get_param("NewBudget")
            kept = budget_of(self, stated["BudgetName"])
            kept.budget = {"TimePeriod": kept.budget["TimePeriod"], **stated}
            return EmptyResult()

        def describe_subscribers_for_notification(self: Any) -> ActionResult:
            asked = self._get_param("Notification")
            for notice in budget_of(self, self._get_param("BudgetName")).notifications:
                if all(notice.details[name] == asked[name] for name in _NOTICE):
                    return ActionResult({"Subscribers": notice.subscribers})
            raise NotFoundException("The notification does not exist.")

    add_actions(BudgetsResponse, Actions)
