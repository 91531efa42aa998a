"""Settings of a bucket that its template no longer states, or states as empty."""

import json
from typing import Any

import pytest

from tests.recorded.recorded_stories import Cloud, template
from tests.recorded.recordings import MEASURED, UNDATED, recorded


def _bucket(name: str, **properties: Any) -> str:
    return template({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name, **properties}}})


class TestASettingThatIsNoLongerStated:
    @recorded(UNDATED, MEASURED)
    def test_stays_where_it_blocks_public_access(self, cloud: Cloud) -> None:
        name = cloud.create(_bucket("recorded-blocked", PublicAccessBlockConfiguration={"BlockPublicAcls": True}))
        cloud.update(name, _bucket("recorded-blocked"))
        kept = cloud.client("s3").get_public_access_block(Bucket="recorded-blocked")
        assert kept["PublicAccessBlockConfiguration"]["BlockPublicAcls"] is True

    @recorded(UNDATED, MEASURED)
    def test_is_encryption_by_s3_where_it_was_another(self, cloud: Cloud) -> None:
        by_kms = [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        encrypted = {"BucketEncryption": {"ServerSideEncryptionConfiguration": by_kms}}
        name = cloud.create(_bucket("recorded-encrypted", **encrypted))
        cloud.update(name, _bucket("recorded-encrypted"))
        found = cloud.client("s3").get_bucket_encryption(Bucket="recorded-encrypted")
        (rule,) = found["ServerSideEncryptionConfiguration"]["Rules"]
        assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


class TestASettingWithoutRules:
    @pytest.mark.parametrize("setting", ["LifecycleConfiguration", "OwnershipControls"])
    @recorded(UNDATED, MEASURED)
    def test_is_refused(self, cloud: Cloud, setting: str) -> None:
        name = cloud.create(_bucket(f"recorded-{setting.lower()}", **{setting: {"Rules": []}}))
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
        reasons = json.dumps([one.get("ResourceStatusReason") for one in cloud.events(name)])
        assert "not well-formed" in reasons

    @recorded(UNDATED, MEASURED)
    def test_leaves_the_rules_that_there_were(self, cloud: Cloud) -> None:
        rule = {"Id": "old", "Status": "Enabled", "ExpirationInDays": 30}
        name = cloud.create(_bucket("recorded-rules", LifecycleConfiguration={"Rules": [rule]}))
        cloud.update(name, _bucket("recorded-rules", LifecycleConfiguration={"Rules": []}))
        assert cloud.stack(name)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
        found = cloud.client("s3").get_bucket_lifecycle_configuration(Bucket="recorded-rules")
        assert [one["ID"] for one in found["Rules"]] == ["old"]
