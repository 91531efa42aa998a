"""The constructs are tested where the CDK is, in .venv-cdk, by `scripts/test constructs`; elsewhere nothing is here."""

import importlib.util
import os
import sys
from pathlib import Path

collect_ignore_glob = [] if importlib.util.find_spec("aws_cdk") else ["test_*.py"]

# The CDK starts Node.js when it is imported; a current one lies beside this Python, and what it unpacks beside that.
os.environ["JSII_NODE"] = str(Path(sys.executable).with_name("node"))
os.environ["JSII_RUNTIME_PACKAGE_CACHE_ROOT"] = str(Path(sys.prefix, "packages"))
# Its own look at templates knows AWS's types only, and takes longer than all that is tested here.
os.environ["CDK_VALIDATION"] = "false"
# Its Python files are the largest there are: compiled once, they are read in a tenth of the time.
sys.dont_write_bytecode = False
