"""The user's machine and languages: files read and written, folders, the cache, words.

In come paths, keys and numbers; out go bytes and texts, or an error that says what to do.
What is written stands there whole or not at all, and what is told is told in English or
French. Nothing here knows of RDF or of the graph; everything else writes through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.local import cache
    from tigraph.local.cells import safe_cell, safe_cells
    from tigraph.local.files import (
        check_readable,
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
    from tigraph.local.folders import remove_folder, sync, sync_folder
    from tigraph.local.passing import (
        drop,
        is_passing,
        passing_folder,
        remove_temporary,
        scratch,
        sweep,
        temporary,
    )
    from tigraph.local.turns import lock, share, turn
    from tigraph.local.words import (
        Pair,
        Words,
        amount,
        ended,
        localised,
        percent,
        plural,
        printable,
        said,
        typeset,
    )
else:
    homes = {
        "cells": "safe_cell safe_cells",
        "files": "check_readable check_writable decoded ending is_terminal read_bytes read_text "
        "settle shipped terminal_width user_folder write_file written",
        "folders": "remove_folder sync sync_folder",
        "passing": "drop is_passing passing_folder remove_temporary scratch sweep temporary",
        "turns": "lock share turn",
        "words": "Pair Words amount ended localised percent plural printable said typeset",
        ".": "cache",
    }
    __getattr__, __all__ = face(__name__, homes)
