"""How hard the properties are tried: 500 documents each, always the same, or with HYPOTHESIS_PROFILE=nightly 20,000.

Registered only: a profile that is loaded would hold for the tests of other folders too.
"""

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
    max_examples=20_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
