"""Folders: removed, and made sure to be on the disk."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import sys
from pathlib import Path


def remove_folder(folder: Path) -> None:
    """Remove a folder, as far as that can be done."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def sync(folder: Path) -> None:
    """Make sure that a folder and all in it are on the disk."""
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                descriptor = os.open(Path(path) / name, os.O_RDONLY)
            except FileNotFoundError:  # the engine tidies up for a moment after it has written
                continue
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_folder(Path(path))


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    if sys.platform == "win32":  # which cannot, and need not
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
