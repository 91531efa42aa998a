"""Drift: what is not as the template says any more."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3

from cfn_local.services import clock
from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing


def _detect(cloud: Cloud, name: str) -> dict[str, Any]:
    """The status of a detection of the whole stack, once it has ended."""
    detection = cloud.cloudformation.detect_stack_drift(StackName=name)["StackDriftDetectionId"]
    stack = cloud.account.with_drift_detection(detection)
    assert stack is not None
    stack.drift_detections[detection].wait(60)
    status: dict[str, Any] = cloud.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    return status


def _drifts(cloud: Cloud, name: str) -> dict[str, dict[str, Any]]:
    found = cloud.cloudformation.describe_stack_resource_drifts(StackName=name)["StackResourceDrifts"]
    return {one["LogicalResourceId"]: one for one in found}


class TestAStackThatIsAsItsTemplateSays:
    def test_is_in_sync(self, cloud: Cloud) -> None:
        properties = {"Size": 2, "Parts": ["a", "b"], "Tags": {"Own": "1"}}
        name = cloud.create(template(One=thing("one", **properties)))
        status = _detect(cloud, name)

        assert (status["DetectionStatus"], status["StackDriftStatus"]) == ("DETECTION_COMPLETE", "IN_SYNC")
        assert status["DriftedStackResourceCount"] == 0
        assert _drifts(cloud, name)["One"]["StackResourceDriftStatus"] == "IN_SYNC"
        assert cloud.stack(name)["DriftInformation"]["StackDriftStatus"] == "IN_SYNC"

    def test_is_in_sync_whatever_cannot_be_read(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Secret="hidden")))
        assert _detect(cloud, name)["StackDriftStatus"] == "IN_SYNC"


class TestAStackThatSomebodyHasChanged:
    def test_has_drifted_by_what_differs(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=2, Label="a"), Two=thing("two")))
        cloud.change_thing(cloud.physical_id(name, "One"), {"Size": 5, "Color": "red", "Parts": ["more"]})
        status = _detect(cloud, name)

        assert (status["StackDriftStatus"], status["DriftedStackResourceCount"]) == ("DRIFTED", 1)
        drifts = _drifts(cloud, name)
        assert drifts["One"]["StackResourceDriftStatus"] == "MODIFIED"
        assert drifts["One"]["PropertyDifferences"] == [
            {"PropertyPath": "/Size", "ExpectedValue": "2", "ActualValue": "5", "DifferenceType": "NOT_EQUAL"}
        ]
        assert json.loads(drifts["One"]["ActualProperties"])["Size"] == 5
        assert drifts["Two"]["StackResourceDriftStatus"] == "IN_SYNC"

    def test_tells_what_is_gone(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.change_thing(cloud.physical_id(name, "One"), None)
        assert _detect(cloud, name)["StackDriftStatus"] == "DRIFTED"
        assert _drifts(cloud, name)["One"]["StackResourceDriftStatus"] == "DELETED"

    def test_can_be_asked_for_one_resource(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=2), Two=thing("two")))
        cloud.change_thing(cloud.physical_id(name, "One"), {"Size": 5})
        found = cloud.cloudformation.detect_stack_resource_drift(StackName=name, LogicalResourceId="One")
        assert found["StackResourceDrift"]["StackResourceDriftStatus"] == "MODIFIED"
        assert list(_drifts(cloud, name)) == ["One"]

    def test_is_in_sync_again_after_the_next_update(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=2)))
        cloud.change_thing(cloud.physical_id(name, "One"), {"Size": 5})
        _detect(cloud, name)
        cloud.update(name, template(One=thing("one", Size=3)))
        assert cloud.stack(name)["DriftInformation"]["StackDriftStatus"] == "NOT_CHECKED"
        assert _detect(cloud, name)["StackDriftStatus"] == "IN_SYNC"


class TestADetection:
    def test_that_cannot_read_a_resource_fails_with_the_reason(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"READ": "AccessDenied: not for you"})))
        status = _detect(cloud, name)
        assert status["DetectionStatus"] == "DETECTION_FAILED"
        assert "One: " in status["DetectionStatusReason"]
        assert "not for you" in status["DetectionStatusReason"]

    def test_reads_again_what_is_throttled_on_the_emulated_clock(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"READ": "Once Throttling: later"})))
        ahead = clock.now() - datetime.now(UTC)
        assert _detect(cloud, name)["DetectionStatus"] == "DETECTION_COMPLETE"
        assert clock.now() - datetime.now(UTC) > ahead + timedelta(seconds=1)

    def test_leaves_types_unchecked_that_have_no_read_handler(self, cloud: Cloud) -> None:
        name = cloud.create(template(Handle={"Type": "AWS::CloudFormation::WaitConditionHandle"}))
        assert _detect(cloud, name)["StackDriftStatus"] == "NOT_CHECKED"
        assert _drifts(cloud, name) == {}


class TestARoleWithPoliciesOfItsStack:
    DOCUMENT = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
    TRUST = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
        ],
    }

    def stack(self, cloud: Cloud) -> str:
        own = [{"PolicyName": "own", "PolicyDocument": self.DOCUMENT}]
        stated = {"AssumeRolePolicyDocument": self.TRUST, "Policies": own, "ManagedPolicyArns": [{"Ref": "Stated"}]}
        role = {"Type": "AWS::IAM::Role", "Properties": stated}
        attached = {"PolicyName": "attached", "PolicyDocument": self.DOCUMENT, "Roles": [{"Ref": "Role"}]}
        policy = {"Type": "AWS::IAM::Policy", "Properties": attached}
        of_role = {"PolicyDocument": self.DOCUMENT, "Roles": [{"Ref": "Role"}]}
        managed = {"Type": "AWS::IAM::ManagedPolicy", "Properties": of_role}
        stated_policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": self.DOCUMENT}}
        body = template(Role=role, Policy=policy, Managed=managed, Stated=stated_policy)
        return cloud.create(body, Capabilities=["CAPABILITY_IAM"])

    def test_is_in_sync(self, cloud: Cloud) -> None:
        assert _detect(cloud, self.stack(cloud))["StackDriftStatus"] == "IN_SYNC"

    def test_has_drifted_where_somebody_gave_it_another_one(self, cloud: Cloud) -> None:
        name = self.stack(cloud)
        role = cloud.physical_id(name, "Role")
        policy = {"RoleName": role, "PolicyName": "foreign", "PolicyDocument": json.dumps(self.DOCUMENT)}
        boto3.client("iam", region_name="us-east-1").put_role_policy(**policy)

        assert _detect(cloud, name)["StackDriftStatus"] == "DRIFTED"
        (difference,) = _drifts(cloud, name)["Role"]["PropertyDifferences"]
        assert (difference["DifferenceType"], json.loads(difference["ActualValue"])["PolicyName"]) == ("ADD", "foreign")
