"""scripts/release"""

import argparse
import sys
from pathlib import Path

from shipping.aws import Account, AwsError
from shipping.extension import chosen
from shipping.package import build
from shipping.registration import artifact_bucket
from shipping.releasing import RELEASE, release
from shipping.verbs.account import add_common, run

_WHAT = "Upload packages under keys that say what they hold, and write the parameters of the templates in rollout/."
_MAKE_A_BUCKET = (
    "There is no bucket to upload to. Make one with `aws cloudformation deploy --stack-name awscommunity-artifacts "
    "--template-file rollout/artifacts.yaml`, or name yours with --bucket."
)


def main(arguments: list[str]) -> int:
    options_of = add_common(argparse.ArgumentParser(prog="scripts/release", description=_WHAT))
    options_of.add_argument("--bucket", help="where to upload to; default: that of the stack awscommunity-artifacts")
    options_of.add_argument("--into", type=Path, default=RELEASE, help="the folder for the parameters")
    options = options_of.parse_args(arguments)

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
