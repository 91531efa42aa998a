"""The lines that make a shell's environment into another."""

import subprocess
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from cfn_local.shell.up import exports

NAMES = st.sampled_from(
    ["AWS_PROFILE", "AWS_CA_BUNDLE", "BOTO_CONFIG", "HTTPS_PROXY", "no_proxy", "NODE_EXTRA_CA_CERTS", "MINE"]
)
VALUES = st.text(alphabet="a$`'\"\\\n ;*~é=", max_size=8)
ENVIRONMENTS = st.dictionaries(NAMES, VALUES)


def after(environ: Mapping[str, str], lines: str) -> dict[str, str]:
    """The environment of a shell that had `environ` and has read `lines`."""
    path = {"PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["sh", "-c", 'eval "$0"; env -0', lines], env={**environ, **path}, capture_output=True, text=True, check=True
    )
    found = dict(each.split("=", 1) for each in done.stdout.split("\0") if each)
    return {name: value for name, value in found.items() if name not in ("PATH", "PWD", "SHLVL", "_", "OLDPWD")}


class TestExports:
    @settings(max_examples=50, deadline=None)
    @given(ENVIRONMENTS, ENVIRONMENTS)
    def test_make_the_users_environment_into_the_one_that_is_wanted(
        self, users: dict[str, str], wanted: dict[str, str]
    ) -> None:
        assert after(users, exports(users, wanted)) == wanted

    @settings(max_examples=20, deadline=None)
    @given(ENVIRONMENTS)
    def test_leave_nothing_of_aws_in_a_shell_with_other_settings(self, others: dict[str, str]) -> None:
        found = after(others, exports({}, {"AWS_REGION": "us-east-1"}))

        assert {name for name in found if name.startswith(("AWS_", "BOTO_"))} == {"AWS_REGION"}
