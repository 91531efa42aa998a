"""Zip archives with the same bytes on every machine."""

import hashlib
import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

# The earliest time that a zip archive can store.
_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 9
_ZIP = ".zip"
_WITHIN = f"{_ZIP}/"
_MADE_ON_UNIX = 3
_MODE = 0o644 << 16
# The output of zlib 1.2 and 1.3 for some text. Others, such as zlib-ng, compress well, but to other bytes.
_SAMPLE = " ".join(str(number * number) for number in range(4000)).encode()
_COMPRESSED = "5ccdd549ab77f47a76def032575c22bb73c490fc215f7e3eefae00f9898c5f3a"


class CompressionError(Exception):
    """This Python compresses to other bytes than other machines do."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of `files`, sorted by name, with fixed times and modes; `inner.zip/name` is in a nested one.

    Raise CompressionError if the zlib of this Python would produce other bytes than on other machines.
    """
    if not _compresses_as_others(_SAMPLE):
        raise CompressionError(
            f"The zlib of this Python ({zlib.ZLIB_RUNTIME_VERSION}) compresses unlike zlib 1.3, so the checksums of "
            "packages would be those of no other machine. Use a Python that is built with zlib itself."
        )
    outer: dict[str, bytes] = {}
    inner: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for name, content in files.items():
        within, slash, own_name = name.partition(_WITHIN)
        if slash:
            inner[within + _ZIP][own_name] = content
        else:
            outer[name] = content
    return _zipped({**outer, **{name: _zipped(members) for name, members in inner.items()}})


def files_in(content: bytes) -> dict[str, bytes]:
    """Return the files in a zip archive by name; those of nested archives as `inner.zip/name`."""
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in opened.namelist():
            if name.endswith(_ZIP):
                files |= {f"{name}/{inner}": text for inner, text in files_in(opened.read(name)).items()}
            elif not name.endswith("/"):
                files[name] = opened.read(name)
    return files


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Return the compression method: files that are compressed already are only stored."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system, member.external_attr = _MADE_ON_UNIX, _MODE
            member.compress_type = zipfile.ZIP_STORED if name.endswith(_ZIP) else zipfile.ZIP_DEFLATED
            opened.writestr(member, members[name], compresslevel=_LEVEL)
    return written.getvalue()


@cache
def _compresses_as_others(sample: bytes) -> bool:
    return hashlib.sha256(zlib.compress(sample, _LEVEL)).hexdigest() == _COMPRESSED
