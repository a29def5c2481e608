"""What can be wrong with a claim, in words."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.local import Words

_EDTF = "2018, 2018-11-22, 2018/2022"
_WORDS = Words(
    {
        "relation": (
            "“{}” is no kind of relation, no measure and no stance",
            "« {} » n’est ni une relation, ni une mesure, ni une position",
        ),
        "concept": ("“{}” is not among: {}", "« {} » n’est pas parmi : {}"),
        "no-object": ("a relation has an object", "une relation a un objet"),
        "object": ("a figure has no object", "un chiffre n’a pas d’objet"),
        "no-post": ("say which post", "dites quel poste"),
        "post": ("only who holds a post has one", "seul qui occupe un poste en a un"),
        "post-in": ("say in which body the post is", "dites dans quelle instance est le poste"),
        "other-body": ("the post is in {}, not in {}", "le poste est dans {}, non dans {}"),
        "within": (
            "a {} of your own says within which {} it is",
            "« {} » : dites dans quel objet de genre « {} »",
        ),
        "whole": (
            "a {} is within a {}, and {} is none",
            "« {} » est dans un objet de genre « {} », et {} n’en est pas un",
        ),
        "kind": ("{} ({}) cannot stand there: {}", "{} ({}) ne peut être là : {}"),
        "no-kind": ("“{}” is no kind of entity: {}", "« {} » n’est pas un genre d’entité : {}"),
        "iri": ("“{}” is no IRI and no CURIE", "« {} » n’est ni un IRI ni un CURIE"),
        "label": ("an end has a name", "un bout a un nom"),
        "unknown": ("{} is not in the graph", "{} n’est pas dans le graphe"),
        "itself": ("the two ends are one", "les deux bouts n’en font qu’un"),
        "number": ("“{}” is no number", "« {} » n’est pas un nombre"),
        "no-number": (
            "a figure has a value, or a minimum or a maximum",
            "un chiffre a une valeur, ou un minimum ou un maximum",
        ),
        "two-numbers": (
            "give a value or bounds, not both",
            "donnez une valeur ou des bornes, pas les deux",
        ),
        "turned": ("the minimum is above the maximum", "le minimum dépasse le maximum"),
        "figure-only": ("a relation has no such part", "une relation n’a pas cette partie"),
        "opinion": ("an opinion has no such part", "un avis n’a pas cette partie"),
        "opinion-only": ("only an opinion has such a part", "seul un avis a cette partie"),
        "paraphrase": (
            "say in your own words what is held, in French and in English",
            "dites dans vos propres mots ce qui est soutenu, en français et en anglais",
        ),
        "own-words": (
            "these are the words of the text: say it in your own",
            "ce sont les mots du texte : dites-le dans les vôtres",
        ),
        "date": (
            f"“{{}}” is no date in EDTF, such as {_EDTF}",
            f"« {{}} » n’est pas une date EDTF, comme {_EDTF}",
        ),
        "no-spans": ("say where the text says it", "dites où le texte le dit"),
        "span": (
            "{}–{} is not a place of the text, which has {} character‹s›",
            "{}–{} n’est pas un passage du texte, qui a {} caractère‹s›",
        ),
        "unnamed": (
            "the words cited name no end of the claim and not its value: cite those that do, too",
            "les mots cités ne nomment aucun bout de l’assertion ni sa valeur : citez aussi ceux "
            "qui le font",
        ),
        "blank": ("{}–{} has no word", "{}–{} n’a pas un mot"),
    }
)


class Flaw(NamedTuple):
    """What is wrong with a part of a claim; `said` tells it in a language."""

    part: str
    key: str
    fill: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        """Return it in words."""
        return _WORDS(self.key, language).format(*self.fill)
