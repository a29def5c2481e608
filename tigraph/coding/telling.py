"""A claim in words: who, what, whom, when, by whose word."""

from __future__ import annotations

from tigraph.coding.model import Coded
from tigraph.coding.terms import HOLDS_POST, Terms
from tigraph.local import Words, localised, said

_WORDS = Words(
    {
        "since": ("since {}", "depuis {}"),
        "until": ("until {}", "jusqu’à {}"),
        "from-to": ("from {} to {}", "de {} à {}"),
        "in": ("in {}", "en {}"),
        "on": ("on {}", "le {}"),
        "for": ("on behalf of {}", "au nom de {}"),
        "through": ("through {}", "par {}"),
        "as": ("as {}", "comme {}"),
        "of": ("{}, of {}", "{}, de {}"),
        "says": ("says {}", "dit {}"),
        "at-least": ("at least {}", "au moins {}"),
        "at-most": ("at most {}", "au plus {}"),
        "about": ("about {}", "environ {}"),
        "between": ("{} to {}", "{} à {}"),
        "naming": ("“{}” is a name", "« {} » est un nom"),
        "opinion": ("{0} on {2} – {1}: {3}", "{0} sur {2} – {1} : {3}"),
        "document": ("the document", "le document"),
        "figure": ("{}: {}, {}", "{} : {}, {}"),
        "counted": ("worked out from {}", "calculé depuis {}"),
    }
)  # fmt: skip


def told(claim: Coded, terms: Terms, language: str) -> str:
    """Return a claim as a sentence in words, without its places."""
    say = _saying(claim, terms, language)
    parts = [say]
    if claim.role:
        parts.append(_WORDS("as", language).format(terms.label(claim.role)))
    if claim.behalf:
        parts.append(_WORDS("for", language).format(claim.behalf.label))
    if claim.through:
        parts.append(_WORDS("through", language).format(claim.through.label))
    if claim.valid:
        parts.append(when(claim.valid, language))
    if claim.counted_from:
        parts.append(f"({_WORDS('counted', language).format(claim.counted_from)})")
    return " ".join(parts)


def _saying(claim: Coded, terms: Terms, language: str) -> str:
    label = terms.label(claim.relation)
    if claim.is_naming:
        return _WORDS("naming", language).format(claim.subject.label)
    if claim.is_opinion:
        themes = ", ".join(terms.label(one) for one in claim.concerns)
        about = f"{claim.subject.label} ({themes})" if themes else claim.subject.label
        held = said((claim.paraphrase_en, claim.paraphrase), language)
        return _WORDS("opinion", language).format(
            claim.speaker.label if claim.speaker else _WORDS("document", language),
            label, about, held or claim.paraphrase,
        )  # fmt: skip
    if claim.is_figure:
        return _WORDS("figure", language).format(
            claim.subject.label, label, amount(claim, terms, language)
        )
    if claim.relation == HOLDS_POST and claim.post:
        whole = claim.object.label if claim.object else ""
        post = _WORDS("of", language).format(claim.post.label, whole) if whole else claim.post.label
        return _WORDS("figure", language).partition(",")[0].format(
            f"{claim.subject.label} {label}", post
        )  # fmt: skip
    return f"{claim.subject.label} {label} {claim.object.label if claim.object else '…'}"


def amount(claim: Coded, terms: Terms, language: str) -> str:
    """Return the value of a figure with its qualifier and its unit."""
    unit = terms.label(claim.unit) if claim.unit else ""
    value, low, high = (
        localised(number, language) for number in (claim.value, claim.minimum, claim.maximum)
    )
    qualifier = claim.qualifier.partition(":")[2]
    if low and high:
        said = _WORDS("between", language).format(low, high)
    else:
        said = value or low or high
        qualifier = qualifier if value or qualifier == "about" else "at-least" if low else "at-most"
    if qualifier in ("at-least", "at-most", "about"):
        said = _WORDS(qualifier, language).format(said)
    return f"{said} {unit}".strip()


def when(edtf: str, language: str) -> str:
    """Return a period in words; what it has no words for stays in EDTF.

    >>> when("2021/..", "en"), when("../2027", "fr"), when("2018/2022", "en"), when("2018", "fr")
    ('since 2021', 'jusqu’à 2027', 'from 2018 to 2022', 'en 2018')
    """
    start, slash, end = edtf.partition("/")
    if slash and start not in ("", "..") and end not in ("", ".."):
        return _WORDS("from-to", language).format(start, end)
    if slash:
        known = start if start not in ("", "..") else end
        return _WORDS("since" if known == start else "until", language).format(known)
    return _WORDS("on" if len(edtf) == 10 else "in", language).format(edtf)
