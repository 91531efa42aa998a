"""The figures of a period as data: for one account, and for many in one bucket."""

import csv
import gzip
import io
from typing import Any

import boto3
import pytest
from awscommunity_glue_jobtracker.function.figures import COLUMNS, object_of

from tests.glue_jobtracker.function.reports import facts, row
from tests.glue_jobtracker.function.tracked_account import Account

KEY = "glue/account=123456789012/region=us-east-1/week=2026-11-16/week.csv.gz"


def lines(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(body).decode())))


@pytest.fixture
def bucket(account: Account) -> Any:
    """A bucket for the figures, of a tracker that mails none."""
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="figures")
    account.change(bucket="figures", prefix="glue/", sender="", recipients=[])
    return s3


class TestTheObject:
    def test_has_a_key_for_each_tracker_and_week(self) -> None:
        key, _ = object_of(facts([row()]), "glue/")

        assert key == KEY

    def test_has_a_line_for_each_job_and_way_of_running(self) -> None:
        marks = "owner=lake,reason=out of memory"
        _, body = object_of(facts([row(), row(), row(state="FAILED", attempt=1, breaches="cost", marks=marks)]), "")

        good, bad = sorted(lines(body), key=lambda line: line["state"], reverse=True)
        assert {name: good[name] for name in ("tracker", "period_start", "period_end", "job", "runs", "cost")} == {
            "tracker": "week",
            "period_start": "2026-11-16",
            "period_end": "2026-11-22",
            "job": "orders",
            "runs": "2",
            "cost": "6.160000",
        }
        assert {name: bad[name] for name in ("owner", "reason", "successful", "retry", "breaches", "unit_hours")} == {
            "owner": "lake",
            "reason": "out of memory",
            "successful": "false",
            "retry": "1",
            "breaches": "cost",
            "unit_hours": "10.000000",
        }

    def test_is_the_same_for_the_same_figures(self) -> None:
        assert object_of(facts([row()]), "") == object_of(facts([row()]), "")

    def test_has_a_header_though_nothing_ran(self) -> None:
        _, body = object_of(facts(), "")

        assert gzip.decompress(body).decode() == ",".join(COLUMNS) + "\n"


class TestAReportIntoABucket:
    def test_needs_neither_mail_nor_topic(self, account: Account, bucket: Any) -> None:
        account.ends("orders")
        done = account.report()

        assert (done["outcome"], done["object"]) == ("stored", f"s3://figures/{KEY}")
        assert lines(bucket.get_object(Bucket="figures", Key=KEY)["Body"].read())[0]["job"] == "orders"
        assert (account.mails, account.alerts) == ([], [])

    def test_comes_beside_the_mail(self, account: Account, bucket: Any) -> None:
        account.change(bucket="figures", prefix="glue/")
        account.report()

        assert len(account.mails) == 1
        assert [one["Key"] for one in bucket.list_objects_v2(Bucket="figures")["Contents"]] == [KEY]

    def test_that_is_refused_goes_to_the_topic_and_says_why(self, account: Account, bucket: Any) -> None:
        account.change(bucket="nobodys", prefix="", sender="", recipients=[])
        account.report()

        ((_, text),) = account.alerts
        assert text.startswith("The figures could not be put into the bucket nobodys. NoSuchBucket: ")
