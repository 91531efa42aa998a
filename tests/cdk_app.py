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


def cdk(account: LocalAccount, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the real `cdk` on the example app, in a shell whose AWS is the account; it writes to `folder`."""
    return subprocess.run(
        [CDK_BIN / "cdk", *arguments, "--output", str(folder), "--no-color", "--no-notices"],
        cwd=ROOT / "examples/cdk_app",
        env={
            **account.environment,
            "PATH": f"{CDK_BIN}{os.pathsep}{os.environ['PATH']}",
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(CDK_BIN.parent / "packages"),
            "CDK_VALIDATION": "false",
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            "CI": "true",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
