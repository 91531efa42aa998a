"""`cfn-local test` as a user starts it, on strangers' projects as they lie there."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cfn_local.contract.strangers import PROJECTS, cfn_local, copied, written  # type: ignore[import-not-found]
