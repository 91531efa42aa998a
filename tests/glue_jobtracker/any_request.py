"""Any request that can be fulfilled, for properties that hold for all of them."""

from typing import Any

from awscommunity_glue_jobtracker.complaints import RETENTIONS
from awscommunity_glue_jobtracker.settings import RATES
from hypothesis import strategies as st

ADDRESSES = st.builds(
    "{}@{}.example.com".format, st.from_regex(r"[a-z+.]{1,12}", fullmatch=True), st.sampled_from("ab")
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)
TAG_TEXTS = st.from_regex(r"[A-Za-z0-9 _.:/=+@-]{1,20}", fullmatch=True).filter(lambda key: not key.startswith("aws:"))
PRICES = st.floats(0, 100, allow_nan=False)


def optional(**members: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Any subset of these members."""
    return st.fixed_dictionaries({}, optional=members)


def lists(values: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[list[Any]]:
    """At least one of them, each once."""
    return st.lists(values, min_size=1, max_size=most, unique=True)


BUCKETS = st.just({"Bucket": "figures"}) | st.just({"Bucket": "figures", "Prefix": "glue/"})
MAILS = st.fixed_dictionaries(
    {"Sender": ADDRESSES, "Recipients": lists(ADDRESSES)}, optional={"SenderRegion": st.just("eu-west-1")}
)
DESTINATIONS = MAILS | BUCKETS | st.builds(lambda mail, bucket: {**mail, **bucket}, MAILS, BUCKETS)
EXPRESSIONS = ["rate(1 day)", "cron(15 10 ? * 6L 2022-2099)", "cron(0 0/4 1,L * ? *)"]
SCHEDULES = optional(
    Enabled=st.booleans(), ScheduleExpression=st.sampled_from(EXPRESSIONS), PeriodDays=st.integers(1, 15)
)
REPORTS = st.builds(lambda destination, schedule: {**destination, **schedule}, DESTINATIONS, SCHEDULES)
THRESHOLDS = optional(
    Workers=st.integers(1, 1000),
    DurationMinutes=st.integers(1, 10080),
    StreamDurationMinutes=st.integers(1, 5_256_000),
    Dpus=st.floats(0.0625, 1000),
    Cost=st.floats(0.01, 1e6),
)


def requests() -> st.SearchStrategy[dict[str, Any]]:
    """Requests without a name, a role, a topic and a key."""
    return optional(
        AlertEmails=lists(ADDRESSES),
        AlertStates=st.lists(st.sampled_from(["FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"]), unique=True),
        AlertOn=st.sampled_from(["EveryAttempt", "LastAttempt"]),
        AlertFormat=st.sampled_from(["TEXT", "CHATBOT"]),
        OwnerTag=TEXTS,
        JobNames=lists(TEXTS.filter(lambda name: "*" not in name) | st.just("prod-*")),
        Thresholds=THRESHOLDS.filter(bool),
        ExemptTag=optional(Key=TEXTS, Value=st.one_of(st.just(""), TEXTS)).filter(bool),
        Report=REPORTS,
        Pricing=optional(
            Source=st.sampled_from(["BuiltIn", "PriceListApi"]),
            Currency=st.sampled_from(["USD", "EUR"]),
            **dict.fromkeys(RATES, PRICES),
        ).filter(bool),
        RunRetentionDays=st.integers(31, 400),
        LogRetentionInDays=st.sampled_from([int(days) for days in RETENTIONS.split()]),
        RetainRunTableOnDelete=st.booleans(),
        Tags=st.lists(
            st.fixed_dictionaries({"Key": TAG_TEXTS, "Value": TAG_TEXTS}),
            max_size=5,
            unique_by=lambda tag: str(tag["Key"]),
        ),
    )
