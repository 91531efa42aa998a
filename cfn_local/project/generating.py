"""Cache of `cfn validate` and `cfn generate`: most runs change only a handler, which cfn does not read."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from cfn_local.project.cfn_command import CfnCommand
from cfn_local.project.scratch import Scratch
from cfn_local.registry import provider_schemas
from cfn_local.runtime import cache

# Packages whose versions determine the output: cfn, its plugin, and the schemas of AWS's types.
_DECIDING = ("cloudformation-cli", "cloudformation-cli-python-plugin", "cfn-lint", "cfn-local")
# Not read by either command.
_NOT_READ = ("inputs/", "test/", "examples/")
_FILE = "files.json"


def generated(scratch: Scratch, start_cfn: Callable[[], CfnCommand], *, with_validation: bool) -> dict[str, bytes]:
    """Return the files that cfn writes to the scratch copy. ProjectError if it refuses the project; not cached.

    cfn is started only if it is needed.
    """

    def make(folder: Path) -> None:
        cfn = start_cfn()
        if with_validation:
            cfn.validate()
        cfn.generate()
        texts = {name: content.decode("utf-8") for name, content in scratch.generated().items()}
        (folder / _FILE).write_text(json.dumps(texts), "utf-8")

    kept = cache.kept(f"generated/{_key(scratch.brought, with_validation)}", make)
    files: dict[str, str] = json.loads((kept / _FILE).read_text("utf-8"))
    for name, text in files.items():
        path = scratch.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return {name: text.encode() for name, text in files.items()}


def _key(brought: Mapping[str, bytes], with_validation: bool) -> str:
    content = sha256(repr([with_validation, *map(version, _DECIDING)]).encode())
    content.update(Path(provider_schemas.__file__).read_bytes())  # adapts the schemas of AWS's types to cfn
    for name in sorted(brought):
        if _is_read(name):
            content.update(f"\n{name} ".encode() + sha256(brought[name]).digest())
    return content.hexdigest()[:32]


def _is_read(name: str) -> bool:
    """Return whether cfn reads the file: under src, only what it generated itself."""
    if name.startswith("src/"):
        return name.endswith("/models.py") or "/target_models/" in name
    return not name.startswith(_NOT_READ)
