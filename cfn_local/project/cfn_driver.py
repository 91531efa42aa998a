"""The child's side of `CfnProcess`: reads command lines as JSON, runs the real `cfn`, answers status and output."""

import json
import logging
import os
import sys
import tempfile
from typing import Any

from cfn_local.project.replies import tell
from cfn_local.runtime.worker import share_service_models


def main() -> None:
    # Imported here, so that the module itself costs nothing to import.
    from rpdk.core.cli import main as cfn

    share_service_models()
    for line in sys.stdin:
        command = json.loads(line)
        os.environ.update(command["environment"])
        status, output = _run(cfn, command["arguments"])
        tell({"status": status, "output": output})


def _run(cfn: Any, arguments: list[str]) -> tuple[int, str]:
    """Return the status and the combined stdout and stderr, as a terminal would show them."""
    sys.stdout.flush()
    sys.stderr.flush()
    with tempfile.TemporaryFile() as file:
        kept = os.dup(1), os.dup(2)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            cfn(arguments)
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            logging.shutdown()
            for number, original in enumerate(kept, 1):
                os.dup2(original, number)
                os.close(original)
        file.seek(0)
        return status, file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
