"""Proofs of AWS::AutoScaling::AutoScalingGroup: what a template may set, and where a client finds it."""

from __future__ import annotations

from typing import Final

from cfn_local.engine.types.aws.declaration import Proof

PROOFS: Final = (
    Proof({"AutoScalingGroupName": "fleet"}),
    Proof({"AvailabilityZones": ["{region}b"]}),
    Proof({"TargetGroupARNs": ["{AWS::ElasticLoadBalancingV2::TargetGroup}"]}),
    Proof({"LoadBalancerNames": ["{AWS::ElasticLoadBalancing::LoadBalancer}"]}),
    Proof({"CapacityRebalance": True}),
    Proof(
        {"MetricsCollection": [{"Granularity": "1Minute", "Metrics": ["GroupMaxSize", "GroupMinSize"]}]},
        "EnabledMetrics[].[Metric, Granularity]",
        [["GroupMaxSize", "1Minute"], ["GroupMinSize", "1Minute"]],
    ),
    Proof({"MetricsCollection": [{"Granularity": "1Minute"}]}, "length(EnabledMetrics)", 20),
    Proof(
        {
            "NotificationConfigurations": [
                {
                    "TopicARN": "{topic}",
                    "NotificationTypes": ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"],
                },
                {"TopicARN": ["{othertopic}"], "NotificationTypes": ["autoscaling:EC2_INSTANCE_LAUNCH_ERROR"]},
            ]
        },
        "NotificationConfigurations[].[TopicARN, NotificationType]",
        [
            ["{topic}", "autoscaling:EC2_INSTANCE_LAUNCH"],
            ["{topic}", "autoscaling:EC2_INSTANCE_TERMINATE"],
            ["{othertopic}", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"],
        ],
        read=("describe_notification_configurations", {"AutoScalingGroupNames": ["{Ref}"]}),
    ),
    Proof(
        {
            "NotificationConfiguration": {
                "TopicARN": "{topic}",
                "NotificationTypes": ["autoscaling:TEST_NOTIFICATION"],
            }
        },
        "NotificationConfigurations[].[TopicARN, NotificationType]",
        [["{topic}", "autoscaling:TEST_NOTIFICATION"]],
        read=("describe_notification_configurations", {"AutoScalingGroupNames": ["{Ref}"]}),
    ),
    Proof(
        {
            "LifecycleHookSpecificationList": [
                {
                    "LifecycleHookName": "warm-up",
                    "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
                    "DefaultResult": "CONTINUE",
                    "HeartbeatTimeout": 300,
                    "NotificationMetadata": "by us",
                    "NotificationTargetARN": "{queuearn}",
                    "RoleARN": "{rolearn}",
                }
            ]
        },
        "LifecycleHooks[].[LifecycleHookName, LifecycleTransition, DefaultResult, HeartbeatTimeout,"
        " NotificationMetadata, NotificationTargetARN, RoleARN]",
        [
            [
                "warm-up",
                "autoscaling:EC2_INSTANCE_LAUNCHING",
                "CONTINUE",
                300,
                "by us",
                "{queuearn}",
                "{rolearn}",
            ]
        ],
        read=("describe_lifecycle_hooks", {"AutoScalingGroupName": "{Ref}"}),
    ),
    Proof(
        {
            "CapacityReservationSpecification": {
                "CapacityReservationPreference": "capacity-reservations-first",
                "CapacityReservationTarget": {
                    "CapacityReservationIds": ["cr-0123456789abcdef0"],
                    "CapacityReservationResourceGroupArns": [
                        "arn:{partition}:resource-groups:{region}:{account}:group/reserved"
                    ],
                },
            }
        }
    ),
    Proof({"CapacityReservationSpecification": {"CapacityReservationPreference": "capacity-reservations-only"}}),
    Proof({"CapacityReservationSpecification": {"CapacityReservationPreference": "default"}}),
    Proof({"CapacityReservationSpecification": {"CapacityReservationPreference": "none"}}),
    Proof({"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"}}),
    Proof({"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-only"}}),
    Proof({"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "reservations-then-balanced"}}),
    Proof({"Context": "ours"}),
    Proof({"Cooldown": "60"}, "DefaultCooldown"),
    Proof({"DefaultInstanceWarmup": "30"}),
    Proof(
        {"DesiredCapacity": "1", "MinSize": "1", "MaxSize": 3},
        "[DesiredCapacity, MinSize, MaxSize]",
        [1, 1, 3],
        left=[1, 0, 2],
    ),
    Proof({"DesiredCapacityType": "units"}),
    Proof({"HealthCheckGracePeriod": 60}),
    Proof({"HealthCheckType": "ELB"}),
    Proof({"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 120}}),
    Proof({"MaxInstanceLifetime": 86400}),
    Proof({"NewInstancesProtectedFromScaleIn": True}),
    Proof({"PlacementGroup": "near"}),
    Proof({"TerminationPolicies": ["OldestInstance", "Default"]}),
    Proof(
        {"Tags": [{"Key": "team", "Value": "core", "PropagateAtLaunch": False}]},
        "Tags[].{Key: Key, Value: Value, PropagateAtLaunch: PropagateAtLaunch}",
    ),
    Proof(
        {"LaunchTemplate": {"LaunchTemplateId": "{othertemplate}", "Version": "$Latest"}},
        expected={"LaunchTemplateId": "{othertemplate}", "LaunchTemplateName": "other", "Version": "$Latest"},
    ),
    Proof(
        {"LaunchTemplate": {"LaunchTemplateName": "{othertemplatename}", "Version": "1"}},
        expected={"LaunchTemplateId": "{othertemplate}", "LaunchTemplateName": "other", "Version": "1"},
    ),
    Proof(
        {"LaunchTemplate": None, "LaunchConfigurationName": "{configuration}"},
        "[LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy]",
        ["{configuration}", None, None],
    ),
    Proof(
        {
            "LaunchTemplate": None,
            "MixedInstancesPolicy": {
                "InstancesDistribution": {
                    "OnDemandAllocationStrategy": "prioritized",
                    "OnDemandBaseCapacity": 1,
                    "OnDemandPercentageAboveBaseCapacity": 0,
                    "SpotAllocationStrategy": "price-capacity-optimized",
                },
                "LaunchTemplate": {
                    "LaunchTemplateSpecification": {"LaunchTemplateId": "{template}", "Version": "1"},
                    "Overrides": [
                        {"InstanceType": "m5.large", "WeightedCapacity": "2"},
                        {"InstanceType": "m6i.large"},
                    ],
                },
            },
        },
        "[LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy]",
        [
            None,
            None,
            {
                "InstancesDistribution": {
                    "OnDemandAllocationStrategy": "prioritized",
                    "OnDemandBaseCapacity": 1,
                    "OnDemandPercentageAboveBaseCapacity": 0,
                    "SpotAllocationStrategy": "price-capacity-optimized",
                },
                "LaunchTemplate": {
                    "LaunchTemplateSpecification": {
                        "LaunchTemplateId": "{template}",
                        "LaunchTemplateName": "fleet",
                        "Version": "1",
                    },
                    "Overrides": [
                        {"InstanceType": "m5.large", "WeightedCapacity": "2"},
                        {"InstanceType": "m6i.large"},
                    ],
                },
            },
        ],
    ),
    Proof(
        {"VPCZoneIdentifier": ["{subnet}"]},
        expected="{subnet}",
        given={"VPCZoneIdentifier": ["{othersubnet}", "{subnet}"], "AvailabilityZones": None},
    ),
)
