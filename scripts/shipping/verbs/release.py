"""scripts/release"""

import sys

from shipping import parsers
from shipping.aws import Account, AwsError
from shipping.extension import chosen
from shipping.package import build
from shipping.registration import artifact_bucket
from shipping.releasing import release
from shipping.verbs.account import run

_MAKE_A_BUCKET = (
    "There is no bucket to upload to. Make one with `aws cloudformation deploy --stack-name awscommunity-artifacts "
    "--template-file rollout/artifacts.yaml`, or name yours with --bucket."
)


def main(arguments: list[str]) -> int:
    options = parsers.release().parse_args(arguments)

    def work() -> int:
        packages = [build(extension) for extension in chosen(options.extensions)]
        account = Account.of(options.profile, options.region)
        bucket = options.bucket or artifact_bucket(account)
        if bucket is None:
            raise AwsError(_MAKE_A_BUCKET)
        for written in release(account, packages, bucket, options.into):
            print(written)
        for package in packages:
            print(f"  s3://{bucket}/{package.key}")
        return 0

    return run("release", work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
