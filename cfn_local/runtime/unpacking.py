"""Unpacks archives from clients, which are untrusted, and packs folders again."""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO


class ArchiveError(Exception):
    """The file is not an archive, is too large, or would write outside its folder. The message says which."""


def unpack(archive: Path | IO[bytes], into: Path, most_bytes: int) -> None:
    """Unpack the archive into the new folder `into`, if it unpacks to at most `most_bytes`."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            for member in members:
                _check(member)
            size = sum(member.file_size for member in members)
            if size > most_bytes:
                raise ArchiveError(f"It is {_mebibytes(size)} unpacked, and may be at most {_mebibytes(most_bytes)}.")
            into.mkdir(parents=True)
            opened.extractall(into)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise ArchiveError(f"It is not a zip archive that can be read: {error}") from error
    except (OSError, ValueError) as error:  # such as a file that is a folder as well, or a name with a NUL byte
        raise ArchiveError(f"It cannot be unpacked: {error}") from error


def packed(folder: Path) -> bytes:
    """Return an archive of the files in `folder`, without what Python has compiled."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                archive.write(file, file.relative_to(folder))
    return written.getvalue()


def _check(member: zipfile.ZipInfo) -> None:
    # `filename` ends at a NUL byte; the other is the name in the archive.
    name = member.orig_filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0] or "\0" in name:
        raise ArchiveError(f"Its member {name!r} leads out of the archive.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ArchiveError(f"Its member {name!r} is a symbolic link.")
    if member.flag_bits & 0x1:
        raise ArchiveError(f"Its member {name!r} is encrypted.")


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.0f} MiB" if size >= 2**20 else f"{size} bytes"
