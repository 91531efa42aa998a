"""A CDK app of one stack whose template is a file: synthesised without the construct library, in no time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from tests.cdk_app import CDK_BIN, cdk, environment_of_cdk
from tests.local_account import LocalAccount

STACK = "Shop"
VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version"

_APP = f"""
import os, shutil
folder = os.environ["CDK_OUTDIR"]
os.makedirs(folder, exist_ok=True)
for name in ("manifest.json", "{STACK}.template.json"):
    shutil.copy(name, folder)
"""
_MANIFEST = {
    "version": "36.0.0",
    "artifacts": {
        STACK: {
            "type": "aws:cloudformation:stack",
            "environment": "aws://123456789012/us-east-1",
            "properties": {
                "templateFile": f"{STACK}.template.json",
                "requiresBootstrapStackVersion": 6,
                "bootstrapStackVersionSsmParameter": VERSION_PARAMETER,
            },
        }
    },
}
_SECONDS_UNTIL_A_WATCH_HANGS = 120


@dataclass(frozen=True)
class PlainApp:
    """The app in its folder, and the account that it is deployed to, which counts as bootstrapped."""

    account: LocalAccount
    folder: Path

    def __post_init__(self) -> None:
        self.account.client("ssm").put_parameter(Name=VERSION_PARAMETER, Value="32", Type="String", Overwrite=True)
        settings = {"app": f"{sys.executable} app.py", "watch": {"include": ["*.template.json"]}}
        for name, text in {
            "app.py": _APP,
            "cdk.json": json.dumps(settings),
            "manifest.json": json.dumps(_MANIFEST),
        }.items():
            (self.folder / name).write_text(text)

    def holds(self, **resources: Any) -> None:
        """Write the template."""
        (self.folder / f"{STACK}.template.json").write_text(json.dumps({"Resources": resources}))

    def cdk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return cdk(self.account, self.folder / "cdk.out", *arguments, app=self.folder)

    @contextmanager
    def watched(self) -> Iterator[Iterator[str]]:
        """The lines that `cdk watch` writes; it is stopped at the end."""
        watching = subprocess.Popen(
            [CDK_BIN / "cdk", "watch", "--hotswap-fallback", "--no-logs", "--no-color", "--no-notices"],
            cwd=self.folder,
            env=environment_of_cdk(self.account, self.folder / "cdk.out"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        guard = Timer(_SECONDS_UNTIL_A_WATCH_HANGS, watching.kill)
        guard.start()
        assert watching.stdout is not None
        try:
            yield iter(watching.stdout)
        finally:
            guard.cancel()
            watching.terminate()
            watching.wait()
            watching.stdout.close()
