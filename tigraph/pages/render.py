"""From what is told to HTML: templates in which every value is escaped."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tigraph.local import printable

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def rendered(template: str, told: dict[str, Any]) -> str:
    """Return a template with its values, each escaped unless it is markup of ours."""
    return _environment().get_template(template).render(told)


def web_address(text: str | None) -> str:
    """Return an address of the web as it is; "" for any other, such as a script.

    >>> web_address("https://example.org/a"), web_address(" JavaScript:alert(1)")
    ('https://example.org/a', '')
    """
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web"] = web_address
    return made


def _seen(value: Any) -> Any:
    """Return what a value shows: nothing of None, no sign in it that turns or hides text."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else printable(str(value))
