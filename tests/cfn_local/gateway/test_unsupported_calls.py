"""What the local AWS lacks is an error of the asked service, by name, and never a success."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core.request import Request

from cfn_local.gateway import dispatch
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.gateway.message import AwsRequest


class TestAnActionThatMotoLacks:
    @pytest.mark.parametrize(
        ("service", "method", "parameters", "name"),
        [
            ("ses", "list_receipt_filters", {}, "ses:ListReceiptFilters"),  # query
            ("ec2", "describe_fast_launch_images", {}, "ec2:DescribeFastLaunchImages"),  # ec2
            ("health", "describe_events", {}, "health:DescribeEvents"),  # json
            ("lambda", "list_code_signing_configs", {}, "lambda:ListCodeSigningConfigs"),  # rest-json
            ("route53", "list_cidr_collections", {}, "route53:ListCidrCollections"),  # rest-xml
            ("s3control", "list_jobs", {"AccountId": "123456789012"}, "s3:ListJobs"),  # rest-xml
            ("cloudwatch", "list_metric_streams", {}, "cloudwatch:ListMetricStreams"),
            ("eventbridgev2", "list_event_buses", {}, "events:ListEventBuses"),  # rpc-v2-cbor, and no service of moto
            ("pricing", "describe_services", {}, "pricing:DescribeServices"),
            ("braket", "search_jobs", {"filters": []}, "braket:POST /jobs"),  # no service of moto: routes unknown
        ],
    )
    def test_is_an_error_of_the_service_that_nobody_retries(
        self, aws: LocalAws, service: str, method: str, parameters: dict[str, Any], name: str
    ) -> None:
        with pytest.raises(ClientError) as caught:
            getattr(aws.client(service), method)(**parameters)

        response = caught.value.response
        assert response["Error"]["Code"] == "NotImplemented"
        assert response["Error"]["Message"] == f"The local AWS does not have {name}."
        assert response["ResponseMetadata"]["HTTPStatusCode"] == 501
        assert aws.describe().unsupported == (name,)
        assert len(aws.describe().calls) == 1

    def test_is_named_once_however_often_it_is_called(self, aws: LocalAws) -> None:
        for _ in range(2):
            with pytest.raises(ClientError):
                aws.client("health").describe_events()

        assert aws.describe().unsupported == ("health:DescribeEvents",)


class TestASubresourceOfS3ThatMotoLacks:
    def test_is_not_taken_for_a_call_on_the_bucket(self, aws: LocalAws) -> None:
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="bucket")

        with pytest.raises(ClientError, match="does not have s3:PutBucketRequestPayment"):
            s3.put_bucket_request_payment(Bucket="bucket", RequestPaymentConfiguration={"Payer": "Requester"})

    def test_would_be_taken_for_one_by_moto(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where this fails, moto has learned it, and the name can leave the list of what it lacks."""
        create = _request("PUT", "https://bucket.s3.amazonaws.com/")
        dispatch.answer(create, Journal())
        monkeypatch.setattr(dispatch, "SUBRESOURCES_OF_S3_THAT_MOTO_LACKS", frozenset())

        for name in ("analytics", "intelligent-tiering", "metrics"):
            stored = dispatch.answer(_request("PUT", f"https://bucket.s3.amazonaws.com/?{name}&id=1"), Journal())
            read = dispatch.answer(_request("GET", f"https://bucket.s3.amazonaws.com/?{name}&id=1"), Journal())
            assert (stored.status, read.status, b"<ListBucketResult" in read.body) == (200, 200, True)


class TestAFailureInsideMoto:
    @pytest.mark.parametrize(
        ("url", "content_type", "expected"),
        [
            (
                "https://sts.amazonaws.com/?Action=GetCallerIdentity",
                "application/x-www-form-urlencoded",
                b"<ErrorResponse><Error><Type>Sender</Type><Code>InternalFailure</Code><Message>The local AWS failed "
                b"in sts:GetCallerIdentity: KeyError: 'lost'</Message></Error>",
            ),
            (
                "https://ssm.us-east-1.amazonaws.com/",
                "application/x-amz-json-1.1",
                b'{"__type": "InternalFailure", "message": "The local AWS failed in ssm:GET /: KeyError: \'lost\'"}',
            ),
        ],
    )
    def test_is_an_error_that_tells_it(
        self, monkeypatch: pytest.MonkeyPatch, url: str, content_type: str, expected: bytes
    ) -> None:
        def failing(request: Request, full_url: str, headers: Any) -> None:
            raise KeyError("lost")

        monkeypatch.setattr(dispatch, "_moto_handler", lambda *_: failing)
        journal = Journal()
        answer = dispatch.answer(_request("GET", url, content_type), journal)

        assert answer.status == 501
        assert expected in answer.body
        assert journal.unsupported == []


def _request(method: str, url: str, content_type: str = "text/plain") -> AwsRequest:
    host = url.split("/")[2]
    return AwsRequest(method, url, {"Content-Type": content_type, "Host": host}, b"")


class TestARegionThatAwsHasNot:
    @pytest.mark.parametrize(
        ("service", "call", "host"),
        [
            ("cloudformation", "describe_stacks", "cloudformation.no-such-region-0.amazonaws.com"),
            ("ssm", "describe_parameters", "ssm.no-such-region-0.amazonaws.com"),
            ("s3", "list_buckets", "s3.no-such-region-0.amazonaws.com"),
        ],
    )
    def test_is_an_error_that_names_it(self, aws: LocalAws, service: str, call: str, host: str) -> None:
        with pytest.raises(ClientError) as refused:
            getattr(aws.client(service, "no-such-region-0"), call)()
        error = refused.value.response["Error"]
        expected = f"AWS has no Region no-such-region-0, and no host {host}."
        assert (error["Code"], error["Message"]) == ("UnknownRegion", expected)
