"""Anomaly detectors of CloudWatch, which moto lacks."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

METRIC: dict[str, Any] = {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Stat": "Sum"}
MATH: dict[str, Any] = {"MetricDataQueries": [{"Id": "e1", "Expression": "m1 * 2", "ReturnData": True}]}


class TestAnAnomalyDetector:
    def test_is_the_one_of_its_metric_in_whichever_form_it_is_asked_for(self) -> None:
        cloudwatch = client("cloudwatch")
        cloudwatch.put_anomaly_detector(**METRIC)
        cloudwatch.put_anomaly_detector(SingleMetricAnomalyDetector=METRIC, Configuration={"MetricTimezone": "UTC"})
        (found,) = cloudwatch.describe_anomaly_detectors()["AnomalyDetectors"]
        assert (found["MetricName"], found["SingleMetricAnomalyDetector"]["Stat"]) == ("Errors", "Sum")
        assert found["Configuration"]["MetricTimezone"] == "UTC"

    def test_of_a_formula_is_described_only_if_its_kind_is_asked_for(self) -> None:
        cloudwatch = client("cloudwatch")
        cloudwatch.put_anomaly_detector(MetricMathAnomalyDetector=MATH)
        assert cloudwatch.describe_anomaly_detectors()["AnomalyDetectors"] == []
        (found,) = cloudwatch.describe_anomaly_detectors(AnomalyDetectorTypes=["METRIC_MATH"])["AnomalyDetectors"]
        assert found["MetricMathAnomalyDetector"]["MetricDataQueries"][0]["Expression"] == "m1 * 2"

    def test_of_another_metric_is_not_described(self) -> None:
        cloudwatch = client("cloudwatch")
        cloudwatch.put_anomaly_detector(**METRIC)
        assert cloudwatch.describe_anomaly_detectors(MetricName="Duration")["AnomalyDetectors"] == []
        assert len(cloudwatch.describe_anomaly_detectors(MetricName="Errors")["AnomalyDetectors"]) == 1

    def test_is_deleted_once(self) -> None:
        cloudwatch = client("cloudwatch")
        cloudwatch.put_anomaly_detector(**METRIC)
        cloudwatch.delete_anomaly_detector(**METRIC)
        with pytest.raises(ClientError) as refused:
            cloudwatch.delete_anomaly_detector(**METRIC)
        assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"
