"""CloudWatch: moto lacks anomaly detectors. They are kept; none learns from a metric.

After https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/.
"""

import json
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from cfn_local.services.kept_resources import Record, records_of
from cfn_local.services.seam import add_actions

_METRIC = ("Namespace", "MetricName", "Dimensions", "Stat")
_SINGLE, _MATH = "SingleMetricAnomalyDetector", "MetricMathAnomalyDetector"
_SETTINGS = ("Configuration", "MetricCharacteristics")


def _detected(request: Record) -> Record:
    """What a detector is for. A metric that stands alone is the older form of a detector of a single metric."""
    if request.get(_MATH):
        return {_MATH: request[_MATH]}
    stated = request.get(_SINGLE) or {name: request[name] for name in _METRIC if request.get(name)}
    metric = {"Dimensions": [], **stated}
    return {_SINGLE: metric, **{name: metric[name] for name in _METRIC if name in metric}}


def _identifier(request: Record) -> str:
    return request.get("AnomalyDetectorId") or str(uuid5(NAMESPACE_OID, json.dumps(_detected(request), sort_keys=True)))


def _kind(record: Record) -> str:
    return "METRIC_MATH" if _MATH in record else "SINGLE_METRIC"


def install() -> None:
    """Add PutAnomalyDetector, DescribeAnomalyDetectors and DeleteAnomalyDetector."""
    from moto.cloudwatch.exceptions import ResourceNotFoundException
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import ActionResult, EmptyResult

    def detectors(request: Any) -> dict[Any, Record]:
        return records_of(request.cloudwatch_backend, "anomaly detectors")

    class Actions:
        def put_anomaly_detector(self: Any) -> ActionResult:
            request = dict(self.params)
            identifier = _identifier(request)
            settings = {name: request[name] for name in _SETTINGS if request.get(name)}
            detectors(self)[identifier,] = {
                "AnomalyDetectorId": identifier,
                "StateValue": "PENDING_TRAINING",
                **_detected(request),
                **settings,
            }
            return ActionResult({"AnomalyDetectorId": identifier})

        def describe_anomaly_detectors(self: Any) -> ActionResult:
            identifiers = self._get_param("AnomalyDetectorIds")
            kinds = self._get_param("AnomalyDetectorTypes") or ["SINGLE_METRIC"]
            asked = {name: self._get_param(name) for name in _METRIC if self._get_param(name)}
            found = [
                record
                for record in detectors(self).values()
                if (record["AnomalyDetectorId"] in identifiers if identifiers else _kind(record) in kinds)
                and all(record.get(name) == value for name, value in asked.items())
            ]
            return ActionResult({"AnomalyDetectors": found})

        def delete_anomaly_detector(self: Any) -> EmptyResult:
            if detectors(self).pop((_identifier(dict(self.params)),), None) is None:
                raise ResourceNotFoundException
            return EmptyResult()

    add_actions(CloudWatchResponse, Actions)
