"""Runs the commands of the real cfn that a test needs, in the scratch copy of one project."""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project import cfn_output
from cfn_local.project.cfn_process import CfnProcess, Finished
from cfn_local.project.loading import ProjectError
from cfn_local.project.replies import CONTROL_URL


class CfnCommand:
    """Starts at once, so that cfn is imported meanwhile. `home`, to be made, stands for the user's own and for /tmp."""

    def __init__(self, folder: Path, home: Path, on_event: Callable[[dict[str, Any]], None]) -> None:
        home.mkdir()
        self._log = folder / "rpdk.log"
        system = {
            **environment.of_system(os.environ),
            **environment.NO_SETTINGS,
            "HOME": str(home),
            "TMPDIR": str(home),
            # The suite needs none of the plugins that happen to be installed, and importing them takes a second.
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
        self._process = CfnProcess(folder, system, on_event)

    def __enter__(self) -> "CfnCommand":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.__exit__(kind, error, trace)

    def use(self, aws: LocalAws) -> None:
        """Direct all further commands to `aws`, and nowhere else."""
        self._endpoint = aws.url
        self._process.add_environment({**aws.environment({}), CONTROL_URL: aws.label_url.removesuffix("/label")})

    def validate(self) -> None:
        self._expect_success(self._run("validate"), "cfn validate")

    def generate(self) -> None:
        self._expect_success(self._run("generate", "--region", environment.REGION), "cfn generate")

    def test(self, function: str, configuration: Path | None, suite_arguments: tuple[str, ...]) -> Finished:
        """Run the suite against `function` with the files in inputs/. A failed test is not an error."""
        arguments = ["--endpoint", self._endpoint, "--function-name", function, "--region", environment.REGION]
        if configuration:
            arguments += ["--typeconfig", str(configuration.resolve())]
        return self._run("test", *arguments, "--", *suite_arguments)

    def _run(self, *arguments: str) -> Finished:
        """Run cfn; if it crashes, append the traceback from its log to the output."""
        self._log.unlink(missing_ok=True)
        finished = self._process.run(*arguments)
        if not cfn_output.is_crash(finished.output) or not self._log.is_file():
            return finished
        return Finished(finished.status, cfn_output.traceback(self._log.read_text("utf-8", "replace")))

    def _expect_success(self, finished: Finished, command: str) -> None:
        if finished.status:
            raise ProjectError(f"{command} failed: {cfn_output.reason(finished.output)}", finished.output)
