"""scripts/package"""

import sys

from shipping import delivery, parsers
from shipping.archive import CompressionError
from shipping.cfn_archive import CfnError
from shipping.extension import UnknownExtensionError, chosen
from shipping.package import PackagingError, build
from shipping.requirements import RequirementsError

REFUSALS = (CfnError, CompressionError, PackagingError, RequirementsError, UnknownExtensionError)


def main(arguments: list[str]) -> int:
    try:
        for extension in chosen(parsers.package().parse_args(arguments).extensions):
            package = build(extension)
            written = delivery.write(package)
            print(f"{extension.type_name}  {len(package.content):>9,} bytes  sha256:{package.sha256}\n  {written}")
    except REFUSALS as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
