"""AWS::Budgets::Budget: Ref is its name. Nothing is spent, and nobody is told."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_NOTIFIED = "NotificationsWithSubscribers"
_LIMIT = {"Amount": 100, "Unit": "USD"}
_OURS: dict[str, Any] = {
    "BudgetLimit": {"Amount": 250, "Unit": "USD"},
    "BudgetName": "ours",
    "BudgetType": "COST",
    "CostTypes": {"IncludeCredit": False, "IncludeTax": True, "UseAmortized": True},
    "TimeUnit": "MONTHLY",
}
_BUDGET: dict[str, Any] = {"BudgetLimit": _LIMIT, "BudgetType": "COST", "TimeUnit": "MONTHLY"}
_NOTICE = {
    "Notification": {
        "ComparisonOperator": "GREATER_THAN",
        "NotificationType": "ACTUAL",
        "Threshold": 80,
        "ThresholdType": "PERCENTAGE",
    },
    "Subscribers": [{"Address": "ann@example.com", "SubscriptionType": "EMAIL"}],
}


def _budget(handle: Handle, name: str) -> dict[str, Any]:
    return {**handle.wanted["Budget"], "BudgetName": name}


def _create(handle: Handle) -> dict[str, Any]:
    name = handle.wanted["Budget"].get("BudgetName") or handle.generated_name(100)
    handle(
        "CreateBudget",
        AccountId=handle.api.account_id,
        Budget=_budget(handle, name),
        **{_NOTIFIED: handle.wanted.get(_NOTIFIED)},
    )
    return {"Id": name}


def _shown(found: dict[str, Any], notices: list[dict[str, Any]]) -> dict[str, Any]:
    limit = found.get("BudgetLimit")
    names = ("BudgetName", "BudgetType", "CostFilters", "CostTypes", "TimeUnit")
    budget = {name: found[name] for name in names if found.get(name)}
    if limit:
        budget["BudgetLimit"] = {**limit, "Amount": float(limit["Amount"])}
    return {"Id": found["BudgetName"], "Budget": budget, **({_NOTIFIED: notices} if notices else {})}


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        this = {"AccountId": handle.api.account_id, "BudgetName": handle["Id"]}
        found = handle("DescribeBudget", **this)["Budget"]
        notices = [
            {
                "Notification": notice,
                "Subscribers": handle("DescribeSubscribersForNotification", **this, Notification=notice)["Subscribers"],
            }
            for notice in handle("DescribeNotificationsForBudget", **this)["Notifications"]
        ]
        return _shown(found, notices)
    return None


def _update(handle: Handle) -> None:
    handle("UpdateBudget", AccountId=handle.api.account_id, NewBudget=_budget(handle, handle["Id"]))


def _delete(handle: Handle) -> None:
    with absent():
        handle("DeleteBudget", AccountId=handle.api.account_id, BudgetName=handle["Id"])


TYPE = Declaration(
    "AWS::Budgets::Budget",
    "budgets",
    create=_create,
    read=(_read,),
    update=(Logic(("Budget",), _update),),
    delete=_delete,
    list=lambda handle: [
        _shown(one, []) for one in handle("DescribeBudgets", AccountId=handle.api.account_id)["Budgets"]
    ],
    given={"Budget": _BUDGET},
    client=("describe_budget", {"AccountId": "{account}", "BudgetName": "{Ref}"}, "Budget"),
    proofs=(
        Proof(
            {"Budget": _OURS},
            "[BudgetName, BudgetLimit.Amount, CostTypes.IncludeCredit, TimeUnit]",
            ["ours", "250", False, "MONTHLY"],
            given={"Budget": {**_BUDGET, "BudgetName": "ours"}},
        ),
        Proof(
            {"Budget": {**_BUDGET, "CostFilters": {"Service": ["Amazon Elastic Compute Cloud - Compute"]}}},
            "CostFilters",
            {"Service": ["Amazon Elastic Compute Cloud - Compute"]},
        ),
        Proof(
            {_NOTIFIED: [_NOTICE]},
            "Notifications[].Threshold",
            [80.0],
            read=("describe_notifications_for_budget", {"AccountId": "{account}", "BudgetName": "{Ref}"}),
        ),
    ),
)
