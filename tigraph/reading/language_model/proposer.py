"""The proposer that asks a language model: which pieces are sent, where, and what came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tigraph.errors import DataError, UsageError
from tigraph.http import Guest, Pace, Patience, addresses
from tigraph.local import Words, amount
from tigraph.reading.language_model.believing import Believing, Refused
from tigraph.reading.language_model.schema import question
from tigraph.reading.model import Proposal
from tigraph.reading.proposing import Reading
from tigraph.reading.sentences import Place

#: After so many parts in a row without an answer the others are not sent.
_ENOUGH = 3
#: So many places of such parts are told.
_TOLD = 5
#: So many characters are sent at once, and so many pieces of a document at most.
PIECE, PIECES = 6000, 400
#: A model takes its time; one that is busy is asked once more.
PATIENCE = Patience(connect=10, read=180, attempts=2, backoff=1, longest_wait=60, largest=2**23)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)

WORDS = Words(
    {
        "sent": (
            "Sent to {server} for the model {model}: the text of the document ({characters} "
            "character‹s›; requests: {pieces}), its language and its date; nothing else.",
            "Envoyé à {server} pour le modèle {model} : le texte du document ({characters} "
            "caractère‹s› ; requêtes : {pieces}), sa langue et sa date ; rien d’autre.",
        ),
        "came": (
            "The model {model}: taken {taken}, refused {refused}{why}.",
            "Le modèle {model} : retenues {taken}, refusées {refused}{why}.",
        ),
        "broken": (
            "{count} of {all} part‹s› ‹0:has|have› no answer that can be read, and nothing is "
            "proposed "
            "of ‹0:it|them›: {where}. The first: {why}",
            "{count} partie‹s› sur {all} n‹0:’a|’ont› pas de réponse lisible, et rien n’en est "
            "proposé : "
            "{where}. La première : {why}",
        ),
        "quotation": ("not in the text word for word: {}", "absentes du texte mot pour mot : {}"),
        "shape": ("not of the shape asked: {}", "hors de la forme demandée : {}"),
        "number": ("a number that cannot be read: {}", "nombre qui ne se lit pas : {}"),
        "date": ("a date that cannot be read: {}", "date qui ne se lit pas : {}"),
        "ends": ("one end twice: {}", "deux fois le même bout : {}"),
    }
)


class ModelProposer:
    """Asks a model behind an address that speaks as OpenAI's chat completions do.

    `address` is what stands before `/chat/completions`; `key`, where it is given, is sent there as
    a bearer token and nowhere else. Nothing is asked before `propose`.
    """

    name = "model"
    order = 80

    def __init__(
        self, model: str, address: str, key: str = "", patience: Patience | None = None
    ) -> None:
        if not model.strip():
            raise UsageError("A model has a name: give it with --model.")
        addresses.check(address)
        self.model = model.strip()
        base = address.rstrip("/")
        self._address = base if base.endswith("/chat/completions") else f"{base}/chat/completions"
        self._guest = Guest(self._address, Pace(0), patience or PATIENCE, whole=600, bearer=key)
        self.refused = Refused()
        self.taken = 0
        self.pieces: list[Place] = []
        self.broken: list[tuple[Place, str]] = []

    def told_before(self, reading: Reading, language: str) -> str:
        """Return the word about what will be sent, for the user to read first."""
        return WORDS("sent", language).format(
            server=addresses.shown(self._address),
            model=self.model,
            characters=amount(len(reading.text), language),
            pieces=len(pieces(reading)),
        )

    def told_after(self, language: str) -> str:
        """Return how many proposals were taken and refused, and why."""
        why = [
            WORDS(reason, language).format(amount(count, language))
            for reason, count in sorted(self.refused.counts.items())
        ]
        told = WORDS("came", language).format(
            model=self.model,
            taken=amount(self.taken, language),
            refused=amount(self.refused.total, language),
            why=f" ({', '.join(why)})" if why else "",
        )
        return f"{told}\n{self._told_broken(language)}" if self.broken else told

    def _told_broken(self, language: str) -> str:
        """Return of which parts of the text no answer could be read, and why."""
        where = ", ".join(f"{one.start}–{one.end}" for one, _ in self.broken[:_TOLD])
        return WORDS("broken", language).format(
            count=amount(len(self.broken), language),
            all=amount(len(self.pieces), language),
            where=where + (" …" if len(self.broken) > _TOLD else ""),
            why=self.broken[0][1],
        )

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterable[Proposal]:
        """Yield what the model proposes, each found again in the text.

        A part whose answer cannot be read is counted, and the next one sent; after three in a row
        no more are. Raises `DataError` where no part has an answer that can be read.
        """
        del earlier
        self.pieces, failed = pieces(reading), 0
        for number, piece in enumerate(self.pieces):
            text = reading.text[piece.start : piece.end]
            try:
                answer = self._asked(question(reading.language, reading.dated, text, self.model))
            except DataError as error:
                failed += 1
                self.broken.append((piece, str(error)))
                rest = self.pieces[number + 1 :]
                if failed == _ENOUGH:
                    self.broken += [(one, str(error)) for one in rest]
                if len(self.broken) == len(self.pieces):
                    raise
                if failed == _ENOUGH:
                    return
                continue
            failed = 0
            for one in Believing(reading, piece, self.model, self.refused).taken(answer):
                self.taken += 1
                yield one

    def _asked(self, body: dict[str, Any]) -> Any:
        """Return the JSON that the model wrote."""
        server = addresses.shown(self._address)
        reply = self._guest.post_json(self._address, body)
        if reply.status != 200:
            raise DataError(f"{server} does not take the question ({reply.status}): {reply.reason}")
        try:
            choice = reply.content["choices"][0]
            content = choice["message"]["content"]
        except (LookupError, TypeError):
            raise DataError(
                f"{server} answers, but not as chat completions do: is it the address that "
                "stands before /chat/completions?"
            ) from None
        if not isinstance(content, str):
            refusal = choice["message"].get("refusal")
            why = f": {str(refusal)[:200]}" if refusal else "."
            raise DataError(f"The model {self.model} gives no answer{why}")
        if choice.get("finish_reason") == "length":
            raise DataError(
                f"The answer of the model {self.model} was cut short: let its server answer longer."
            )
        fenced = _FENCE.match(content)
        try:
            return json.loads(fenced[1] if fenced else content)
        except (ValueError, RecursionError):
            raise DataError(
                f"The model {self.model} answers with something that is not the JSON asked for "
                f"({len(content)} characters): take one that keeps to a JSON schema."
            ) from None


def pieces(reading: Reading) -> list[Place]:
    """Return the parts of a text that are sent one by one, each of whole paragraphs.

    Raises `DataError` for a text that is too long.
    """
    found = list(_joined(reading.paragraphs))
    if len(found) > PIECES:
        raise DataError(f"The text has {len(found)} parts to send, more than {PIECES}: not sent.")
    return found


def _joined(paragraphs: Sequence[Place]) -> Iterator[Place]:
    start = end = -1
    for one in paragraphs:
        if start >= 0 and one.end - start > PIECE:
            yield Place(start, end)
            start = -1
        start, end = (one.start if start < 0 else start), one.end
    if start >= 0:
        yield Place(start, end)
