"""Names of a tracker's parts: every name and ARN derives from the tracker's name, account and Region."""

from dataclasses import dataclass

PREFIX = "glue-job-tracker-"
ROLE_PATH = "/awscommunity/glue-job-tracker/"
RUNS_SUFFIX, REPORT_SUFFIX = "-runs", "-report"


@dataclass(frozen=True)
class Names:
    """The names of one tracker. A name of 30 characters at most leaves room for the Region in the 64 of a role."""

    tracker: str
    account: str
    region: str
    partition: str

    @property
    def common(self) -> str:
        """The name of the function, the table, the topic, the queue and the alarm."""
        return PREFIX + self.tracker

    @property
    def runs_rule(self) -> str:
        """The rule that hands job runs to the function."""
        return self.common + RUNS_SUFFIX

    @property
    def report_rule(self) -> str:
        """The rule that asks the function for a report."""
        return self.common + REPORT_SUFFIX

    @property
    def role(self) -> str:
        """The function's role. Roles are the account's, not the Region's."""
        return f"{self.common}-{self.region}"

    @property
    def log_group(self) -> str:
        """The function's log group."""
        return f"/aws/lambda/{self.common}"

    @property
    def function_arn(self) -> str:
        return self._arn("lambda", f"function:{self.common}")

    @property
    def table_arn(self) -> str:
        return self._arn("dynamodb", f"table/{self.common}")

    @property
    def topic_arn(self) -> str:
        return self._arn("sns", self.common)

    @property
    def queue_arn(self) -> str:
        return self._arn("sqs", self.common)

    @property
    def alarm_arn(self) -> str:
        return self._arn("cloudwatch", f"alarm:{self.common}")

    @property
    def log_group_arn(self) -> str:
        return self._arn("logs", f"log-group:{self.log_group}")

    @property
    def role_arn(self) -> str:
        return f"arn:{self.partition}:iam::{self.account}:role{ROLE_PATH}{self.role}"

    def rule_arn(self, rule: str) -> str:
        """Return the ARN of a rule of this name, which may have wildcards."""
        return self._arn("events", f"rule/{rule}")

    def _arn(self, service: str, resource: str) -> str:
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"
