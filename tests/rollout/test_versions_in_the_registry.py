"""What scripts/submit and scripts/remove take for registered, where the registry answers with an error."""

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from shipping import aws
from shipping.aws import Account
from shipping.extension import all_extensions

HOOK = next(extension for extension in all_extensions() if extension.kind == "HOOK")


@pytest.fixture
def registry():
    client = boto3.client("cloudformation")
    with Stubber(client) as stubber:
        stubber.client = client
        yield stubber
    stubber.assert_no_pending_responses()


def live_versions(registry):
    return aws.live_versions(Account("123456789012", "us-east-1", registry.client, None), HOOK)


class TestATypeWhoseVersionsAreNotListed:
    def test_has_none_where_it_is_not_found(self, registry):
        registry.add_client_error("list_type_versions", "TypeNotFoundException")
        assert live_versions(registry) == []

    def test_has_none_where_nobody_else_finds_it_either(self, registry):
        registry.add_client_error("list_type_versions", "CFNRegistryException")
        registry.add_client_error("describe_type", "TypeNotFoundException")
        assert live_versions(registry) == []

    def test_has_none_where_it_is_deregistered(self, registry):
        registry.add_client_error("list_type_versions", "CFNRegistryException")
        registry.add_response("describe_type", {"DeprecatedStatus": "DEPRECATED"})
        assert live_versions(registry) == []

    def test_is_not_taken_for_deregistered_where_it_is_there(self, registry):
        registry.add_client_error("list_type_versions", "CFNRegistryException", "Internal failure")
        registry.add_response("describe_type", {"DeprecatedStatus": "LIVE"})
        with pytest.raises(ClientError, match="Internal failure"):
            live_versions(registry)
