"""The schemas of a hook's targets, in its target-schemas/, where cfn looks before it asks AWS."""

import json
import sys
from pathlib import Path

from shipping.extension import Extension

from cfn_local.registry.provider_schemas import schema

REGION = "us-east-1"  # where cfn-lint's schemas have every type


def write_target_schemas(project: Path) -> None:
    """Write those that are missing; existing ones stay, because the hook was written for them."""
    handlers = Extension.in_folder(project).schema.get("handlers", {}).values()
    for type_name in sorted({name for handler in handlers for name in handler.get("targetNames", [])}):
        path = project / "target-schemas" / f"{type_name.lower().replace('::', '-')}.json"
        found = None if path.exists() else schema(type_name, REGION)
        if found is not None:
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    write_target_schemas(Path(sys.argv[1]))
