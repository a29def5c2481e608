"""RDF and SPARQL, with nothing of claims.

In come files of RDF and texts of queries; out go an Oxigraph store, rows as plain texts,
Turtle in normal form. `vocabulary` has the names that tigraph uses, `select` and `rows_of`
put the questions of its own. Text of a query goes no further than here before it is known
to read and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.rdf import edition, vocabulary
    from tigraph.rdf.asking import (
        Graphs,
        Queryable,
        absent_graphs,
        here,
        merged,
        named_apart,
        rows_of,
        said_of,
        select,
        storage_fault,
        text_of,
    )
    from tigraph.rdf.faults import syntax_error
    from tigraph.rdf.formats import RDF_NAMES, RDF_READ, WRITTEN
    from tigraph.rdf.json_ld import as_json_ld, context_of, write_json_ld
    from tigraph.rdf.lexing import tokens
    from tigraph.rdf.lines import GENID, in_chunks, in_default, lines_of, with_nodes_named
    from tigraph.rdf.loading import (
        RDF_FORMATS,
        open_as_read,
        open_store,
        parsed,
        read_quads,
        remarks,
        renamed_in,
        shipped_files,
    )
    from tigraph.rdf.naming import Named, named
    from tigraph.rdf.older import in_rdf11
    from tigraph.rdf.renamed import (
        query_in_new_terms,
        renamed_terms,
        told_renamed,
        turtle_in_new_terms,
    )
    from tigraph.rdf.sparql import (
        Parameter,
        bind,
        dataset,
        declared,
        form,
        has_from,
        iri_text,
        literal,
        looks_into,
        names_graphs,
        parameters,
        read_only,
        unordered,
        with_base,
    )
    from tigraph.rdf.term_faults import TermFault, term_fault
    from tigraph.rdf.terms import (
        Terms,
        is_almost_of_one,
        is_of_a_vocabulary,
        known_terms,
        terms_with,
    )
    from tigraph.rdf.turtle import normalised
    from tigraph.rdf.xml_text import for_xml, warn_left_out, writable
else:
    homes = {
        "asking": "Graphs Queryable absent_graphs here merged named_apart rows_of said_of select "
        "storage_fault text_of",
        "faults": "syntax_error",
        "formats": "RDF_NAMES RDF_READ WRITTEN",
        "json_ld": "as_json_ld context_of write_json_ld",
        "lexing": "tokens",
        "lines": "GENID in_chunks in_default lines_of with_nodes_named",
        "loading": "RDF_FORMATS open_as_read open_store parsed read_quads remarks renamed_in "
        "shipped_files",
        "naming": "Named named",
        "older": "in_rdf11",
        "renamed": "query_in_new_terms renamed_terms told_renamed turtle_in_new_terms",
        "sparql": "Parameter bind dataset declared form has_from iri_text literal looks_into "
        "names_graphs parameters read_only unordered with_base",
        "term_faults": "TermFault term_fault",
        "terms": "Terms is_almost_of_one is_of_a_vocabulary known_terms terms_with",
        "turtle": "normalised",
        "xml_text": "for_xml warn_left_out writable",
        ".": "edition vocabulary",
    }
    __getattr__, __all__ = face(__name__, homes)
