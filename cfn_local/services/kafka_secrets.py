"""Managed Streaming for Kafka: the secrets with which clients sign in to a cluster, which moto lacks."""

from typing import Any

from cfn_local.services.kept_resources import add_path, records_of
from cfn_local.services.seam import add_actions

_PREFIX = "AmazonMSK_"


def install() -> None:
    """Associate secrets with a cluster, list them, and give them up. AWS too refuses names without its prefix."""
    from moto.core.responses import ActionResult
    from moto.core.utils import get_service_model
    from moto.kafka.responses import KafkaResponse

    def secrets_of(request: Any) -> tuple[str, dict[Any, Any]]:
        """The ARN of a cluster that exists, and its secrets as the keys of a dictionary."""
        arn = request.parse_parameters(request.normalized_request) or request.params["ClusterArn"]
        request.kafka_backend.describe_cluster(arn)
        return arn, records_of(request.kafka_backend, f"secrets of {arn}")

    def answer(arn: str, refused: list[str], message: str) -> Any:
        unprocessed = [{"SecretArn": one, "ErrorCode": "InvalidSecret", "ErrorMessage": message} for one in refused]
        return ActionResult({"ClusterArn": arn, "UnprocessedScramSecrets": unprocessed})

    class Actions:
        def batch_associate_scram_secret(self: Any) -> Any:
            arn, kept = secrets_of(self)
            asked = self.params["SecretArnList"]
            refused = [one for one in asked if f":secret:{_PREFIX}" not in one]
            kept.update({(one,): {} for one in asked if one not in refused})
            return answer(arn, refused, f"The name of the secret must begin with {_PREFIX}.")

        def batch_disassociate_scram_secret(self: Any) -> Any:
            arn, kept = secrets_of(self)
            asked = self.params["SecretArnList"]
            refused = [one for one in asked if kept.pop((one,), None) is None]
            return answer(arn, refused, "The secret is not associated with the cluster.")

        def list_scram_secrets(self: Any) -> Any:
            return ActionResult({"SecretArnList": [one for (one,) in secrets_of(self)[1]]})

    add_actions(KafkaResponse, Actions)
    add_path(KafkaResponse, get_service_model("kafka").operation_model("ListScramSecrets"))
