"""Fictitious documents of every kind that a workspace takes, made for the tests."""

from __future__ import annotations

#: An article of a paper that there is none of, about a valley that there is none of.
PARAGRAPHS = (
    "La fabrique de Valmont ouvre ses portes",
    "Le comité de la vallée de Valmont, un lieu qui n’existe pas, a réuni mardi une trentaine "
    "d’élus et d’industriels. Sa présidente, Marthe Exemple, y a présenté l’année.",
    "Le fonds inventé dispose désormais de 2 millions d’euros, contre un million l’an passé.",
)
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)


def page(
    *paragraphs: str,
    head: str = "",
    language: str = "fr",
    title: str = "La fabrique de Valmont ouvre ses portes",
    body: str = "",
) -> str:
    """Return a page of HTML with an article, and the furniture of a site around it."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS[1:])
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | Le Courrier fictif</title>
{head}</head><body>
<header><nav><a href="/">Accueil du site</a> <a href="/sport">Pages des sports</a></nav></header>
<aside class="sidebar"><h3>Les plus lus</h3>
<ul><li><a href="/1">Un autre sujet</a></li></ul></aside>
<main><article><h1>{title}</h1>{body}{told}</article></main>
<div id="cookie-banner">Nous utilisons des témoins. Accepter</div>
<footer>Mentions légales et contact de la rédaction</footer></body></html>"""


#: What the head of such a page says of it, as sites do.
META = (
    '<meta property="og:title" content="La fabrique ouvre">'
    '<meta property="og:site_name" content="Le Courrier fictif">'
    '<meta property="article:published_time" content="2021-03-05T08:00:00+01:00">'
    '<link rel="canonical" href="https://courrier.example/fabrique">'
)
