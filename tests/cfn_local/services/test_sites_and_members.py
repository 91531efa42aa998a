"""What moto forgets of buckets, distributions and user pools."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

_NO_IDENTITY = {"OriginAccessIdentity": ""}


class TestABucketOfLogs:
    def test_gets_no_log_at_once(self) -> None:
        s3 = client("s3")
        for name in ("log-files", "pages"):
            s3.create_bucket(Bucket=name)
        s3.put_bucket_acl(Bucket="log-files", ACL="log-delivery-write")
        s3.put_bucket_logging(
            Bucket="pages",
            BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "log-files", "TargetPrefix": "pages/"}},
        )
        s3.put_object(Bucket="pages", Key="index.html", Body=b"hello")

        s3.delete_bucket(Bucket="log-files")
        assert [one["Name"] for one in s3.list_buckets()["Buckets"]] == ["pages"]


class TestReplication:
    @pytest.mark.parametrize(
        "stated",
        [{"Prefix": ""}, {"Prefix": "in/"}, {"And": {"Prefix": "in/", "Tags": [{"Key": "a", "Value": "b"}]}}],
    )
    def test_keeps_the_filters_of_its_rules(self, stated: dict[str, Any]) -> None:
        s3 = client("s3")
        for name in ("one", "two"):
            s3.create_bucket(Bucket=name)
            s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        rule = {
            "ID": "all",
            "Priority": 1,
            "Status": "Enabled",
            "Filter": stated,
            "DeleteMarkerReplication": {"Status": "Enabled"},
            "Destination": {"Bucket": "arn:aws:s3:::two"},
        }
        s3.put_bucket_replication(
            Bucket="one",
            ReplicationConfiguration={"Role": "arn:aws:iam::123456789012:role/copy", "Rules": [rule]},
        )
        found = s3.get_bucket_replication(Bucket="one")["ReplicationConfiguration"]["Rules"][0]
        assert found == rule


def test_an_invalidation_of_cloudfront_is_complete_for_its_waiter() -> None:
    cloudfront = client("cloudfront")
    configuration = {
        "CallerReference": "once",
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [{"Id": "o", "DomainName": "shop.s3.amazonaws.com", "S3OriginConfig": _NO_IDENTITY}],
        },
        "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"},
    }
    made = cloudfront.create_distribution(DistributionConfig=configuration)["Distribution"]["Id"]
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": "first"}
    sent = cloudfront.create_invalidation(DistributionId=made, InvalidationBatch=batch)["Invalidation"]
    assert sent["Status"] == "Completed"
    waiter = cloudfront.get_waiter("invalidation_completed")
    waiter.wait(DistributionId=made, Id=sent["Id"], WaiterConfig={"Delay": 0, "MaxAttempts": 1})


class TestAFunctionOfCloudFront:
    def test_is_published(self) -> None:
        cloudfront = client("cloudfront")
        configuration = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
        made = cloudfront.create_function(Name="index", FunctionConfig=configuration, FunctionCode=b"one")
        changed = cloudfront.update_function(
            Name="index", IfMatch=made["ETag"], FunctionConfig=configuration, FunctionCode=b"two"
        )
        published = cloudfront.publish_function(Name="index", IfMatch=changed["ETag"])

        assert published["FunctionSummary"]["FunctionMetadata"]["Stage"] == "LIVE"
        assert cloudfront.get_function(Name="index")["FunctionCode"].read() == b"two"

    def test_of_an_older_edition_is_not_overwritten(self) -> None:
        cloudfront = client("cloudfront")
        configuration = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
        cloudfront.create_function(Name="index", FunctionConfig=configuration, FunctionCode=b"one")
        with pytest.raises(ClientError) as refused:
            cloudfront.publish_function(Name="index", IfMatch="E0")
        assert refused.value.response["Error"]["Code"] == "InvalidIfMatchVersion"


class TestAUserPool:
    def test_is_tagged(self) -> None:
        cognito = client("cognito-idp")
        pool = cognito.create_user_pool(PoolName="members", UserPoolTags={"a": "1"})["UserPool"]
        cognito.tag_resource(ResourceArn=pool["Arn"], Tags={"b": "2"})
        cognito.untag_resource(ResourceArn=pool["Arn"], TagKeys=["a"])

        assert cognito.list_tags_for_resource(ResourceArn=pool["Arn"])["Tags"] == {"b": "2"}
        assert cognito.describe_user_pool(UserPoolId=pool["Id"])["UserPool"]["UserPoolTags"] == {"b": "2"}

    def test_has_clients_whose_updates_replace_all(self) -> None:
        cognito = client("cognito-idp")
        pool_id = cognito.create_user_pool(PoolName="members")["UserPool"]["Id"]
        made = cognito.create_user_pool_client(
            UserPoolId=pool_id, ClientName="site", CallbackURLs=["https://example.com"]
        )["UserPoolClient"]
        cognito.update_user_pool_client(UserPoolId=pool_id, ClientId=made["ClientId"], IdTokenValidity=2)

        found = cognito.describe_user_pool_client(UserPoolId=pool_id, ClientId=made["ClientId"])["UserPoolClient"]
        assert (found["ClientName"], found["IdTokenValidity"]) == ("site", 2)
        assert "CallbackURLs" not in found
