"""One fictitious claim, in time: Turtle for tests of what holds at a date."""

from __future__ import annotations

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
      citation:life a tig:Citation ; tig:modality modality:stated ."""
    return f"""{ORGANISATIONS} {lives if life else ""}
      claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
        tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:c {time} .
      citation:c a tig:Citation ; tig:modality modality:{modality} {at} .
    """
