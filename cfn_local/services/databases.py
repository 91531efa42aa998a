"""RDS: moto forgets some settings of instances and the subnet groups that it modifies.

It lacks the actions that reset parameters, and those that modify subscriptions and proxies, and leaves the automated
snapshots of deleted clusters behind.
"""

from typing import Any

from cfn_local.services import cluster_databases, proxy_targets
from cfn_local.services.seam import add_actions, replace_method

# Settings of an instance, and the members under which descriptions have them.
_FORGOTTEN = {
    "DatabaseInsightsMode": "database_insights_mode",
    "DedicatedLogVolume": "dedicated_log_volume",
    "EnablePerformanceInsights": "performance_insights_enabled",
    "EngineLifecycleSupport": "engine_lifecycle_support",
    "NetworkType": "network_type",
    "PerformanceInsightsKMSKeyId": "performance_insights_kms_key_id",
    "PerformanceInsightsRetentionPeriod": "performance_insights_retention_period",
    "PromotionTier": "promotion_tier",
    "StorageThroughput": "storage_throughput",
}
_SUBSCRIPTIONS = ("SnsTopicArn", "SourceType", "EventCategories", "Enabled")
_PROXIES = ("Auth", "DebugLogging", "IdleClientTimeout", "RequireTLS", "RoleArn")


def install() -> None:
    """Keep all settings of instances; add the actions that reset or modify what moto only creates."""
    from moto.core.responses import ActionResult
    from moto.core.utils import camelcase_to_underscores
    from moto.rds.models import RDSBackend
    from moto.rds.responses import RDSResponse

    change_subnets, describe_option_groups = RDSBackend.modify_db_subnet_group, RDSResponse.describe_option_groups
    modify_instance, modify_cluster = RDSBackend.modify_db_instance, RDSResponse.modify_db_cluster
    delete_cluster = RDSBackend.delete_db_cluster
    delete_proxy = RDSResponse.delete_db_proxy

    def keeping(action: Any) -> Any:
        def kept(response: Any) -> Any:
            answered = action(response)
            database = response.backend.databases[response.params["DBInstanceIdentifier"]]
            for name, member in _FORGOTTEN.items():
                if (stated := response.params.get(name)) is not None:
                    setattr(database, member, stated)
            return answered

        return kept

    def reset(response: Any, group: Any) -> ActionResult:
        if response.params.get("ResetAllParameters"):
            group.parameters.clear()
        for parameter in response.params.get("Parameters") or ():
            group.parameters.pop(parameter["ParameterName"], None)
        return ActionResult({"DBParameterGroupName": group.name, "DBClusterParameterGroupName": group.name})

    def take_over(response: Any, target: Any, names: tuple[str, ...]) -> None:
        for name in names:
            if (stated := response.params.get(name)) is not None:
                setattr(target, camelcase_to_underscores(name), stated)

    def modify_db_subnet_group(backend: Any, subnet_name: str, description: str, subnets: Any) -> Any:
        group = change_subnets(backend, subnet_name, description, subnets)
        backend.subnet_groups[subnet_name] = group
        return group

    def modify_db_instance(backend: Any, db_instance_identifier: str, db_kwargs: dict[str, Any]) -> Any:
        name = db_kwargs.get("db_parameter_group_name")
        if name is not None and name.startswith("default."):
            del db_kwargs["db_parameter_group_name"]
            backend.databases[db_instance_identifier].db_parameter_group_name = name
        return modify_instance(backend, db_instance_identifier, db_kwargs)

    def delete_db_cluster(backend: Any, cluster_identifier: str, snapshot_name: str | None = None) -> Any:
        deleted = delete_cluster(backend, cluster_identifier, snapshot_name)
        snapshots = backend.cluster_snapshots
        for key, snapshot in list(snapshots.items()):
            if snapshot.snapshot_type == "automated" and snapshot.db_cluster_identifier == cluster_identifier:
                del snapshots[key]
        return deleted

    class Actions:
        def describe_option_groups(self: Any) -> Any:
            if self.params.get("OptionGroupName") is None:
                return ActionResult({"OptionGroupsList": list(self.backend.option_groups.values())})
            return describe_option_groups(self)

        create_db_instance = keeping(RDSResponse.create_db_instance)
        create_db_instance_read_replica = keeping(RDSResponse.create_db_instance_read_replica)
        modify_db_instance = keeping(RDSResponse.modify_db_instance)
        restore_db_instance_from_db_snapshot = keeping(RDSResponse.restore_db_instance_from_db_snapshot)

        def modify_db_cluster(self: Any) -> Any:
            cluster = self.backend.clusters[self.params["DBClusterIdentifier"]]
            exports = self.params.get("CloudwatchLogsExportConfiguration") or {}
            gone, new = (exports.get(name) or [] for name in ("DisableLogTypes", "EnableLogTypes"))
            kept = [one for one in cluster.enabled_cloudwatch_logs_exports if one not in gone]
            cluster.enabled_cloudwatch_logs_exports = [*kept, *new]
            return modify_cluster(self)

        def delete_db_proxy(self: Any) -> Any:
            self.backend.describe_db_proxies(self.params["DBProxyName"])
            return delete_proxy(self)

        def reset_db_parameter_group(self: Any) -> ActionResult:
            return reset(self, self.backend.db_parameter_groups[self.params["DBParameterGroupName"]])

        def reset_db_cluster_parameter_group(self: Any) -> ActionResult:
            return reset(self, self.backend.db_cluster_parameter_groups[self.params["DBClusterParameterGroupName"]])

        def modify_event_subscription(self: Any) -> ActionResult:
            subscription = self.backend.describe_event_subscriptions(self.params["SubscriptionName"])[0]
            take_over(self, subscription, _SUBSCRIPTIONS)
            return ActionResult({"EventSubscription": subscription})

        def add_source_identifier_to_subscription(self: Any) -> ActionResult:
            subscription = self.backend.describe_event_subscriptions(self.params["SubscriptionName"])[0]
            subscription.source_ids = [*subscription.source_ids, self.params["SourceIdentifier"]]
            return ActionResult({"EventSubscription": subscription})

        def remove_source_identifier_from_subscription(self: Any) -> ActionResult:
            subscription = self.backend.describe_event_subscriptions(self.params["SubscriptionName"])[0]
            gone = self.params["SourceIdentifier"]
            subscription.source_ids = [one for one in subscription.source_ids if one != gone]
            return ActionResult({"EventSubscription": subscription})

        def modify_db_proxy(self: Any) -> ActionResult:
            proxy = self.backend.describe_db_proxies(self.params["DBProxyName"])[0]
            take_over(self, proxy, _PROXIES)
            if (groups := self.params.get("SecurityGroups")) is not None:
                proxy.vpc_security_group_ids = groups
            return ActionResult({"DBProxy": proxy})

    add_actions(RDSResponse, Actions)
    replace_method(RDSBackend, "modify_db_subnet_group", modify_db_subnet_group)
    replace_method(RDSBackend, "delete_db_cluster", delete_db_cluster)
    replace_method(RDSBackend, "modify_db_instance", modify_db_instance)
    cluster_databases.install()
    proxy_targets.install()
