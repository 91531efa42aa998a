"""scripts/submit"""

import sys

from shipping import aws, parsers
from shipping.aws import Account
from shipping.extension import chosen
from shipping.package import build
from shipping.registration import artifact_bucket, carry_out
from shipping.registration_plan import plan_submission
from shipping.verbs.account import is_agreed, run, tell


def main(arguments: list[str]) -> int:
    options = parsers.submit().parse_args(arguments)

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
