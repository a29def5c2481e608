"""One fictitious claim, in time: Turtle for tests of what holds at a date."""

from __future__ import annotations

ORGANISATIONS = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
"""


def claim(valid: str = "", attests: str = "", modality: str = "stated") -> str:
    """Return Turtle: a fictitious office steers a programme, with one citation."""
    time = f'; tig:validTime "{valid}"^^edtf:EDTF' if valid else ""
    at = f'; tig:attests "{attests}"^^edtf:EDTF' if attests else ""
    return f"""{ORGANISATIONS}
      claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
        tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:c {time} .
      citation:c a tig:Citation ; tig:modality modality:{modality} {at} .
    """
