"""What moto lacks of AppSync: data sources, resolvers and functions, and addresses."""

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

# AWS has no AppSync in the partition aws-us-gov.
REGIONS = {"us-east-1": "amazonaws.com", "eu-central-1": "amazonaws.com", "cn-north-1": "amazonaws.com.cn"}


@pytest.mark.parametrize("region", REGIONS)
def test_an_api_has_an_address_of_its_own(region: str) -> None:
    appsync = client("appsync", region)
    one, other = (
        appsync.create_graphql_api(name="notes", authenticationType="API_KEY")["graphqlApi"] for _ in range(2)
    )
    assert one["uris"]["GRAPHQL"].endswith(f".appsync-api.{region}.{REGIONS[region]}/graphql")
    assert one["uris"]["REALTIME"].startswith("wss://")
    assert one["uris"] != other["uris"]


class TestADataSource:
    def test_is_kept_as_it_was_stated_last(self) -> None:
        appsync = client("appsync")
        api = appsync.create_graphql_api(name="notes", authenticationType="API_KEY")["graphqlApi"]["apiId"]
        appsync.create_data_source(apiId=api, name="none", type="NONE", description="first")
        appsync.update_data_source(apiId=api, name="none", type="NONE")
        assert "description" not in appsync.get_data_source(apiId=api, name="none")["dataSource"]

    def test_that_does_not_exist_is_not_updated(self) -> None:
        appsync = client("appsync")
        api = appsync.create_graphql_api(name="notes", authenticationType="API_KEY")["graphqlApi"]["apiId"]
        with pytest.raises(ClientError, match="NotFoundException"):
            appsync.update_data_source(apiId=api, name="none", type="NONE")
