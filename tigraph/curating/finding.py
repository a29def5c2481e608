"""What a check says: what is not as it should be, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: what was checked, where, what, what to do.

    A `remark` is worth a look and no fault.
    """

    check: str
    where: str
    message: str
    remedy: str = ""
    remark: bool = False
