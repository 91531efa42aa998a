"""scripts/submit"""

import sys

from shipping import aws
from shipping.aws import Account
from shipping.extension import chosen
from shipping.package import build
from shipping.registration import artifact_bucket, carry_out
from shipping.registration_plan import plan_submission
from shipping.verbs.account import is_agreed, parser, run, tell

_WHAT = "Register extensions in one account and Region. What is registered already with the same package is left alone."


def main(arguments: list[str]) -> int:
    options_of = parser("submit", _WHAT)
    options_of.add_argument("--set-default", action="store_true", help="have templates use these versions from now on")
    options_of.add_argument("--bucket", help="where to upload to; default: the bucket of the stack of rollout")
    options = options_of.parse_args(arguments)

    def work() -> int:
        packages = [build(extension) for extension in chosen(options.extensions)]
        account = Account.of(options.profile, options.region)
        registered = {one.extension.type_name: aws.live_versions(account, one.extension) for one in packages}
        steps = plan_submission(packages, registered, set_default=options.set_default)
        if is_agreed(account, steps, options):
            carry_out(account, steps, options.bucket or artifact_bucket(account), tell)
        return 0

    return run("submit", work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
