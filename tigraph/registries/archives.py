"""Archives opened within limits: what comes out of one has a size, a number and a depth.

A few kilobytes can hold a thousand times their size, archives in archives without end, members
that nobody here can decrypt, links that lead in a circle or out of the folder.
"""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from tigraph.errors import DataError
from tigraph.local import check_readable
from tigraph.registries.sources import ARCHIVES

#: At most so much comes out of what was given, in so many files, from archives in archives so deep;
#: a folder that holds more files is hardly the one that was meant.
LARGEST = 8 * 2**30
MOST_FILES = 20_000
DEEPEST = 3

_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class _Left:
    """How much may still come out."""

    def __init__(self) -> None:
        self.size = LARGEST
        self.files = MOST_FILES

    def take(self, path: Path, size: int) -> None:
        """Count a member; raises `DataError` where it is too much."""
        self.size -= size
        self.files -= 1
        if self.size < 0 or self.files < 0:
            raise DataError(
                f"{path}: more than {LARGEST // 2**30} GiB or {MOST_FILES:,} files come out of it. "
                "Unpack what is meant yourself, and give that."
            )


def expanded(paths: Sequence[Path], scratch: Path) -> list[Path]:
    """Return the files that paths name: files, those in folders, those in archives.

    Archives (.tgz, .tar.gz, .zip) are unpacked into folders of `scratch`. Raises `DataError` for
    an archive that is cut short, or not one, or encrypted, or of which too much comes out.
    """
    return _expanded(paths, scratch, _Left(), 0)


def _expanded(paths: Sequence[Path], scratch: Path, left: _Left, depth: int) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if _is_plain(one, path))
            files += _expanded(inside, scratch, left, depth)
        elif path.name.lower().endswith(ARCHIVES):
            if depth == DEEPEST:
                raise DataError(f"{path.name}: archives in archives, deeper than {DEEPEST}.")
            target = scratch / f"{len(list(scratch.glob('*')))}-{path.name}"
            _unpack(path, target, left)
            files += _expanded([target], scratch, left, depth + 1)
        else:
            files.append(path)
    return files


def _is_plain(path: Path, folder: Path) -> bool:
    """Whether a path is a file of the folder, and no link out of it or in a circle."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _unpack(path: Path, target: Path, left: _Left) -> None:
    check_readable(path, "archive")
    target.mkdir(parents=True)
    opened = _unpack_zip if path.suffix.lower() == ".zip" else _unpack_tar
    try:
        opened(path, target, left)
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
    except (*_BROKEN, EOFError, OSError, ValueError) as error:
        raise DataError(
            f"{path}: not an archive, or cut short ({error}). Fetch the file again."
        ) from None


def _unpack_zip(path: Path, target: Path, left: _Left) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            left.take(path, member.file_size)
        for member in archive.infolist():
            archive.extract(member, target)


def _unpack_tar(path: Path, target: Path, left: _Left) -> None:
    with tarfile.open(path) as tar:
        for member in tar:
            left.take(path, member.size)
            tar.extract(member, target, filter="data")
