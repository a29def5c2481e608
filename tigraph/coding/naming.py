"""How what a coder makes is named: readable IRIs under the base of the workspace."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tigraph.coding.model import Actor, Coded
from tigraph.names import slug
from tigraph.rdf.vocabulary import local_name

#: Kinds of mentions that have another name as kinds of entities.
_KINDS = {"place": "area", "pair": "body"}


def part(text: str) -> str:
    """Return a text as a part of an IRI, whatever its letters.

    >>> part("Communauté du Val-d’Œuvre"), part("Ωμέγα")
    ('communaute-du-val-d-oeuvre', 'x-59b35e')
    """
    return slug(text)[:80].strip("-") or f"x-{digest(text)}"


def digest(*parts: object, length: int = 6) -> str:
    """Return a few letters that stand for some values."""
    told = "\x1f".join(map(str, parts))
    return hashlib.sha256(told.encode()).hexdigest()[:length]


def kind_of(mention: str) -> str:
    """Return the slug of the kind of entity that a type of mention is.

    >>> kind_of("place"), kind_of("person")
    ('area', 'person')
    """
    return _KINDS.get(mention, mention)


def named(actor: Actor, base: str) -> Actor:
    """Return an end with an entity: one under the base, by its kind and name, where it has none."""
    kind = kind_of(actor.type)
    entity = actor.entity or f"{base}{kind}/{part(actor.label)}"
    return replace(actor, type=kind, entity=entity)


def all_named(claim: Coded, base: str) -> Coded:
    """Return a claim all of whose ends are entities; a new post is named by its body, too."""
    told = claim.with_actors(
        {name: named(one, base) for name, one in claim.actors if name != "post"}
    )
    if not claim.post:
        return told
    body = told.object.entity if told.object else claim.post.within
    post = replace(claim.post, type="post")
    if not post.entity:
        name, whole = part(post.label), part(local_name(body))
        name = name if whole in name or not body else f"{name}-{whole}"
        post = replace(post, entity=f"{base}post/{name}")
    if post.entity.startswith(base):
        post = replace(post, within=post.within or body)
    return replace(told, post=post)
