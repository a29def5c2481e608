"""The table of formats in docs/files.md, made from their records."""

from __future__ import annotations

from tigraph.exports.formats import shared_lines


def files_table() -> str:
    """Return the table of formats in docs/files.md."""
    rows = ["| file | for | worth knowing |", "|---|---|---|"]
    for ends, (programs, notes) in shared_lines(lambda f: (f.programs, f.notes)):
        told = f" {notes} " if notes else " "
        rows.append(f"| {', '.join(f'`{end}`' for end in ends)} | {programs} |{told}|")
    return "\n".join(rows) + "\n"
