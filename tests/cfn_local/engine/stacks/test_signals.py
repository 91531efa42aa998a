"""CreationPolicy, UpdatePolicy, wait conditions and SignalResource: signals on the emulated clock."""

import json
from datetime import timedelta
from typing import Any, ClassVar

import boto3
import pytest
from botocore.exceptions import ClientError

from cfn_local.services import response_urls
from tests.cfn_local.engine.stacks.conftest import CREDENTIALS
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud, message_of, template

IMAGE = "ami-12c6146b"
HANDLE = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
WAIT = {"Metadata": {"cfn-local": {"Signals": "wait"}}}
GIVEN = " (given by the local CloudFormation: its UserData sends this signal, and does not run here)"


def encoded(text: Any) -> dict[str, Any]:
    return {"Fn::Base64": {"Fn::Sub": text} if isinstance(text, str) else text}


def instance(user_data: Any = None, *, timeout: str = "PT15M", count: int | None = None, **more: Any) -> dict[str, Any]:
    signal = {"Timeout": timeout, **({"Count": count} if count else {})}
    return {
        "Type": "AWS::EC2::Instance",
        "CreationPolicy": {"ResourceSignal": signal},
        "Properties": {
            "ImageId": IMAGE,
            "InstanceType": "t3.micro",
            **({"UserData": encoded(user_data)} if user_data else {}),
        },
        **more,
    }


def group(user_data: str, policies: dict[str, Any] | None = None, *, size: int = 2) -> dict[str, Any]:
    """A launch template and a group of it."""
    data = {"ImageId": IMAGE, "InstanceType": "t3.micro", "UserData": encoded(user_data)}
    return {
        "Launch": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": data}},
        "Fleet": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {
                "AvailabilityZones": ["us-east-1a"],
                "MinSize": "1",
                "MaxSize": "4",
                "DesiredCapacity": str(size),
                "LaunchTemplate": {
                    "LaunchTemplateId": {"Ref": "Launch"},
                    "Version": {"Fn::GetAtt": "Launch.LatestVersionNumber"},
                },
            },
            **(policies or {}),
        },
    }


def condition(handle: str = "Handle", *, timeout: int = 900, **more: Any) -> dict[str, Any]:
    properties = {"Handle": {"Ref": handle}, "Timeout": str(timeout), **more}
    return {"Type": "AWS::CloudFormation::WaitCondition", "Properties": properties}


def signals_of_stack(logical_id: str) -> str:
    return f"#!/bin/bash\n/opt/aws/bin/cfn-signal -e $? --stack ${{AWS::StackName}} \\\n  --resource {logical_id}\n"


def reasons(cloud: Cloud, name: str, logical_id: str) -> list[str]:
    found = cloud.all_events(name)
    return [one.get("ResourceStatusReason", "") for one in found if one["LogicalResourceId"] == logical_id]


def seconds_between_first_and_last(cloud: Cloud, name: str, logical_id: str) -> float:
    times = [
        one["Timestamp"]
        for one in cloud.all_events(name)
        if one["LogicalResourceId"] == logical_id and not one["ResourceStatus"].startswith("DELETE")
    ]
    found: timedelta = times[-1] - times[0]
    return found.total_seconds()


class TestAnInstance:
    def test_counts_as_signalled_if_its_user_data_signals_it(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create(template(Server=instance(signals_of_stack("Server"))))

        instance_id = empty_cloud.physical_id(name, "Server")
        assert empty_cloud.status(name) == "CREATE_COMPLETE"
        assert reasons(empty_cloud, name, "Server") == [
            "",
            "Resource creation Initiated",
            f"Received SUCCESS signal with UniqueId {instance_id}{GIVEN}",
            "",
        ]

    @pytest.mark.parametrize(
        "user_data",
        [None, "#!/bin/bash\necho hello", signals_of_stack("Other")],
        ids=["without user data", "user data that signals nothing", "user data that signals another resource"],
    )
    def test_without_a_signal_times_out_on_the_emulated_clock(self, empty_cloud: Cloud, user_data: Any) -> None:
        name = empty_cloud.create(template(Server=instance(user_data, timeout="PT1H30M")))

        assert empty_cloud.status(name) == "ROLLBACK_COMPLETE"
        assert empty_cloud.reason(name, "Server", "CREATE_FAILED").startswith(
            "Failed to receive 1 resource signal(s) within the specified duration."
        )
        assert "--signals ok" in empty_cloud.reason(name, "Server", "CREATE_FAILED")
        assert 5399 <= seconds_between_first_and_last(empty_cloud, name, "Server") < 6000

    def test_counts_as_signalled_if_cfn_init_is_to_signal_it(self, empty_cloud: Cloud) -> None:
        commands = {"signal": {"command": {"Fn::Sub": "cfn-signal.exe -e 0 --resource Server"}}}
        metadata = {"AWS::CloudFormation::Init": {"config": {"commands": commands}}}
        user_data = "cfn-init.exe -v --stack ${AWS::StackName} --resource Server"
        name = empty_cloud.create(template(Server=instance(user_data, Metadata=metadata)))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"

    @pytest.mark.parametrize(
        "call",
        [
            "cfn-signal -e $? -r 'The server is ready' --stack ${AWS::StackName} --resource Server",
            'cfn-signal --success true --resource="Server" --region ${AWS::Region}',
            "aws cloudformation signal-resource --status SUCCESS --logical-resource-id Server --unique-id $ID",
            "RESOURCE=Server; cfn-signal -e 0 --resource $RESOURCE",
        ],
    )
    def test_counts_as_signalled_however_it_is_written(self, empty_cloud: Cloud, call: str) -> None:
        name = empty_cloud.create(template(Server=instance(f"#!/bin/bash\n{call}\n")))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"

    def test_needs_as_many_signals_as_its_policy_counts(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create(template(Server=instance(signals_of_stack("Server"), count=2)))
        assert empty_cloud.reason(name, "Server", "CREATE_FAILED").startswith("Failed to receive 1 resource signal(s)")

    def test_is_given_its_signals_where_the_template_asks_for_that(self, empty_cloud: Cloud) -> None:
        body = {**template(Server=instance()), "Metadata": {"cfn-local": {"Signals": "ok"}}}
        name = empty_cloud.create(body)
        assert empty_cloud.status(name) == "CREATE_COMPLETE"
        instance_id = empty_cloud.physical_id(name, "Server")
        assert reasons(empty_cloud, name, "Server")[2] == (
            f"Received SUCCESS signal with UniqueId {instance_id} "
            "(given by the local CloudFormation: nobody has sent it)"
        )

    def test_is_given_none_where_the_environment_says_so(
        self, empty_cloud: Cloud, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CFN_LOCAL_SIGNALS", "none")
        name = empty_cloud.create(template(Server=instance(signals_of_stack("Server"))))
        assert empty_cloud.reason(name, "Server", "CREATE_FAILED") == (
            "Failed to receive 1 resource signal(s) within the specified duration. No signals are given "
            "(--signals none); choose user-data or ok."
        )


class TestSignalResource:
    @pytest.fixture
    def waiting(self, empty_cloud: Cloud) -> str:
        """The name of a stack that waits for two signals of a client."""
        name = empty_cloud.new_name()
        body = {**template(Server=instance(count=2)), **WAIT}
        empty_cloud.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        while "Resource creation Initiated" not in reasons(empty_cloud, name, "Server"):
            pass
        return name

    def signal(self, cloud: Cloud, name: str, unique_id: str, status: str = "SUCCESS", to: str = "Server") -> None:
        asked = {"StackName": name, "LogicalResourceId": to, "UniqueId": unique_id, "Status": status}
        cloud.cloudformation.signal_resource(**asked)

    def test_lets_a_client_send_what_a_stack_waits_for(self, empty_cloud: Cloud, waiting: str) -> None:
        self.signal(empty_cloud, waiting, "one")
        self.signal(empty_cloud, waiting, "two")
        empty_cloud.wait(waiting)

        assert empty_cloud.status(waiting) == "CREATE_COMPLETE"
        assert reasons(empty_cloud, waiting, "Server")[2:] == [
            "Received SUCCESS signal with UniqueId one",
            "Received SUCCESS signal with UniqueId two",
            "",
        ]

    def test_of_a_failure_fails_the_resource_at_once(self, empty_cloud: Cloud, waiting: str) -> None:
        self.signal(empty_cloud, waiting, "one", "FAILURE")
        empty_cloud.wait(waiting)

        assert empty_cloud.status(waiting) == "ROLLBACK_COMPLETE"
        reason = empty_cloud.reason(waiting, "Server", "CREATE_FAILED")
        assert reason == "Received FAILURE signal with UniqueId one"

    def test_refuses_what_no_resource_waits_for(self, empty_cloud: Cloud, waiting: str) -> None:
        self.signal(empty_cloud, waiting, "one")
        with pytest.raises(ClientError) as again:
            self.signal(empty_cloud, waiting, "one")
        with pytest.raises(ClientError) as unknown:
            self.signal(empty_cloud, waiting, "two", to="Nothing")
        with pytest.raises(ClientError) as wrong:
            self.signal(empty_cloud, waiting, "two", "PERHAPS")
        self.signal(empty_cloud, waiting, "two")
        empty_cloud.wait(waiting)
        with pytest.raises(ClientError) as late:
            self.signal(empty_cloud, waiting, "three")

        assert message_of(again) == (
            "Signal with ID one for resource Server already exists. Signals may only be updated with a FAILURE status."
        )
        assert message_of(unknown) == f"Resource Nothing does not exist for stack {waiting}"
        assert message_of(wrong).endswith("Member must satisfy enum value set: [SUCCESS, FAILURE]")
        stack_id = empty_cloud.stack_id(waiting)
        assert message_of(late) == f"Stack:{stack_id} is in CREATE_COMPLETE state and can not be signaled"


class TestAGroup:
    CREATION: ClassVar[dict[str, Any]] = {"CreationPolicy": {"ResourceSignal": {"Count": 2, "Timeout": "PT10M"}}}

    def test_counts_as_signalled_by_each_instance_whose_user_data_signals_it(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create(template(**group(signals_of_stack("Fleet"), self.CREATION)))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"
        assert sum("Received SUCCESS signal" in one for one in reasons(empty_cloud, name, "Fleet")) == 2

    def test_of_a_launch_configuration_counts_as_well(self, empty_cloud: Cloud) -> None:
        properties = {"ImageId": IMAGE, "InstanceType": "t3.micro", "UserData": encoded(signals_of_stack("Fleet"))}
        body = group("", self.CREATION)
        body["Launch"] = {"Type": "AWS::AutoScaling::LaunchConfiguration", "Properties": properties}
        del body["Fleet"]["Properties"]["LaunchTemplate"]
        body["Fleet"]["Properties"]["LaunchConfigurationName"] = {"Ref": "Launch"}
        assert empty_cloud.status(empty_cloud.create(template(**body))) == "CREATE_COMPLETE"

    def test_with_fewer_instances_than_signals_times_out(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create(template(**group(signals_of_stack("Fleet"), self.CREATION, size=1)))
        assert empty_cloud.reason(name, "Fleet", "CREATE_FAILED").startswith(
            "Failed to receive 1 resource signal(s) within the specified duration"
        )

    def test_without_instances_is_not_signalled_by_others(self, empty_cloud: Cloud) -> None:
        policy = {"CreationPolicy": {"ResourceSignal": {"Count": 1}}}
        body = group(signals_of_stack("Fleet"), policy, size=0)
        body["Fleet"]["Properties"]["MinSize"] = "0"
        body["Fleet"]["DependsOn"] = "Other"
        other = instance("cfn-signal -e 0 --resource $RESOURCE")
        name = empty_cloud.create(template(Other=other, **body))
        assert empty_cloud.reason(name, "Fleet", "CREATE_FAILED").startswith("Failed to receive 1 resource signal(s)")

    def test_may_do_with_a_share_of_its_signals(self, empty_cloud: Cloud) -> None:
        share = {"AutoScalingCreationPolicy": {"MinSuccessfulInstancesPercent": 50}}
        policy: dict[str, Any] = {"CreationPolicy": {**self.CREATION["CreationPolicy"], **share}}
        name = empty_cloud.create(template(**group(signals_of_stack("Fleet"), policy, size=1)))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"


class TestAnUpdateOfAGroup:
    @pytest.fixture
    def autoscaling(self, empty_cloud: Cloud) -> Any:
        return boto3.client("autoscaling", REGION, **CREDENTIALS)

    def instances(self, autoscaling: Any, cloud: Cloud, name: str) -> list[str]:
        groups = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[cloud.physical_id(name, "Fleet")])
        return [one["InstanceId"] for one in groups["AutoScalingGroups"][0]["Instances"]]

    def test_replaces_its_instances_in_batches_and_waits_for_their_signals(
        self, empty_cloud: Cloud, autoscaling: Any
    ) -> None:
        rolling = {"MinInstancesInService": "1", "PauseTime": "PT10M", "WaitOnResourceSignals": "true"}
        policy = {"UpdatePolicy": {"AutoScalingRollingUpdate": {**rolling, "SuspendProcesses": ["AlarmNotification"]}}}
        user_data = signals_of_stack("Fleet")
        name = empty_cloud.create(template(**group(user_data, policy)))
        first, second = before = self.instances(autoscaling, empty_cloud, name)
        known = len(reasons(empty_cloud, name, "Fleet"))

        empty_cloud.update(name, template(**group(f"{user_data}# 2", policy)))

        after = self.instances(autoscaling, empty_cloud, name)
        assert empty_cloud.status(name) == "UPDATE_COMPLETE"
        assert len(after) == 2
        assert not set(after) & set(before)
        waiting = (
            "New instance(s) added to autoscaling group - Waiting on 1 resource signal(s) with a timeout of PT10M."
        )
        told = reasons(empty_cloud, name, "Fleet")[known:]
        assert [one for one in told if "Received SUCCESS" not in one] == [
            "",
            "Rolling update initiated. Terminating 2 obsolete instance(s) in batches of 1, while keeping at least 1 "
            "instance(s) in service. Waiting on resource signals with a timeout of PT10M when new instances are added "
            "to the autoscaling group.",
            f"Terminating instance(s) [{first}]; replacing with 1 new instance(s).",
            f"Successfully terminated instance(s) [{first}] (Progress 50%).",
            waiting,
            f"Terminating instance(s) [{second}]; replacing with 1 new instance(s).",
            f"Successfully terminated instance(s) [{second}] (Progress 100%).",
            waiting,
            "",
        ]
        assert sum("Received SUCCESS" in one for one in told) == 2

    def test_waits_for_a_client_in_each_batch(self, empty_cloud: Cloud) -> None:
        policy = {"UpdatePolicy": {"AutoScalingRollingUpdate": {"WaitOnResourceSignals": True}}}
        name = empty_cloud.create({**WAIT, **template(**group("one", policy))})
        body = json.dumps({**WAIT, **template(**group("two", policy))})
        empty_cloud.cloudformation.update_stack(StackName=name, TemplateBody=body)
        for batch in (1, 2):
            while sum("Waiting on 1 resource signal(s)" in one for one in reasons(empty_cloud, name, "Fleet")) < batch:
                pass
            empty_cloud.cloudformation.signal_resource(
                StackName=name, LogicalResourceId="Fleet", UniqueId=f"new-{batch}", Status="SUCCESS"
            )
        empty_cloud.wait(name)
        assert empty_cloud.status(name) == "UPDATE_COMPLETE"

    def test_whose_new_instances_do_not_signal_is_rolled_back(self, empty_cloud: Cloud, autoscaling: Any) -> None:
        policy = {"UpdatePolicy": {"AutoScalingRollingUpdate": {"WaitOnResourceSignals": True}}}
        name = empty_cloud.create(template(**group(signals_of_stack("Fleet"), policy)))
        empty_cloud.update(name, template(**group("#!/bin/bash", policy)))

        assert empty_cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert empty_cloud.reason(name, "Fleet", "UPDATE_FAILED").startswith("Failed to receive 1 resource signal(s)")
        assert len(self.instances(autoscaling, empty_cloud, name)) == 2

    def test_makes_room_first_if_too_few_would_be_in_service(self, empty_cloud: Cloud, autoscaling: Any) -> None:
        policy = {"UpdatePolicy": {"AutoScalingRollingUpdate": {"MinInstancesInService": 2}}}
        name = empty_cloud.create(template(**group("one", policy)))
        empty_cloud.update(name, template(**group("two", policy)))

        temporarily = "Temporarily setting autoscaling group MinSize and DesiredCapacity to 3."
        assert temporarily in reasons(empty_cloud, name, "Fleet")
        assert len(self.instances(autoscaling, empty_cloud, name)) == 2

    def test_cannot_keep_all_in_service(self, empty_cloud: Cloud) -> None:
        policy = {"UpdatePolicy": {"AutoScalingRollingUpdate": {"MinInstancesInService": 4}}}
        name = empty_cloud.create(template(**group("one", policy)))
        empty_cloud.update(name, template(**group("two", policy)))
        assert empty_cloud.reason(name, "Fleet", "UPDATE_FAILED") == (
            "MinInstancesInService must be less than the autoscaling group's MaxSize"
        )

    def test_may_replace_the_whole_group(self, empty_cloud: Cloud) -> None:
        policy = {
            "CreationPolicy": {"ResourceSignal": {"Count": 2}},
            "UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": True}},
        }
        user_data = signals_of_stack("Fleet")
        name = empty_cloud.create(template(**group(user_data, policy)))
        before = empty_cloud.physical_id(name, "Fleet")
        empty_cloud.update(name, template(**group(f"{user_data}# 2", policy)))

        assert empty_cloud.status(name) == "UPDATE_COMPLETE"
        assert empty_cloud.physical_id(name, "Fleet") != before
        assert empty_cloud.events(name)[-3:-1] == ["Fleet DELETE_IN_PROGRESS", "Fleet DELETE_COMPLETE"]

    def test_may_leave_sizes_alone_that_the_template_does_not_change(
        self, empty_cloud: Cloud, autoscaling: Any
    ) -> None:
        policy = {"UpdatePolicy": {"AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": True}}}
        name = empty_cloud.create(template(**group("one", policy)))
        fleet = empty_cloud.physical_id(name, "Fleet")
        autoscaling.update_auto_scaling_group(AutoScalingGroupName=fleet, DesiredCapacity=3)
        empty_cloud.update(name, template(**group("two", policy)))
        assert len(self.instances(autoscaling, empty_cloud, name)) == 3

    def test_resets_sizes_otherwise(self, empty_cloud: Cloud, autoscaling: Any) -> None:
        name = empty_cloud.create(template(**group("one")))
        fleet = empty_cloud.physical_id(name, "Fleet")
        autoscaling.update_auto_scaling_group(AutoScalingGroupName=fleet, DesiredCapacity=3)
        empty_cloud.update(name, template(**group("two")))
        assert len(self.instances(autoscaling, empty_cloud, name)) == 2


class TestAWaitCondition:
    def test_counts_as_signalled_by_an_instance_whose_user_data_has_the_url(self, empty_cloud: Cloud) -> None:
        server = instance("curl -X PUT -d @signal.json '${Handle}'")
        del server["CreationPolicy"]
        outputs = {"Data": {"Value": {"Fn::GetAtt": "Ready.Data"}}}
        name = empty_cloud.create(template(outputs, Handle=HANDLE, Server=server, Ready=condition()))

        assert empty_cloud.status(name) == "CREATE_COMPLETE"
        instance_id = empty_cloud.physical_id(name, "Server")
        assert json.loads(empty_cloud.outputs(name)["Data"]) == {instance_id: "given by the local CloudFormation"}
        assert empty_cloud.physical_id(name, "Ready") == f"{empty_cloud.stack_id(name)}/Handle"

    def test_knows_the_url_in_base64_and_in_the_metadata_of_cfn_init(self, empty_cloud: Cloud) -> None:
        commands = {"signal": {"command": ["cfn-signal.exe -e 0 ", {"Fn::Base64": {"Ref": "Handle"}}]}}
        metadata = {"AWS::CloudFormation::Init": {"config": {"commands": commands}}}
        server = instance("cfn-init.exe --resource Server", Metadata=metadata)
        del server["CreationPolicy"]
        name = empty_cloud.create(template(Handle=HANDLE, Server=server, Ready=condition()))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"

    def test_without_signals_times_out_on_the_emulated_clock(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create(template(Handle=HANDLE, Ready=condition(timeout=7200, Count=3)))

        assert empty_cloud.reason(name, "Ready", "CREATE_FAILED").startswith(
            "WaitCondition timed out. Received 0 conditions when expecting 3."
        )
        assert 7199 <= seconds_between_first_and_last(empty_cloud, name, "Ready") < 7800

    def put(self, cloud: Cloud, name: str, *signals: dict[str, str]) -> None:
        """Send signals to the handle of a stack that waits for them in real time."""
        while "Ready CREATE_IN_PROGRESS" not in cloud.events(name):
            pass
        url = cloud.physical_id(name, "Handle")
        for signal in signals:
            assert response_urls.put(url, json.dumps(signal).encode())
        cloud.wait(name)

    def begun(self, cloud: Cloud, **more: Any) -> str:
        outputs = {"Data": {"Value": {"Fn::GetAtt": "Ready.Data"}}}
        name = cloud.new_name()
        body = {**template(outputs, Handle=HANDLE, Ready=condition(**more)), **WAIT}
        cloud.cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        return name

    def test_takes_signals_at_the_url_of_its_handle(self, empty_cloud: Cloud) -> None:
        name = self.begun(empty_cloud, Count=2)
        first, second = ({"Status": "SUCCESS", "UniqueId": one, "Data": f"d{one}", "Reason": ""} for one in "12")
        self.put(empty_cloud, name, first, first, second)
        assert json.loads(empty_cloud.outputs(name)["Data"]) == {"1": "d1", "2": "d2"}

    def test_fails_with_the_reason_of_a_failure(self, empty_cloud: Cloud) -> None:
        name = self.begun(empty_cloud, Count=2)
        self.put(empty_cloud, name, {"Status": "FAILURE", "UniqueId": "1", "Reason": "no disk"})
        assert empty_cloud.reason(name, "Ready", "CREATE_FAILED") == (
            "WaitCondition received failed message: 'no disk' for uniqueId: 1"
        )

    def test_may_wait_by_a_creation_policy_instead_of_a_handle(self, empty_cloud: Cloud) -> None:
        ready = {
            "Type": "AWS::CloudFormation::WaitCondition",
            "CreationPolicy": {"ResourceSignal": {"Timeout": "PT5M"}},
        }
        server = instance(signals_of_stack("Ready"))
        del server["CreationPolicy"]
        name = empty_cloud.create(template(Ready=ready, Server=server))
        assert empty_cloud.status(name) == "CREATE_COMPLETE"

    def test_cannot_be_updated(self, empty_cloud: Cloud) -> None:
        server = instance("curl -X PUT '${Handle}'")
        del server["CreationPolicy"]
        name = empty_cloud.create(template(Handle=HANDLE, Server=server, Ready=condition()))
        empty_cloud.update(name, template(Handle=HANDLE, Server=server, Ready=condition(timeout=60)))
        assert empty_cloud.reason(name, "Ready", "UPDATE_FAILED") == (
            "Update to resource type AWS::CloudFormation::WaitCondition is not supported."
        )


class TestRequests:
    @pytest.mark.parametrize(
        ("resource", "message"),
        [
            (
                {"Type": "AWS::SNS::Topic", "CreationPolicy": {"ResourceSignal": {}}},
                "The local CloudFormation does not have CreationPolicy ResourceSignal of AWS::SNS::Topic (One).",
            ),
            (
                {"Type": "AWS::SNS::Topic", "UpdatePolicy": {"AutoScalingRollingUpdate": {}}},
                "The local CloudFormation does not have UpdatePolicy AutoScalingRollingUpdate of AWS::SNS::Topic "
                "(One).",
            ),
            (
                instance(timeout="15 minutes"),
                "Template error: the policies of One are invalid: 15 minutes is not a duration such as PT15M",
            ),
        ],
    )
    def test_name_policies_that_mean_nothing(self, empty_cloud: Cloud, resource: dict[str, Any], message: str) -> None:
        with pytest.raises(ClientError) as refused:
            empty_cloud.create(template(One=resource))
        assert message_of(refused) == message

    def test_name_a_mode_that_there_is_not(self, empty_cloud: Cloud) -> None:
        body = {**template(Handle=HANDLE), "Metadata": {"cfn-local": {"Signals": "perhaps"}}}
        with pytest.raises(ClientError) as refused:
            empty_cloud.create(body)
        assert message_of(refused) == (
            "Metadata cfn-local.Signals must be one of user-data, ok, none, wait, not perhaps"
        )
