"""A registry on the web that can be asked what a name means there.

What each service has of its own (its address, how it is asked, what its answers say) its
client tells by four methods; that nothing is asked twice, nothing at all offline, and that
a long list goes on where it broke off, is here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from tigraph.errors import DataError, NotKeptError, UnknownNameError
from tigraph.http import Guest, Patience, pace_of
from tigraph.linking.model import Match, Sought
from tigraph.linking.services.found import Answer, as_json, from_json
from tigraph.linking.services.judging import Judge
from tigraph.linking.services.kept import Kept, Memory, Question

#: A name is not longer than this many characters; what is longer is not asked.
_LONGEST = 300
#: So many names are looked for at once in what is kept, where nothing may be asked.
_WINDOW_OFFLINE = 1000


@dataclass(frozen=True)
class Settings:
    """How a service is asked, whichever it is.

    `fresh` is for how many days an answer that is kept is used without asking again; `patience`
    None is that of a guest. `contact` is whom the service can reach about what is asked.
    """

    language: str = "fr"
    offline: bool = False
    fresh: float = 30
    contact: str = ""
    patience: Patience | None = None


class Service(ABC):
    """A service, asked for one name (`match`) or many (`match_many`)."""

    #: Its name in messages.
    name: str
    #: Whether its scores order its candidates; else likeness of names does.
    own_scale = False
    #: Seconds from one question to the next, at the least.
    interval: float = 1.0

    def __init__(self, address: str, settings: Settings) -> None:
        self.address = address
        self.settings = settings
        pace = pace_of(address, self.interval)
        self._guest = Guest(address, pace, settings.patience, settings.contact)
        self._kept = Kept(self.address)

    @property
    def language(self) -> str:
        """The language in which it is asked, and grounds are told."""
        return self.settings.language

    @property
    @abstractmethod
    def kinds(self) -> Mapping[str, str]:
        """The kinds that the service can be asked for, with their labels."""

    @abstractmethod
    def question(self, sought: Sought, limit: int) -> Question:
        """Return what is asked about a name, as JSON: whatever an answer depends on.

        `used` in it are the keys of context that it is asked with, or compared with.
        """

    @abstractmethod
    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the service's answers to so many questions, in their order."""

    def batch(self) -> int:
        """Return how many questions the service takes at once."""
        return 1

    def place(self, path: str) -> str:
        """Return the address of a path below the service's; what it asks for stays."""
        parts = urlsplit(self.address)
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{path}", fragment=""))

    # ------------------------------------------------------------------------- asking

    def match(self, sought: Sought, limit: int = 5) -> Match:
        """Return what the service makes of a name, with at most `limit` candidates.

        Settled only where the service calls exactly one thing a match, under exactly this
        name. Raises `DataError` where the service gives no answer, `NotKeptError` offline
        where none is kept, `UnknownNameError` for a kind that it does not have.
        """
        return next(self.match_many([sought], limit))

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield the matches of names in their order, as they are answered.

        Each answer is kept as soon as it is there: what broke off goes on from there when it
        is asked again, and a name that occurs twice is asked once. Errors as those of `match`.
        """
        rest = iter(sought)
        size = _WINDOW_OFFLINE if self.settings.offline else self.batch()
        judge = Judge(self.name, self.settings.language, self.own_scale)
        while window := list(islice(rest, size)):
            asked = [self._question(one, limit) for one in window]
            known = self._answers(window, asked)
            for one, question in zip(window, asked, strict=True):
                if question is None:
                    yield judge.unasked(one)
                    continue
                memory = known[_key(question)]
                answer = from_json(memory.content)
                yield judge.match(one, answer, limit, memory.retrieved, question.get("used", ()))

    def _question(self, sought: Sought, limit: int) -> Question | None:
        name = " ".join(sought.name.split())
        if sought.kind and not self.takes(sought.kind):
            raise UnknownNameError(f"kind of {self.name}", sought.kind, list(self.kinds))
        if not name or len(name) > _LONGEST:
            return None
        return self.question(Sought(name, sought.kind, sought.context), limit)

    def takes(self, kind: str) -> bool:
        """Return whether a kind can be asked for."""
        return kind in self.kinds

    def _answers(
        self, window: Sequence[Sought], asked: Sequence[Question | None]
    ) -> dict[str, Memory]:
        """Return answers by the key of their question, from what is kept or from the service."""
        known: dict[str, Memory] = {}
        missing: dict[str, tuple[Sought, Question]] = {}
        for sought, question in zip(window, asked, strict=True):
            if question is None or (key := _key(question)) in known:
                continue
            memory = self.recalled(question)
            if memory is None:
                missing[key] = (sought, question)
            else:
                known[key] = memory
        if missing and self.settings.offline:
            raise NotKeptError(self.name, [sought.name for sought, _ in missing.values()])
        if missing:
            questions = [question for _, question in missing.values()]
            with self._explained():
                answers = self.ask(questions)
            for key, question, answer in zip(missing, questions, answers, strict=True):
                known[key] = self._kept.remember(question, as_json(_discreet(question, answer)))
        return known

    def recalled(self, question: Question) -> Memory | None:
        """Return what is kept of a question, fresh enough unless offline."""
        memory = self._kept.recall(question)
        if memory and not self.settings.offline and memory.older_than(self.settings.fresh):
            return None
        return memory

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say with an error of the service that nothing is lost."""
        try:
            yield
        except DataError as error:
            if self._kept.folder is None:
                raise
            raise DataError(
                f"{error} What {self.name} answered before is kept: asked again, it goes on from "
                "there."
            ) from None


def _discreet(question: Question, answer: Answer) -> Answer:
    """Return an answer whose reason to refuse does not repeat what was asked."""
    return replace(answer, refused=answer.refused.replace(str(question["name"]), "…"))


def _key(question: Question) -> str:
    import json

    return json.dumps(question, sort_keys=True)
