"""What Tab offers: names of entities, documents, queries, projections and layers.

click completes commands and options, and asks here for the rest. Names of entities have
spaces and accents: in bash they come quoted, so that a name stays one word.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import BashComplete, CompletionItem

    from tigraph.workspaces import Workspace

#: click's own script, with names quoted unless the user has opened a quotation mark.
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local current="${COMP_WORDS[COMP_CWORD]}" completion type value
    COMPREPLY=()
    while IFS= read -r completion; do
        type="${completion%%%%,*}"
        value="${completion#*,}"
        if [[ "$type" == dir ]]; then
            compopt -o dirnames
        elif [[ "$type" == file ]]; then
            compopt -o default
        elif [[ "$type" == plain ]]; then
            [[ "$current" == [\\"\\']* ]] || printf -v value %%q "$value"
            COMPREPLY+=("$value")
        fi
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
#: As many names are offered at most.
_OFFERED = 500


def bash() -> type[BashComplete]:
    """Return click's completion for bash with our script."""
    from click.shell_completion import BashComplete

    return type("Bash", (BashComplete,), {"source_template": _BASH})


def complete_entity(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of an entity, of the workspace too, whatever the case and accents."""
    from click.shell_completion import CompletionItem

    from tigraph.graph import load
    from tigraph.names import folded

    wanted = folded(incomplete)
    workspace = _workspace(ctx)
    here = workspace.folder if workspace else None
    alone = workspace is not None and not workspace.shipped
    known = load(store=None if alone else ctx.meta.get("tigraph.store"), workspace=here).names
    found = known.beginning(wanted, _OFFERED)
    known.read(found)
    names = {known.label(iri) for iri in found}
    return [CompletionItem(n) for n in sorted(names) if folded(n).startswith(wanted)]


def complete_document(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the slug of a document of the workspace, or a file where one may be meant."""
    from click.shell_completion import CompletionItem

    workspace = _workspace(ctx)
    slugs = [document.slug for document in workspace.documents()] if workspace else []
    found = [CompletionItem(slug) for slug in slugs if slug.startswith(incomplete)]
    if not found and "FILE" in (parameter.metavar or ""):
        return [CompletionItem(incomplete, type="file")]
    return found


def complete_query(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a query of the catalogue, or of a file where one begins."""
    if "/" in incomplete or "." in incomplete:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]
    return _queries(incomplete, projections=False)


def complete_projection(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a projection."""
    return _queries(incomplete, projections=True)


def complete_term(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the CURIE of a term of the model."""
    from click.shell_completion import CompletionItem

    from tigraph.rdf import known_terms

    return [CompletionItem(name) for name in known_terms().beginning(incomplete)[:_OFFERED]]


def complete_layer(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a layer of the user's store."""
    from click.shell_completion import CompletionItem

    from tigraph.layers.inventory import listed
    from tigraph.stores.versions import default_folder

    folder = default_folder()
    names = [item["layer"] for item in listed(folder)] if folder else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _workspace(ctx: click.Context) -> Workspace | None:
    """Return the workspace that is meant, None where there is none, or it cannot be read."""
    from tigraph.cli.choosing import chosen_workspace
    from tigraph.errors import TigraphError

    try:
        with ctx.scope(cleanup=False):
            return chosen_workspace()
    except TigraphError:  # the command itself will tell
        return None


def _queries(incomplete: str, *, projections: bool) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from tigraph.querying.catalogue import find, names
    from tigraph.rdf.vocabulary import locale_language

    found = [find(name) for name in names() if name.startswith(incomplete)]
    return [
        CompletionItem(query.name, help=str(query.described("summary", locale_language())))
        for query in found
        if query.is_projection or not projections
    ]
