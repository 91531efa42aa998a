"""The central bucket for figures: who may write, what the table holds, and what the saved queries answer."""

import csv
import gzip
import io
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.figures import COLUMNS, object_of
from awscommunity_glue_jobtracker.function.window import Window

from cfn_local.registry.module_fragments import read_fragment
from tests.glue_jobtracker.function.reports import HERE, facts, row

RESOURCES = read_fragment(Path(__file__).resolve().parents[2] / "modules/glue-report-bucket/fragments")["Resources"]
QUERIES = {name: one for name, one in RESOURCES.items() if one["Type"] == "AWS::Athena::NamedQuery"}
AFFINITIES = {"double": "REAL", "bigint": "INTEGER", "int": "INTEGER", "boolean": "BOOLEAN"}


def columns() -> list[dict[str, str]]:
    told: list[dict[str, str]] = RESOURCES["Figures"]["Properties"]["TableInput"]["StorageDescriptor"]["Columns"]
    return told


class TestTheTable:
    def test_has_the_columns_that_the_function_writes_in_their_order(self) -> None:
        assert [column["Name"] for column in columns()] == list(COLUMNS)

    def test_has_types_that_hold_what_is_written(self) -> None:
        _, body = object_of(facts([row()]), "")
        line = next(csv.DictReader(io.StringIO(gzip.decompress(body).decode())))
        made = {"double": float, "bigint": int, "int": int, "boolean": ("true", "false").index}
        for column in columns():
            made.get(column["Type"], str)(line[column["Name"]])  # type: ignore[operator]


class TestTheBucketPolicy:
    STATEMENTS = {one["Sid"]: one for one in RESOURCES["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]}

    def test_refuses_all_that_comes_without_tls(self) -> None:
        denial = self.STATEMENTS["TlsOnly"]

        assert (denial["Effect"], denial["Principal"], denial["Action"]) == ("Deny", "*", "s3:*")
        assert denial["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}

    def test_lets_accounts_of_the_organization_write_under_their_own_name_alone(self) -> None:
        (grant,) = [one for one in self.STATEMENTS.values() if one["Effect"] == "Allow"]

        assert grant["Action"] == "s3:PutObject"
        assert grant["Resource"] == {"Fn::Sub": "${Bucket.Arn}/${Prefix}account=${!aws:PrincipalAccount}/*"}
        assert grant["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": {"Ref": "OrganizationId"}}}


@pytest.fixture
def athena() -> sqlite3.Connection:
    """Two weeks of two accounts, in a database that understands the same SQL."""
    database = sqlite3.connect(":memory:")
    kinds = ", ".join(f"{one['Name']} {AFFINITIES.get(one['Type'], 'TEXT')}" for one in columns())
    database.execute(f"CREATE TABLE figures ({kinds})")
    quiet, busy = replace(HERE, account="111111111111"), replace(HERE, account="222222222222")
    old = row(size="G.1X|10|10|STANDARD|5.0", marks="owner=lake")
    failed = row("lake", state="FAILED", breaches="cost", marks="reason=KeyError")
    for place, before, now in ((quiet, [row()], [row()]), (busy, [old], [old, old, failed])):
        for window, rows in ((Window(facts().window.start, 7), before), (facts().window, now)):
            _, body = object_of(replace(facts(rows), place=place, window=window), "")
            lines = csv.reader(io.StringIO(gzip.decompress(body).decode()))
            next(lines)
            for line in lines:
                told: list[Any] = [{"true": True, "false": False}.get(value, value) for value in line]
                database.execute(f"INSERT INTO figures VALUES ({', '.join('?' * len(told))})", told)
    return database


def answers(athena: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    sql, names = QUERIES[name]["Properties"]["QueryString"]["Fn::Sub"]
    assert names == {"Table": {"Ref": "Figures"}}
    return [
        tuple(round(value, 2) if isinstance(value, float) else value for value in line)
        for line in athena.execute(sql.replace("${Table}", "figures"))
    ]


class TestTheSavedQueries:
    def test_name_the_account_that_caused_the_spike(self, athena: sqlite3.Connection) -> None:
        assert answers(athena, "WhichAccountCausedTheSpike") == [
            ("222222222222", 11.88, 4.4, 7.48),
            ("111111111111", 3.08, 3.08, 0.0),
        ]

    def test_name_the_jobs_that_did(self, athena: sqlite3.Connection) -> None:
        assert answers(athena, "WhichJobsCausedTheSpike")[:2] == [
            ("222222222222", "us-east-1", "orders", 8.8, 4.4),
            ("222222222222", "us-east-1", "lake", 3.08, 3.08),
        ]

    def test_say_what_did_not_succeed_and_why(self, athena: sqlite3.Connection) -> None:
        assert answers(athena, "WhatDidNotSucceed") == [("2026-11-16", "222222222222", "KeyError", 1, 3.08)]

    def test_sum_up_by_owner(self, athena: sqlite3.Connection) -> None:
        assert answers(athena, "WhoOwnsTheCost")[0] == ("2026-11-16", "lake", 2, 8.8)

    def test_find_breaches(self, athena: sqlite3.Connection) -> None:
        assert [line[3:6] for line in answers(athena, "WhatBreachedItsLimits")] == [("lake", "cost", 1)]

    def test_find_old_versions(self, athena: sqlite3.Connection) -> None:
        assert answers(athena, "WhatRunsOnOldVersions") == [("222222222222", "us-east-1", "orders", "5.0", 8.8)]

    def test_are_all_tried_here(self) -> None:
        assert len(QUERIES) == 6
