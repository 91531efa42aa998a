"""The CDK app of the examples, synthesised and deployed by what scripts/setup_cdk puts into .venv-cdk."""

import json
import os
import subprocess
from pathlib import Path

from cfn_local import environment
from tests.local_account import LocalAccount

ROOT = Path(__file__).resolve().parents[1]
CDK_BIN = ROOT / ".venv-cdk" / "bin"


def synthesised(folder: Path, **context: str) -> Path:
    """The folder with the app's templates, as `cdk synth` would have them."""
    done = subprocess.run(
        [CDK_BIN / "python", ROOT / "examples/cdk_app/app.py"],
        cwd=folder,
        env={
            **environment.of_system(os.environ),
            "PATH": f"{CDK_BIN}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(CDK_BIN.parent / "packages"),
            "CDK_OUTDIR": str(folder),
            "CDK_CONTEXT_JSON": json.dumps(context),
            "CDK_VALIDATION": "false",  # knows AWS's own types only, and takes longer than all the rest
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def cdk(
    account: LocalAccount, folder: Path, *arguments: str, app: Path = ROOT / "examples/cdk_app"
) -> subprocess.CompletedProcess[str]:
    """Run the real `cdk` on the app, in a shell whose AWS is the account; it writes to `folder`."""
    return subprocess.run(
        [CDK_BIN / "cdk", *arguments, "--output", str(folder), "--no-color", "--no-notices"],
        cwd=app,
        env=environment_of_cdk(account, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def environment_of_cdk(account: LocalAccount, folder: Path) -> dict[str, str]:
    """That of a shell on a system whose own Node.js does not run the CDK, with PATH as the README has it."""
    of_system = folder / "system"
    of_system.mkdir(parents=True, exist_ok=True)
    old_node = of_system / "node"
    old_node.write_text("#!/bin/sh\nexit 1\n")
    old_node.chmod(0o755)
    return {
        **account.environment,
        "PATH": os.pathsep.join([str(CDK_BIN), str(of_system), os.environ["PATH"]]),
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(CDK_BIN.parent / "packages"),
        "CDK_VALIDATION": "false",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CI": "true",
    }
