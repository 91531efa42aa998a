"""Runs of Glue jobs go as somebody tells the local AWS."""

import pytest

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError


class TestARunOfAGlueJob:
    def test_went_as_it_was_told(self, aws: LocalAws) -> None:
        glue = aws.client("glue")
        glue.create_job(Name="job", Role="glue", Command={"Name": "glueetl"})
        run_id = glue.start_job_run(JobName="job")["JobRunId"]
        aws.put_job_run({"JobName": "job", "Id": run_id, "JobRunState": "FAILED", "ExecutionTime": 90})
        run = glue.get_job_run(JobName="job", RunId=run_id)["JobRun"]
        assert (run["JobRunState"], run["ExecutionTime"]) == ("FAILED", 90)

    def test_that_nobody_started_cannot_be_told_of(self, aws: LocalAws) -> None:
        aws.client("glue").create_job(Name="job", Role="glue", Command={"Name": "glueetl"})
        with pytest.raises(LocalAwsError, match="job has no run jr_1"):
            aws.put_job_run({"JobName": "job", "Id": "jr_1"})
        with pytest.raises(LocalAwsError, match="A run is told of by its Id too"):
            aws.put_job_run({"JobName": "job"})
