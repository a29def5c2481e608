"""What was found of a draft as JSON: claims in words, with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from tigraph.claims import (
    Figure,
    Opinion,
    Relation,
    as_json,
    evidence,
    figures,
    opinions,
    relations,
)
from tigraph.names import Labels
from tigraph.rdf import Queryable, rows_of
from tigraph.rdf.vocabulary import local_name
from tigraph.stores import Ground
from tigraph.verifying.checking import verified
from tigraph.verifying.model import VERDICTS, Checked

_TEXTS = "SELECT ?document ?text ?sha256 { ?text tig:textOf ?document ; tig:sha256 ?sha256 }"


def checked_draft(ground: Ground, draft: str, language: str = "") -> dict[str, Any]:
    """Return, sentence by sentence, the claims that bear a draft, or that no source says so.

    The dict that `tigraph verify -f json` gives: see `as_json_checks`. A sentence is "borne" where
    all that it says is what claims say, "not-borne" where a part differs, "not-verifiable" where
    it is not understood. `language` is "fr" or "en", told by the words of each sentence unless
    given. Raises `UsageError` for a draft that is empty or too long.

    >>> from tigraph.graph import load
    >>> checked_draft(load().ground, "Cédric Bôle préside Grand Besançon Métropole.")["verdicts"]
    {'borne': 0, 'not-borne': 1, 'not-verifiable': 0}
    """
    return as_json_checks(ground, verified(ground, draft, language))


def as_json_checks(ground: Ground, checks: Sequence[Checked]) -> dict[str, Any]:
    """Return what was found of a draft: how many of each verdict, and each sentence.

    `verdicts` counts by verdict; each of `sentences` has `start`, `end`, `text`, `verdict`,
    `claims` (what bears it, or a part of it), `differs` (`part`, `told`, and `claims` of what
    sources say instead) and `unread`. A claim has `claim`, `says`, `valid`, `evidence`.
    """
    wanted = {iri for one in checks for iri in one.claims}
    wanted |= {iri for one in checks for part in one.differing for iri in part.claims}
    told = claims_told(ground, wanted)
    counted = Counter(one.verdict for one in checks)
    return {
        "verdicts": {verdict: counted[verdict] for verdict in VERDICTS},
        "sentences": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "verdict": one.verdict,
                "claims": [told[iri] for iri in one.claims],
                "differs": [
                    {
                        "part": part.part,
                        "told": part.told,
                        "claims": [told[iri] for iri in part.claims],
                    }
                    for part in one.differing
                ],
                "unread": list(one.unread),
            }
            for one in checks
        ],
    }


def claims_told(ground: Ground, claims: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return claims by their IRIs as JSON: what each says in words, when, and where it stands."""
    store, label = ground.store, ground.label
    if not claims:
        return {}
    found: list[Relation | Figure | Opinion] = [
        *relations(store, claims=claims), *figures(store, claims=claims)
    ]  # fmt: skip
    if len(found) < len(claims):
        found += [one for one in opinions(store) if one.iri in claims]
    proof = evidence(store, [one.iri for one in found])
    sums = checksums(store, {item.document for items in proof.values() for item in items})
    return {
        one.iri: {
            "claim": one.iri,
            "says": _says(one, label, ground.language),
            "valid": None if isinstance(one, Opinion) else one.valid.edtf or None,
            "evidence": [
                as_json(item, label) | {"sha256": sums.get(item.document)}
                for item in proof[one.iri]
            ],
        }
        for one in found
    }


def checksums(store: Queryable, documents: Collection[str]) -> dict[str, str]:
    """Return the SHA-256 of the text of each document of which one was read."""
    rows = rows_of(store, _TEXTS, documents, "document") if documents else []
    return {row["document"]: row["sha256"] for row in rows}


def _says(one: Relation | Figure | Opinion, label: Labels, language: str) -> str:
    if isinstance(one, Opinion):
        text = one.paraphrase.get(language) or next(iter(one.paraphrase.values()), "")
        return f"{label(one.stance)} – {text}"
    if isinstance(one, Relation):
        ends = [label(one.subject), label(one.relation), label(one.post or one.object)]
        return " – ".join(ends)
    number = one.value if one.value is not None else f"{one.minimum}–{one.maximum}"
    exact = local_name(one.qualifier) == "exact"
    amount = f"{number} {label.counted(one.unit, one.count)}"
    amount += "" if exact else f" ({label(one.qualifier)})"
    of = f" ({label(one.population)})" if one.population else ""
    return f"{label(one.about)} – {label(one.measure)}{of} – {amount}"
