"""Archives opened within limits: what comes out of one has a size, a number and a depth.

A few kilobytes can hold a thousand times their size, archives in archives without end, members
that nobody here can decrypt, links that lead in a circle or out of the folder, a name of three
gigabytes, two files under one name.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from tigraph.errors import DataError
from tigraph.local import check_readable, ending
from tigraph.rdf import RDF_READ
from tigraph.registries.sources import ARCHIVES

#: At most so much comes out of what was given, in so many files, from archives in archives so deep;
#: a folder that holds more files is hardly the one that was meant.
LARGEST = 8 * 2**30
MOST_FILES = 20_000
DEEPEST = 3
#: What tells of a member (a long name, its attributes) is read into memory: at most so much of it.
LONGEST = 2**20

#: What opens a file that is packed alone, by the ending of its name.
_ALONE = {".gz": gzip, ".bz2": bz2, ".xz": lzma}

_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class _Left:
    """How much may still come out."""

    def __init__(self) -> None:
        self.size = LARGEST
        self.files = MOST_FILES

    def take(self, path: Path, size: int, files: int = 1) -> None:
        """Count a member, or a piece of one; raises `DataError` where it is too much."""
        self.size -= size
        self.files -= files
        if self.size < 0 or self.files < 0:
            raise DataError(
                f"{path}: more than {LARGEST // 2**30} GiB or {MOST_FILES:,} files come out of it. "
                "Unpack what is meant yourself, and give that."
            )


class _Member(tarfile.TarInfo):
    """A member of a tar, refused before what only tells of it is read, where that is too long."""

    _TELLS = (
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    )

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Member:
        member = super().frombuf(buf, encoding, errors)
        if member.size < 0 or (member.type in cls._TELLS and member.size > LONGEST):
            raise ValueError(f"a member of which {member.size:,} bytes tell")
        return member


def expanded(paths: Sequence[Path], scratch: Path) -> list[Path]:
    """Return the files that paths name: files, those in folders, those in archives.

    Archives (`ARCHIVES`), and files that are packed alone (.gz, but for RDF, which is read so;
    .bz2, .xz), are unpacked into folders of `scratch`. Raises `DataError` for an archive that is
    cut short, or not one, or encrypted, or has two files of one name, or of which too much comes
    out.
    """
    return _expanded(paths, scratch, _Left(), 0)


def _expanded(paths: Sequence[Path], scratch: Path, left: _Left, depth: int) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if _is_plain(one, path))
            files += _expanded(inside, scratch, left, depth)
        elif _is_packed(path):
            if depth == DEEPEST:
                raise DataError(f"{path.name}: archives in archives, deeper than {DEEPEST}.")
            target = scratch / f"{len(list(scratch.glob('*')))}-{path.name}"
            _unpack(path, target, left)
            files += _expanded([target], scratch, left, depth + 1)
        else:
            files.append(path)
    return files


def _is_packed(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith((*ARCHIVES, *_ALONE)) and not ending(name, RDF_READ)


def _is_plain(path: Path, folder: Path) -> bool:
    """Whether a path is a file of the folder, and no link out of it or in a circle."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _unpack(path: Path, target: Path, left: _Left) -> None:
    check_readable(path, "archive")
    target.mkdir(parents=True)
    name = path.name.lower()
    try:
        if name.endswith(".zip"):
            _unpack_zip(path, target, left)
        elif name.endswith(ARCHIVES):
            _unpack_tar(path, target, left)
        else:
            _unpack_alone(path, target, left)
    except NotImplementedError as error:
        raise DataError(
            f"{path}: packed in a way that is not read here ({error}). Unpack it yourself, and "
            "give the files."
        ) from None
    except RuntimeError:  # as zipfile says that a member is encrypted
        raise DataError(
            f"{path}: its files are encrypted. Unpack it with its password, and give them."
        ) from None
    except tarfile.FilterError as error:
        raise DataError(
            f"{path}: something in it leads out of it, or is no file ({error}). Nothing of it is "
            "read: unpack it yourself, and give the files."
        ) from None
    except (FileExistsError, IsADirectoryError, NotADirectoryError):
        raise DataError(
            f"{path}: a file and a folder in it have one name. Unpack it yourself, and give the "
            "files."
        ) from None
    except (*_BROKEN, EOFError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # here, and not in the archive
            raise DataError(f"{path} cannot be unpacked: {error.strerror}.") from None
        reason = str(error).partition("\n")[0].rstrip(":")  # tarfile lists all that it tried
        raise DataError(
            f"{path}: not an archive, or cut short ({reason}). Fetch the file again."
        ) from None


def _unpack_zip(path: Path, target: Path, left: _Left) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            left.take(path, member.file_size)
        written: set[str] = set()
        for member in archive.infolist():
            at = archive.extract(member, target)
            if not member.is_dir():
                _once(path, member.filename, written, at)


def _unpack_tar(path: Path, target: Path, left: _Left) -> None:
    with tarfile.open(path, tarinfo=_Member) as tar:
        written: set[str] = set()
        for member in tar:
            left.take(path, member.size)
            # where it would go, through links that are unpacked already
            if not member.isdir():
                _once(path, member.name, written, os.path.realpath(target / member.name))
            tar.extract(member, target, filter="data")


def _once(path: Path, name: str, written: set[str], at: str) -> None:
    """Raise `DataError` where a file stands in an archive twice: the last would win in silence."""
    if at in written:
        raise DataError(
            f"{path}: two files in it are called {name}. Unpack it yourself, and give the one that "
            "is meant."
        )
    written.add(at)


def _unpack_alone(path: Path, target: Path, left: _Left) -> None:
    with _ALONE[path.suffix.lower()].open(path) as packed, (target / path.stem).open("wb") as file:
        while some := packed.read(2**20):
            left.take(path, len(some), files=0)
            file.write(some)
