"""scripts/package"""

import argparse
import sys

from shipping import delivery
from shipping.archive import CompressionError
from shipping.cfn_archive import CfnError
from shipping.extension import UnknownExtensionError, chosen
from shipping.package import PackagingError, build
from shipping.requirements import RequirementsError

REFUSALS = (CfnError, CompressionError, PackagingError, RequirementsError, UnknownExtensionError)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/package", description="Build packages into build/packages.")
    parser.add_argument("extensions", nargs="*", metavar="EXTENSION", help="folder or type name; default: all")
    try:
        for extension in chosen(parser.parse_args(arguments).extensions):
            package = build(extension)
            written = delivery.write(package)
            print(f"{extension.type_name}  {len(package.content):>9,} bytes  sha256:{package.sha256}\n  {written}")
    except REFUSALS as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
