"""DynamoDB tables: moto accepts a time to live that is set already, which DynamoDB refuses.

moto shows lists of indexes that are empty, and a summary of the billing of a table that never was on demand, which
DynamoDB leaves out. It shows no ID of a table, and no time since when it is on demand, and changes no encryption.
It lacks table classes and contributor insights.
"""

from typing import Any

from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept, records_of
from cfn_local.services.seam import add_actions, replace_method

INSIGHTS = Kept(
    "contributor insights",
    ("TableName", "IndexName"),
    put="UpdateContributorInsights",
    read="DescribeContributorInsights",
    made=lambda request, _backend: {"ContributorInsightsStatus": f"{request['ContributorInsightsAction']}D"},
)


def install() -> None:
    """Refuse a time to live that the table already has, and describe tables as DynamoDB does."""
    from moto.core.utils import utcnow
    from moto.dynamodb.exceptions import MockValidationException
    from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
    from moto.dynamodb.models.table import Table
    from moto.dynamodb.responses import DynamoHandler
    from moto.moto_api._internal import mock_random

    create, change = DynamoHandler.create_table, DynamoHandler.update_table

    class Actions:
        def create_table(self: Any) -> Any:
            self.body.setdefault("AttributeDefinitions", [])  # moto fails without; DynamoDB names the missing ones
            answer = create(self)
            self.dynamodb_backend.get_table(self.body["TableName"]).table_class = self.body.get("TableClass")
            return answer

        def update_table(self: Any) -> Any:
            answer = change(self)
            if stated := self.body.get("SSESpecification"):
                table = self.dynamodb_backend.get_table(self.body["TableName"])
                default = table._get_default_encryption_key(self.current_account, self.region)
                table.sse_specification = {"KMSMasterKeyId": default, **stated}
            if stated_class := self.body.get("TableClass"):
                self.dynamodb_backend.get_table(self.body["TableName"]).table_class = stated_class
            return answer

    add_actions(DynamoHandler, Actions)
    update, delete = DynamoDBBackend.update_time_to_live, DynamoDBBackend.delete_table
    begin, describe = Table.__init__, Table.describe

    def update_time_to_live(backend: Any, table_name: str, ttl_spec: dict[str, Any]) -> None:
        if table := backend.tables.get(table_name):
            is_enabled = table.ttl["TimeToLiveStatus"] == "ENABLED"
            if is_enabled == bool(ttl_spec.get("Enabled")):
                raise MockValidationException(f"TimeToLive is already {'enabled' if is_enabled else 'disabled'}")
        update(backend, table_name, ttl_spec)

    def begun(table: Any, *given: Any, **named: Any) -> None:
        begin(table, *given, **named)
        table.table_id, table.on_demand_since = str(mock_random.uuid4()), None

    def described(table: Any, base_key: str = "TableDescription") -> dict[str, Any]:
        answered: dict[str, Any] = describe(table, base_key)
        shown = answered[base_key]
        if table.billing_mode == "PAY_PER_REQUEST" and table.on_demand_since is None:
            table.on_demand_since = utcnow()
        shown["TableId"] = table.table_id
        if table.on_demand_since is None:
            del shown["BillingModeSummary"]
        else:
            shown["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"] = table.on_demand_since
        if table_class := getattr(table, "table_class", None):
            shown["TableClassSummary"] = {"TableClass": table_class}
        for indexes in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
            if not shown[indexes]:
                del shown[indexes]
        return answered

    def delete_table(backend: Any, name: str) -> Any:
        records_of(backend, INSIGHTS.name).pop((name, None), None)
        return delete(backend, name)

    replace_method(DynamoDBBackend, "delete_table", delete_table)
    kept_resources.install("dynamodb", DynamoHandler, dynamodb_backends, INSIGHTS)
    replace_method(Table, "__init__", begun)
    replace_method(Table, "describe", described)
    replace_method(DynamoDBBackend, "update_time_to_live", update_time_to_live)
