"""First names of France that say of which sex a person is: what “M.” or “Mme” may be beside.

They are those of at least five elected members of intercommunalities of whom at most one, and at
most six in a hundred, is of the other sex (an error, mostly), in the five editions of the register
of elected officials (ministère de l’Intérieur, Répertoire national des élus, December 2020 to
2026, Licence Ouverte 2.0); of a compound one the first part. Names that both bear, and rare ones,
are left out.
"""

from __future__ import annotations

_MEN = (
    "adrien aime alain alban albert alex alexandre alexis ali andre ange anthony antoine antony "
    "armand arnaud aurelien aymeric benjamin benoit bernard bertrand boris brice bruno cedric "
    "charles christian christophe clement cyril damien daniel david denis didier eddie eddy "
    "edmond edouard emile emmanuel eric erick etienne fabien fabrice farid fernand florent "
    "florian francis franck francois frank freddy frederic gabriel gael gaetan gaston geoffrey "
    "georges gerald gerard ghislain gilbert gilles gregoire gregory guillaume guy henri henry "
    "herve hubert hugo hugues jacky jacques james jean jeremie jeremy jerome joachim joel "
    "johann jonathan jose joseph juan jules julien karim kevin laurent lionel loic louis luc "
    "lucien ludovic manuel marc marcel mario martial martin mathieu matthias matthieu maurice "
    "max maxence maxime michael michel mickael mohamed nicolas noel norbert olivier pascal "
    "patrice patrick paul philippe pierre pierrick quentin raphael raymond regis remi remy "
    "renaud rene richard robert rodolphe roger roland romain romuald ronan samuel sebastien "
    "serge simon stephan stephane steve sylvain theo thibault thibaut thierry thomas tony "
    "tristan valentin victor vincent william willy xavier yann yannick yoann yohann yvan yves "
    "yvon"
)
_WOMEN = (
    "adeline agathe agnes alexandra alice aline amandine amelie anais angelique anne annick "
    "annie arlette armelle aude audrey aurelie aurore barbara beatrice benedicte bernadette "
    "betty blandine brigitte carine carole caroline catherine cathy cecile celine chantal "
    "charlotte christele christelle christiane christine chrystelle claire claudie claudine "
    "clemence clotilde colette corine corinne daniele danielle delphine denise edith eliane "
    "elisabeth elodie emilie emmanuelle estelle evelyne fabienne fanny fatiha florence francine "
    "francoise frederique gaelle genevieve geraldine ghislaine gisele helene huguette ingrid "
    "irene isabelle jacqueline jeanne jocelyne joelle josette josiane julie karine katia "
    "laetitia laure laurence laurie liliane lydia lydie magali magalie maria marianne marielle "
    "marina marine marion marjorie marlene martine marylene maryline maryse mathilde maud "
    "melanie michele micheline michelle mireille monique muriel murielle mylene myriam nadege "
    "nadia nadine nathalie nelly nicole noelle odile pascale patricia paulette pauline rachel "
    "raymonde regine renee rose roselyne roxane sabine sabrina sandra sandrine sarah severine "
    "simone sonia sophie stephanie suzanne sylvia sylviane sylvie therese valerie vanessa "
    "veronique virginie viviane"
)
#: "m" or "f", by first name, folded.
FIRST_NAMES = {**dict.fromkeys(_MEN.split(), "m"), **dict.fromkeys(_WOMEN.split(), "f")}
