"""The page of the model, by its language."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from tigraph.errors import RefusedRequestError
from tigraph.rdf.vocabulary import LANGUAGES
from tigraph.serving.requests import Reply, as_html


def model_reply(language: str) -> Reply:
    """Return the page in a language; raises `RefusedRequestError` for one that it is not in."""
    from tigraph.pages import model_html

    if language not in LANGUAGES:
        known = " or ".join(LANGUAGES)
        raise RefusedRequestError(f"The page is not in {language[:20]!r}: give lang={known}.")
    html, policy = model_html(language)
    return as_html(html).having({"Content-Security-Policy": policy})
