"""The user's machine: files read and written, folders, the cache.

In come paths; out go bytes and texts, or an error that says what to do. What is written
stands there whole or not at all. Nothing here knows of RDF or of the graph; everything else
writes through it.
"""

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
        shipped,
        terminal_width,
        user_folder,
        write_file,
        written,
    )
    from tigraph.local.folders import remove_folder, sync, sync_folder, temporary
else:
    homes = {
        "files": "check_writable decoded ending is_terminal read_bytes read_text shipped "
        "terminal_width user_folder write_file written",
        "folders": "remove_folder sync sync_folder temporary",
        ".": "cache",
    }
    __getattr__, __all__ = face(__name__, homes)
