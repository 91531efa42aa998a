"""Managed Streaming for Kafka: moto lacks configurations, and fails for a cluster that does not exist."""

from typing import Any
from uuid import uuid4

from cfn_local import partitions
from cfn_local.services import clock, kafka_secrets, kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import replace_method


def _configuration(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    resource = f"configuration/{request['Name']}/{uuid4()}-1"
    now = clock.now()
    revision = {"CreationTime": now, "Description": request.get("Description", ""), "Revision": 1}
    return {
        "Arn": partitions.arn("kafka", backend.region_name, backend.account_id, resource),
        "CreationTime": now,
        "LatestRevision": revision,
        "Revision": 1,
        "State": "ACTIVE",
    }


CONFIGURATIONS = Kept(
    "configurations",
    ("Arn",),
    create="CreateConfiguration",
    read="DescribeConfiguration",
    delete="DeleteConfiguration",
    list="ListConfigurations",
    made=_configuration,
)
# The same configurations, with their properties. There is one revision of each.
REVISIONS = Kept("configurations", ("Arn",), read="DescribeConfigurationRevision")


def install() -> None:
    """Add configurations with one revision each, and the error for a cluster that does not exist."""
    from moto.core.exceptions import ServiceException
    from moto.kafka.models import KafkaBackend, kafka_backends
    from moto.kafka.responses import KafkaResponse

    class NoSuchCluster(ServiceException):
        code = "NotFoundException"

    def of_a_cluster(action: Any) -> Any:
        def checked(backend: Any, cluster_arn: str, *given: Any, **named: Any) -> Any:
            if cluster_arn not in backend.clusters:
                raise NoSuchCluster(f"The cluster {cluster_arn} does not exist.")
            return action(backend, cluster_arn, *given, **named)

        return checked

    for name in ("delete_cluster", "describe_cluster", "describe_cluster_v2"):
        replace_method(KafkaBackend, name, of_a_cluster(getattr(KafkaBackend, name)))
    kept_resources.install("kafka", KafkaResponse, kafka_backends, CONFIGURATIONS, REVISIONS)
    kafka_secrets.install()
