"""One fictitious claim, in time: Turtle for tests of what holds at a date."""

from __future__ import annotations

from collections.abc import Collection, Sequence

ORGANISATIONS = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
"""


def claim(valid: str = "", attests: str = "", modality: str = "stated", life: str = "") -> str:
    """Return Turtle: a fictitious office steers a programme, with one citation.

    `life` is how long the programme exists.
    """
    time = f'; tig:validTime "{valid}"^^edtf:EDTF' if valid else ""
    at = f'; tig:attests "{attests}"^^edtf:EDTF' if attests else ""
    lives = f"""programme:whole a tig:Programme ; skos:prefLabel "Plan fictif"@fr .
      claim:life a tig:RelationClaim ; tig:relation relation:phase-of ; tig:subject programme:p ;
        tig:object programme:whole ; tig:basis basis:composition ; tig:citation citation:life ;
        tig:validTime "{life}"^^edtf:EDTF .
      citation:life a tig:SourceCitation ; tig:modality modality:stated ."""
    return f"""{ORGANISATIONS} {lives if life else ""}
      claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
        tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:c {time} .
      citation:c a tig:SourceCitation ; tig:modality modality:{modality} {at} .
    """


def documents(issued: Sequence[str], cited: Sequence[Collection[int]]) -> str:
    """Return Turtle: fictitious documents issued at dates (EDTF, "" for none), and who cites them.

    The claim `claim:N` says that the office `organisation:oN` steers the programme, and cites the
    documents of which `cited` gives the numbers.
    """
    lines = [ORGANISATIONS]
    for number, date in enumerate(issued):
        dated = f'; dcterms:issued "{date}"^^edtf:EDTF' if date else ""
        lines.append(
            f"""document:d{number} a foaf:Document ; skos:prefLabel "Document fictif {number}"@fr ;
              dcterms:title "Document fictif {number}"@fr {dated} .
            text:t{number} a tig:Text ; skos:prefLabel "Texte fictif {number}"@fr ;
              tig:textOf document:d{number} ; tig:sha256 "{number:064x}" ."""
        )
    for number, sources in enumerate(cited):
        cites = " ".join(f"; tig:citation citation:c{number}-{one}" for one in sorted(sources))
        lines.append(
            f"""organisation:o{number} a org:FormalOrganization ;
              skos:prefLabel "Office inventé {number}"@fr .
            claim:n{number} a tig:RelationClaim ; tig:relation relation:steers ;
              tig:subject organisation:o{number} ; tig:object programme:p ;
              tig:basis basis:authority {cites} ."""
        )
        lines += [
            f"""citation:c{number}-{one} a tig:SourceCitation, oa:SpecificResource ;
              tig:modality modality:stated ; oa:hasSource text:t{one} ;
              tig:attests "2019"^^edtf:EDTF ;
              prov:wasAttributedTo organisation:o ."""
            for one in sorted(sources)
        ]
    return "\n".join(lines)
