"""The words of names that are written in several ways, put before a name, or left out.

Which they are stands in the data: the concepts of `concept:wording` and the legal forms. A key
is a name in which these no longer tell it apart from another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tigraph.names.folding import accented, folded
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import CONCEPT

Key = tuple[str, ...]

_FORMS = """
SELECT ?form ?scheme ?word ?preferred {
  VALUES ?scheme { concept:wording concept:legal-form }
  ?form skos:inScheme ?scheme
  { ?form skos:hiddenLabel ?word BIND(false AS ?preferred) }
  UNION { ?form skos:prefLabel ?word . ?form skos:hiddenLabel ?other
    FILTER(LANG(?word) = LANG(?other)) BIND(true AS ?preferred) }
}
"""
_LEGAL = CONCEPT + "legal-form"
_ARTICLE, _LINK, _TITLE = (CONCEPT + "wording/" + name for name in ("article", "link", "title"))
#: What stands before a word of a key that is a concept.
_IS = "="


class Spellings:
    """What the data in a store say of the words of names."""

    def __init__(self, store: Queryable) -> None:
        said: dict[str, set[Key]] = defaultdict(set)
        legal: set[str] = set()
        whole: dict[str, str] = {}
        for row in select(store, _FORMS):
            words = tuple(folded(row["word"]).split())
            role = row["form"] in (_ARTICLE, _LINK, _TITLE)
            if words and not (role and row["preferred"] in ("true", "1")):
                said[row["form"]].add(words)
            if row["preferred"] in ("true", "1"):
                whole[row["form"]] = " ".join(words)
            if row["scheme"] == _LEGAL:
                legal.add(row["form"])
        roles = ({own[0] for own in said.pop(role, ())} for role in (_ARTICLE, _LINK, _TITLE))
        self.articles, self.links, self.titles = map(frozenset, roles)
        #: Of what word a short form of one word is: "st" of "saint". Legal forms are not in it.
        self.same = {
            words[0]: whole[form]
            for form, several in sorted(said.items())
            for words in sorted(several)
            if form not in legal and form in whole and len(words) == 1 and words[0] != whole[form]
        }
        self._legal = frozenset(_IS + form for form in legal)
        #: The forms that begin with a word, the longest ones first.
        self._forms: dict[str, list[tuple[Key, str]]] = defaultdict(list)
        #: How a concept is written in a text that is looked up: a legal form short, others whole.
        self._written: dict[str, str] = {}
        for form, forms in said.items():
            for words in forms:
                self._forms[words[0]].append((words, _IS + form))
            texts = sorted((" ".join(words) for words in forms), key=lambda text: (len(text), text))
            self._written[_IS + form] = texts[0 if form in legal else -1]
        for beginning in self._forms.values():
            beginning.sort(key=lambda one: (-len(one[0]), one))

    def key(self, name: str) -> Key:
        """Return the words of a name, each form of one word alike, without a leading article."""
        words = folded(name).split()
        return self._key(words, words)

    def accented_key(self, name: str) -> Key:
        """Return the key of a name with its accents."""
        words, shown = folded(name).split(), accented(name).split()
        return self._key(words, shown if len(shown) == len(words) else words)

    def _key(self, words: Sequence[str], shown: Sequence[str]) -> Key:
        found: list[str] = []
        place = self._after(words, 0, self.articles)
        while place < len(words):
            for form, concept in self._forms.get(words[place], ()):
                if tuple(words[place : place + len(form)]) == form:
                    found.append(concept)
                    place += len(form)
                    if concept in self._legal:
                        place = self._after(words, place, self.articles | self.links)
                    break
            else:
                end = self._letters(words, place)
                found.append("".join(shown[place:end]))
                place = end
        return tuple(found)

    @staticmethod
    def _letters(words: Sequence[str], place: int) -> int:
        """Return where the letters of an acronym with dots end, or the word at a place."""
        end = place
        while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        return end if end - place > 2 else place + 1

    @staticmethod
    def _after(words: Sequence[str], place: int, left_out: frozenset[str]) -> int:
        """Return the place of the first word from one on that is not to be left out, if any is."""
        after = place
        while after < len(words) and words[after] in left_out:
            after += 1
        return after if after < len(words) else place

    def bare(self, key: Key) -> Key:
        """Return a key without the legal form at its beginning."""
        return key[1:] if len(key) > 1 and key[0] in self._legal else key

    def plain(self, key: Key) -> list[str]:
        """Return the words of a key that are written in one way alone."""
        return [word for word in key if word not in self._written]

    def written(self, key: Key) -> str:
        """Return a key as a folded name, in the form that names mostly have."""
        return " ".join(self._written.get(word, word) for word in key)

    def untitled(self, name: str) -> tuple[Key, bool]:
        """Return the folded words of a name without titles, and whether it has any."""
        words = folded(name).split()
        own = tuple(word for word in words if word not in self.titles)
        return (own, True) if own and len(own) < len(words) else (tuple(words), False)
