"""The deployment package of the function, reproducible byte for byte."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

FOLDER = Path(__file__).with_name("function")
HANDLER = "function.handler.handler"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time in a zip file
READABLE = 0o100644 << 16


@cache
def zipped() -> bytes:
    """Return a zip file of the folder `function`. Stored, since zlib's versions compress differently."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for path in sorted(FOLDER.rglob("*.py")):
            entry = ZipInfo(path.relative_to(FOLDER.parent).as_posix(), EARLIEST)
            entry.external_attr = READABLE
            entry.create_system = 3  # Unix, wherever it is packed
            archive.writestr(entry, path.read_bytes())
    return file.getvalue()


@cache
def code_sha256() -> str:
    """Return its SHA-256 in Base64, which Lambda returns as CodeSha256."""
    return b64encode(sha256(zipped()).digest()).decode()
