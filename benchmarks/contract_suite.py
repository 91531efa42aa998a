"""The contract suite of one project: `cfn-local test` beside plain `cfn test` behind moto's own proxy.

The plain way is what a user would put together: moto's proxy (with our added services, since moto lacks what the
handlers need), a minimal Lambda endpoint that runs the handlers from source, and `cfn test`. It starts all of that
and really sleeps the handlers' callback delays; a second plain way answers them as 0. Neither validates, generates
or packages anything; `cfn-local test` does all three. The requirements are installed before anything is measured.
One input set is used, in a copy of the project.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pairs import measure, table

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROJECT = ROOT / "resources" / "awscommunity-odcr-group"
ROUNDS = 3


def main() -> str:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / PROJECT.name
        shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("inputs_2_*", "build"))
        ways = {
            "plain cfn test, delays slept": plain(project, sleeps=True),
            "plain cfn test, delays answered as 0": plain(project, sleeps=False),
            "cfn-local test --source": cfn_local(project, "--source"),
            "cfn-local test": cfn_local(project),
        }
        return table(f"Contract suite of {PROJECT.name}, {ROUNDS} rounds", measure(ways, ROUNDS))


def cfn_local(project: Path, *options: str) -> Callable[[], None]:
    return lambda: _succeed([BIN / "cfn-local", "test", *options, project], dict(os.environ), ROOT)


def plain(project: Path, *, sleeps: bool) -> Callable[[], None]:
    def run() -> None:
        proxy, functions = _free_port(), _free_port()
        environment = _environment(proxy)
        servers = [
            _start("benchmarks.plain_moto_proxy", str(proxy), environment=dict(os.environ)),
            _start("benchmarks.plain_lambda", str(functions), str(int(sleeps)), environment=environment),
        ]
        try:
            for port in (proxy, functions):
                _await(port)
            endpoint = f"http://127.0.0.1:{functions}"
            _succeed([BIN / "cfn", "test", "--endpoint", endpoint, "--region", "us-east-1"], environment, project)
        finally:
            for server in servers:
                server.kill()
                server.wait()

    return run


def _environment(proxy: int) -> dict[str, str]:
    import moto.moto_proxy

    authority = str(Path(moto.moto_proxy.__file__).with_name("ca.crt"))
    return {
        **os.environ,
        "HTTPS_PROXY": f"http://127.0.0.1:{proxy}",
        "NO_PROXY": "127.0.0.1",
        "AWS_CA_BUNDLE": authority,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
        "PYTHONPATH": f"{ROOT}:{PROJECT / 'src'}",
    }


def _start(module: str, *arguments: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)


def _succeed(command: list[Path | str], environment: dict[str, str], folder: Path) -> None:
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _await(port: int) -> None:
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
