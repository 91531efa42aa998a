"""scripts/remove"""

import sys

from shipping import aws, parsers, stacks
from shipping.aws import Account, AwsError
from shipping.extension import chosen
from shipping.registration import artifact_bucket, carry_out, uses
from shipping.registration_plan import plan_removal
from shipping.verbs.account import is_agreed, run, tell


def main(arguments: list[str]) -> int:
    options = parsers.remove().parse_args(arguments)

    def work() -> int:
        extensions = chosen(options.extensions)
        account = Account.of(options.profile, options.region)
        registered = {one.type_name: aws.live_versions(account, one) for one in extensions}
        steps = plan_removal(extensions, registered, list(stacks.names(account)))
        version_arns = {version.arn for versions in registered.values() for version in versions}
        used = sorted(uses(account, extensions, version_arns))
        if used and not options.in_use:
            raise AwsError(
                f"Stacks use these types: {', '.join(used)}. They could not be updated or deleted any more: delete "
                "them first, or say --in-use."
            )
        if is_agreed(account, steps, options):
            carry_out(account, steps, None, tell)
            if bucket := artifact_bucket(account):
                tell(f"The bucket {bucket} stays, with its packages.")
        return 0

    return run("remove", work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
