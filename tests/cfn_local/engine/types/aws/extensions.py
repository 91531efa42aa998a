"""What stories name of the account's own extensions, such as {hookpackage}, {firsthook}, {secondhookid}, {hooktype}.

The packages have no handlers, so that registering one takes no process.
"""

import re
from collections.abc import Callable

from tests.cfn_local.registry.package_stories import package
from tests.cfn_local.registry.registry_stories import Registrar, client

TYPES = {
    "Resource": "Example::Testing::Thing",
    "Hook": "Example::Testing::Check",
    "Module": "Example::Testing::Pair::MODULE",
}
_NAME = re.compile(r"(?P<which>first|second)?(?P<kind>resource|hook|module)(?P<what>package|id|type|name)?")


def is_one(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def named(name: str, other: Callable[[str], str]) -> str:
    """What `name` stands for; `other` gives what other names do."""
    found = _NAME.fullmatch(name)
    assert found is not None
    which, kind, what = found.groups()
    if what == "package":
        return _upload(kind)
    if what == "type":
        return other(f"first{kind}").rpartition("/")[0]
    if what == "name" and other(f"first{kind}"):
        return TYPES[kind.capitalize()]
    if what == "id":
        return other(f"{which}{kind}").rpartition("/")[2]
    if which == "second":
        other(f"first{kind}")
    client("s3").create_bucket(Bucket="packages")
    return Registrar(client("cloudformation"), client("s3")).register(kind.upper(), _content(kind))


def version(kind: str, url: str) -> dict[str, str]:
    """The properties of a version of the kind Resource, Hook or Module with the package at `url`."""
    name, package_ = ("ModuleName", "ModulePackage") if kind == "Module" else ("TypeName", "SchemaHandlerPackage")
    return {name: TYPES[kind], package_: url}


def _upload(kind: str) -> str:
    client("s3").create_bucket(Bucket="packages")
    client("s3").put_object(Bucket="packages", Key=f"{kind}.zip", Body=_content(kind))
    return f"s3://packages/{kind}.zip"


def _content(kind: str) -> bytes:
    return package("MODULE") if kind == "module" else package(kind.upper(), has_handlers=False)
