"""Messages from the cfn process to its parent: JSON lines on a descriptor that the parent opened."""

import json
import os
from typing import Any

DESCRIPTOR = "CFN_LOCAL_REPLIES"
# Holds the control endpoint of the local AWS for the suite's reporter.
CONTROL_URL = "CFN_LOCAL_CONTROL_URL"


def tell(document: dict[str, Any]) -> None:
    """Send one document to the parent immediately."""
    with open(int(os.environ[DESCRIPTOR]), "w", encoding="utf-8", closefd=False) as replies:
        replies.write(json.dumps(document) + "\n")
