"""What forbids to settle on a name that has all its words: loose words, an acronym alone."""

from __future__ import annotations

from tigraph.linking.records import Record
from tigraph.linking.telling import Told, told
from tigraph.linking.words import Name, apart, is_acronym
from tigraph.registries import NameKind


def loosely(name: Name, borne: Name, kind: NameKind) -> Told | None:
    """Return what forbids to take two names for one whose loose words differ, None where nothing.

    One word alone (Agen) may be the name of what was there before; and a form that stands in a
    name (CC de l’agglomération …) is not another than that before it.
    """
    missing = [word for word in borne.weak if word not in name.weak]
    if missing and len(borne.words) == 1:
        return told("missing", ", ".join(missing))
    told_forms = [slug.split("-") for slug in name.forms if slug]
    all_forms = {word for slug in kind.forms for word in slug.split("-")}
    added = [word for word in name.weak if word not in borne.weak and word in all_forms]
    odd = [word for word in added if not any(word in slug for slug in told_forms)]
    return told("added", ", ".join(odd)) if odd and told_forms else None


def is_acronym_of(text: str, record: Record) -> bool:
    """Whether a text is an acronym that stands beside one of the names of a record."""
    if not is_acronym(text):
        return False
    return any(text == aside for name in record.names for aside in apart(name)[1])
