"""How hard the properties are tried: 500 documents each, always the same, or with HYPOTHESIS_PROFILE=nightly 5,000.

Registered only: a profile that is loaded would hold for the tests of other folders too.
"""

import boto3
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "normal",
    max_examples=500,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="session")
def boto_session() -> boto3.Session:
    """One session for all tests: each would read the services' models anew, which takes longer than most tests."""
    return boto3.Session("testing", "testing", region_name="us-east-1")
