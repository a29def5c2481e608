"""The graph as pages: a Graph and what is asked of it in, pages as values out, without HTTP.

A page is HTML that reads without scripts, in French or in English, with the relations that stand
in its head and may stand in a `Link` header. Where it lies is told by a path, and all its links
are relative, so that a server, a folder on any host, or an address behind a prefix serve it alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.pages.addresses import entity_of, entity_path
    from tigraph.pages.assets import asset, asset_names, has_asset, plain_asset
    from tigraph.pages.catalogue import catalogue_page, question_file, question_page
    from tigraph.pages.contact import contact_of
    from tigraph.pages.data import DATA, entity_data
    from tigraph.pages.entity import entity_page
    from tigraph.pages.explore import explore_file, explore_page, prepare_exploring
    from tigraph.pages.fields import columns_told
    from tigraph.pages.front import documents_page, front_page
    from tigraph.pages.interactive import interactive_page
    from tigraph.pages.page import LANGUAGES, Link, Page, Site, page_policy
    from tigraph.pages.scripted import words_file
    from tigraph.pages.searching import search_page, suggestions
    from tigraph.pages.shelf import Served, Shelf, negotiated
    from tigraph.pages.title import extract, title_page
    from tigraph.pages.vocabulary import model_html
else:
    homes = {
        "addresses": "entity_of entity_path",
        "assets": "asset asset_names has_asset plain_asset",
        "catalogue": "catalogue_page question_file question_page",
        "contact": "contact_of",
        "entity": "entity_page",
        "fields": "columns_told",
        "explore": "explore_file explore_page prepare_exploring",
        "front": "documents_page front_page",
        "interactive": "interactive_page",
        "page": "LANGUAGES Link Page Site page_policy",
        "data": "DATA entity_data",
        "scripted": "words_file",
        "shelf": "Served Shelf negotiated",
        "searching": "search_page suggestions",
        "title": "extract title_page",
        "vocabulary": "model_html",
    }
    __getattr__, __all__ = face(__name__, homes)
