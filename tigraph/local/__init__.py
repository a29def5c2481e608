"""The user's machine and languages: files that are written whole, the cache, words, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.local import cache
    from tigraph.local.files import (
        check_writable,
        decoded,
        ending,
        is_terminal,
        read_bytes,
        read_text,
        settle,
        shipped,
        terminal_width,
        user_folder,
        write_file,
        written,
    )
    from tigraph.local.folders import remove_folder, sync, sync_folder, temporary
    from tigraph.local.words import Pair, Words, amount, localised, percent, said
else:
    homes = {
        "files": "check_writable decoded ending is_terminal read_bytes read_text settle "
        "shipped terminal_width user_folder write_file written",
        "folders": "remove_folder sync sync_folder temporary",
        "words": "Pair Words amount localised percent said",
        ".": "cache",
    }
    __getattr__, __all__ = face(__name__, homes)
