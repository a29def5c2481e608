"""What pages say in words of their own, in English and in French."""

from __future__ import annotations

from tigraph.local import Words
from tigraph.pages.asking_words import ASKING
from tigraph.pages.picture_words import PICTURES

WORDS = Words(
    {
        **PICTURES,
        # Around every page
        "tagline": (
            "Who does what with whom, in which territory, when, and who says so.",
            "Qui fait quoi avec qui, dans quel territoire, quand, et qui le dit.",
        ),
        "skip": ("Skip to the content", "Aller au contenu"),
        "home": ("Home", "Accueil"),
        "search": ("Search", "Rechercher"),
        "search_for": ("A name, a former name, a code", "Un nom, un ancien nom, un code"),
        "questions": ("Questions", "Questions"),
        "explore": ("Explore", "Explorer"),
        "documents": ("Documents", "Documents"),
        "model": ("The model", "Le modèle"),
        "language": ("Language", "Langue"),
        "language_fr": ("French", "français"),
        "language_en": ("English", "anglais"),
        "other_language": ("Français", "English"),
        "menu": ("Menu", "Menu"),
        "foot": (
            "Every statement here rests on a document or a register, and names it.",
            "Chaque énoncé repose ici sur un document ou un registre, et le nomme.",
        ),
        "graph_under": ("Graph under", "Graphe sous"),
        "or": ("or", "ou"),
        "version": ("Version {}", "Version {}"),
        "edition_about": ("About this file", "À propos de ce fichier"),
        "on_this_page": ("On this page", "Sur cette page"),
        # Time
        "date": ("Date", "Date"),
        "show_at": ("Show what holds", "Montrer ce qui vaut"),
        "all_dates": ("at any date", "à toute date"),
        "at": ("at this date", "à cette date"),
        "another": ("Another date", "Une autre date"),
        "another_help": (
            "A year, a month or a day: 2019, 2019-01, 2019-01-31",
            "Une année, un mois ou un jour : 2019, 2019-01, 2019-01-31",
        ),
        "go": ("Show", "Montrer"),
        "bad_date": (
            "“{}” is not a date that can be read here: all dates are shown.",
            "« {} » n’est pas une date lisible ici : toutes les dates sont montrées.",
        ),
        "of_all_dates": (
            "This question is about all dates: the one chosen changes nothing.",
            "Cette question porte sur toutes les dates : celle qui est choisie n’y change rien.",
        ),
        "not_dated": (
            "The service that this site asks cannot tell what holds at a date: all dates are "
            "shown.",
            "Le service que ce site interroge ne sait pas dire ce qui vaut à une date : toutes "
            "les dates sont montrées.",
        ),
        "shown_at": ("What holds in {}", "Ce qui vaut en {}"),
        "surely": ("surely", "assuré"),
        "perhaps": ("possible", "possible"),
        "no_date": ("no date told", "date non dite"),
        "attested": ("attested", "attesté"),
        "attested_in": ("attested {}", "attesté {}"),
        # Entity
        "also_called": ("Also called", "Aussi nommé"),
        "statements": ("statements", "énoncés"),
        "statement": ("statement", "énoncé"),
        "documents_say": ("documents and registers", "documents et registres"),
        "document_says": ("document or register", "document ou registre"),
        "years": ("years spoken of", "années évoquées"),
        "year": ("year spoken of", "année évoquée"),
        "only_possible": ("only possible", "seulement possibles"),
        "timeline": ("On a line of time", "Au fil du temps"),
        "timeline_key": (
            "Full: surely holds. Pale: may hold. Dot: a source attests it then.",
            "Plein : assuré. Pâle : possible. Point : une source l’atteste alors.",
        ),
        "timeline_undated": (
            "{} more without any date.",
            "{} de plus sans aucune date.",
        ),
        "what": ("What", "Quoi"),
        "with_whom": ("With", "Avec"),
        "when": ("When", "Quand"),
        "changes": ("What changed", "Ce qui a changé"),
        "became": ("became", "est devenu"),
        "relations": ("Who with whom, by level", "Qui avec qui, par niveau"),
        "no_level": ("Level not told", "Niveau non dit"),
        "certain": ("Certain", "Certain"),
        "possible": ("Possible only", "Seulement possible"),
        "possible_why": (
            "No source says so of this date; none excludes it.",
            "Aucune source ne le dit de cette date ; aucune ne l’exclut.",
        ),
        "described": ("What is said of it", "Ce qui en est dit"),
        "structure": ("Where it belongs", "À quoi il se rattache"),
        "on_behalf": ("on behalf of", "au nom de"),
        "as": ("as", "en tant que"),
        "derived": ("follows from several statements", "découle de plusieurs énoncés"),
        "more_like": ("and {} more", "et {} de plus"),
        "figures": ("In figures", "En chiffres"),
        "disagree": (
            "Sources do not give the same figure.",
            "Les sources ne donnent pas le même chiffre.",
        ),
        "figure": ("Figure", "Chiffre"),
        "of": ("of", "de"),
        "says_who": ("Who says so", "Qui le dit"),
        "at_least": ("at least {}", "au moins {}"),
        "at_most": ("at most {}", "au plus {}"),
        "opinions": ("What is thought", "Ce qui en est pensé"),
        "voiced": ("What it thinks", "Ce qu’il en pense"),
        "beside": ("Beside it", "À côté"),
        "notice": ("Notice", "Notice"),
        "publisher": ("Publisher", "Éditeur"),
        "under": ("Licence", "Licence"),
        "retrieved": ("Retrieved", "Récupéré"),
        "names": ("Names and identity", "Noms et identité"),
        "spelling": ("As written", "Graphie"),
        "identifiers": ("Identifiers", "Identifiants"),
        "mappings": ("The same elsewhere", "Le même ailleurs"),
        "ground": ("ground", "motif"),
        "mapped_exactMatch": ("the very same as", "le même que"),
        "mapped_sameAs": ("the very same as", "le même que"),
        "mapped_closeMatch": ("much the same as", "à peu près le même que"),
        "mapped_broadMatch": ("part of, or narrower than", "partie de, ou plus étroit que"),
        "mapped_narrowMatch": ("wider than", "plus large que"),
        "mapped_relatedMatch": ("related to", "apparenté à"),
        "mapped_seeAlso": ("see also", "voir aussi"),
        "by_ManualMappingCuration": ("decided by somebody", "décidé par quelqu’un"),
        "by_MappingReview": ("reviewed by somebody", "relu par quelqu’un"),
        "by_LexicalMatching": ("by the same words", "par les mêmes mots"),
        "by_LexicalSimilarityThresholdMatching": ("by like words", "par des mots proches"),
        "by_SemanticSimilarityThresholdMatching": ("by a like meaning", "par un sens proche"),
        "by_LogicalReasoning": ("it follows from others", "découle d’autres"),
        "by_CompositeMatching": ("by several ways", "par plusieurs voies"),
        "by_MappingChaining": ("by way of a third", "par un troisième"),
        "by_UnspecifiedMatching": ("it is not said how", "il n’est pas dit comment"),
        "by_BackgroundKnowledgeBasedMatching": (
            "by what else is known",
            "par ce qu’on sait d’ailleurs",
        ),
        "of_any_date": ("of any date", "de toute date"),
        "is_one_with": ("“{}” {} “{}”", "« {} » {} « {} »"),
        "not_taken": ("another reading, not followed", "autre lecture, non suivie"),
        "neighbourhood": ("Around it", "Autour"),
        "network_of": ("Network around {}", "Réseau autour de {}"),
        "place": ("Longitude {}, latitude {}", "Longitude {}, latitude {}"),
        # Evidence
        "evidence": ("Evidence", "Preuves"),
        "passages_in": (
            "{} passage‹0:|s› in {} document‹1:|s›",
            "{} passage‹0:|s› dans {} document‹1:|s›",
        ),
        "rows_in": (
            "{} row‹0:|s› of {} register‹1:|s›",
            "{} ligne‹0:|s› de {} registre‹1:|s›",
        ),
        "noticed_in": ("notice‹0:|s› of {} document‹0:|s›", "notice‹0:|s› de {} document‹0:|s›"),
        "characters": ("characters {}", "caractères {}"),
        "record": ("row {}", "ligne {}"),
        "catalogued": ("as catalogued", "selon la notice"),
        "checksum": ("checksum", "empreinte"),
        "original": ("original", "original"),
        "speaks": ("says", "dit"),
        "taken_from": ("taken from", "repris de"),
        "attests": ("of {}", "à propos de {}"),
        "dated": ("dated by", "datation"),
        "claim": ("statement", "énoncé"),
        "sources": ("What this page rests on", "Ce sur quoi repose cette page"),
        "times_cited": ("cited {} time‹s› here", "cité {} fois ici"),
        "once_cited": ("cited once here", "cité une fois ici"),
        # To take away
        "behind": ("The question behind this", "La question derrière"),
        "ask_it": ("Ask it yourself", "La poser soi-même"),
        "edit_it": ("Open in the editor", "Ouvrir dans l’éditeur"),
        "cite": ("Cite this page", "Citer cette page"),
        "cite_text": ("Text", "Texte"),
        "cite_also": (
            "and the documents that the facts you use rest on:",
            "et les documents sur lesquels reposent les faits utilisés :",
        ),
        "author": ("tigraph contributors", "contributeurs de tigraph"),
        "quoted": ("“{}”", "« {} »"),
        "consulted": ("consulted on {}", "consulté le {}"),
        "published_on": ("published on {}", "publié le {}"),
        "all_data": ("All of it as data", "Le tout en données"),
        "checksums": ("Checksums (SHA-256)", "Empreintes (SHA-256)"),
        "described_as": ("Description (VoID, DCAT)", "Description (VoID, DCAT)"),
        "data": ("The same as data", "La même chose en données"),
        "correct": ("Correct this", "Corriger"),
        "correct_how": (
            "If a line misreads its source, or a better source exists, say so with the identifier "
            "of the statement, which stands under its evidence, and the source.",
            "Si une ligne lit mal sa source, ou si une meilleure source existe, dites-le avec "
            "l’identifiant de l’énoncé, qui figure sous ses preuves, et la source.",
        ),
        "correct_where": ("Write to whoever runs this site", "Écrire à qui tient ce site"),
        "correct_claim": ("correct this statement", "corriger cet énoncé"),
        "correct_keepers": (
            "Whoever runs this site gives no address. Those who keep the graph take corrections "
            "here: ",
            "Qui tient ce site ne donne pas d’adresse. Ceux qui tiennent le graphe reçoivent les "
            "corrections ici : ",
        ),
        "correct_whom": (
            "Whoever runs this site gives no address. Corrections of the published graph go to the "
            "tracker of the repository that it comes from.",
            "Qui tient ce site ne donne pas d’adresse. Les corrections du graphe publié vont au "
            "suivi du dépôt dont il vient.",
        ),
        "correct_copy": ("What to say there, to copy:", "Ce qu’il faut y dire, à copier :"),
        "correct_subject": ("Correction: {}", "Correction : {}"),
        "correct_page": ("Page", "Page"),
        "correct_entity": ("Entity", "Entité"),
        "correct_wrong": ("What is wrong", "Ce qui est faux"),
        "correct_source": ("Source", "Source"),
        "object_where": ("Object, or ask for removal", "S’opposer, ou demander un retrait"),
        "object_subject": ("Objection: {}", "Opposition : {}"),
        "object_reach": ("How to reach you", "Comment vous joindre"),
        "object": ("If this is you", "S’il s’agit de vous"),
        "object_how": (
            "This page says only what published sources say of a public role: no birth date, no "
            "private address. You may object to it, or have it corrected or removed, without "
            "giving reasons in public: name this page and how you wish to be reached. An objection "
            "that prevails removes the statements from the graph and from its next release.",
            "Cette page ne dit que ce que des sources publiées disent d’un rôle public : ni date "
            "de naissance, ni adresse privée. Vous pouvez vous y opposer, ou demander une "
            "correction ou un retrait, sans donner de raison en public : indiquez cette page et "
            "comment vous joindre. Une opposition fondée retire les énoncés du graphe et de sa "
            "prochaine version.",
        ),
        "not_indexed": (
            "Search engines are asked to leave this page out.",
            "Les moteurs de recherche sont priés de ne pas indexer cette page.",
        ),
        # Document
        "published": ("Published by {}", "Publié par {}"),
        "read_as": ("Text read, checksum", "Texte lu, empreinte"),
        "rests": ("What rests on it", "Ce qui repose sur ce document"),
        "rests_relations": ("Relations", "Relations"),
        "rests_figures": ("Figures", "Chiffres"),
        "rests_opinions": ("Opinions", "Avis"),
        "rests_none": ("Nothing rests on it yet.", "Rien ne repose encore dessus."),
        "place_in": ("Place", "Passage"),
        "who_speaks": ("Who speaks", "Qui parle"),
        "elsewhere": ("another document too", "un autre document aussi"),
        "statements_rest": ("statements rest on it", "énoncés reposent dessus"),
        "document_date": ("Date", "Date"),
        "quotes": ("What it takes up", "Ce qu’il reprend"),
        **ASKING,
    }
)
