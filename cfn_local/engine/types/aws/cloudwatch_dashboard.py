"""AWS::CloudWatch::Dashboard: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::CloudWatch::Dashboard",
    "cloudwatch",
    named=Name("DashboardName"),
    looks_first=True,
    create=Call("PutDashboard"),
    read=(Call("GetDashboard"),),
    update=(Call("PutDashboard"),),
    delete=Call("DeleteDashboards"),
    list=Call("ListDashboards", "DashboardEntries"),
    given={"DashboardBody": '{"widgets": [], "start": "-PT1H"}'},
    proofs=(
        Proof(
            {"DashboardName": "ours", "DashboardBody": '{"widgets": []}'},
            "DashboardBody",
            '{"widgets": []}',
            read=("get_dashboard", {"DashboardName": "ours"}),
        ),
        Proof(
            {"DashboardBody": '{"widgets": []}'},
            "DashboardBody",
            read=("get_dashboard", {"DashboardName": "{Ref}"}),
        ),
    ),
)
