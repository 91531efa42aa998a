"""The archive that `cfn submit` would upload, built by cfn itself, except for the handlers' requirements."""

import io
import logging
import shutil
import tempfile
from contextlib import chdir, redirect_stdout
from pathlib import Path

from rpdk.core.exceptions import RPDKBaseException
from rpdk.core.project import Project

from shipping.archive import files_in
from shipping.extension import Extension

_NOT_SOURCE = shutil.ignore_patterns("build", "__pycache__", ".pytest_cache", "*.pyc", "*.zip", "rpdk.log*")


class CfnError(Exception):
    """cfn refuses the project. The message is cfn's."""


def files_by_cfn(extension: Extension) -> dict[str, bytes]:
    """Return the files of the archive. The nested archive of the handlers holds only their own package."""
    logging.getLogger("rpdk").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / extension.folder.name
        shutil.copytree(extension.folder, root, ignore=_NOT_SOURCE)
        project = Project(root=root)
        try:
            with redirect_stdout(io.StringIO()):  # cfn prints cfn-lint's messages about a module and continues
                project.load()
            # cfn would ask CloudFormation for the schemas of a hook's targets; the project has them.
            project.target_info = project._load_target_info(None, None, local_only=True)
            if extension.kind != "MODULE":
                project._plugin._build = lambda base: (Path(base) / "build").mkdir()
            with chdir(made):
                project.submit(True, None, None, None, None, None, None)
        except RPDKBaseException as error:
            raise CfnError(f"cfn refuses {extension.type_name}: {error}") from error
        (written,) = Path(made).glob("*.zip")
        return files_in(written.read_bytes())
