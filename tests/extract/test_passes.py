"""The passes of the reader: each is missed by some sentence, each may run twice, and their order is checked."""

from dataclasses import replace
from functools import lru_cache

import pytest
from told import article_of, shown

from flows.errors import BrokenData
from flows.extract.reader import PASSES, Pass, in_order, read_article
from flows.model import Article, Extraction, Field, Part, PartKind, Span

AUTHOR = "Kenya will leave the bloc, writes Ada Roe."
BODY = "The Nordic Council met in Oslo. The Council severed ties with Russia in 2022."
# pass -> a text of which it loses a fact, or says one wrongly, without that pass
MISSED = {
    "names": "Serbia has joined NATO.",
    "short bodies": "The Nordic Council met in Oslo. On Monday the Council signed a treaty with Chile.",
    "parties of a conflict": "Prices rose after Russia's invasion of Ukraine in 2022.",
    "trees": "Three countries joined BRICS: Egypt, Iran and Ethiopia.",
    "joints": "In Santiago, Gabriel Boric, Chile's president, received Pedro Sanchez, the Spanish prime minister.",
    "relative clauses": "",
    "titles": "The president of Rwanda, Paul Kagame, denied that his soldiers had crossed the border.",
    "titled subjects": "",
    "verbs of saying": "",
    "capitals that act": "Washington has lifted sanctions on Syria.",
    "nouns": "Chile and Peru applied to OPEC, but neither of the two countries has joined.",
    "groups": "",
    "epithets": "",
    "pronouns": "Since its creation in 1945, the United Nations has grown to 193 members.",
    "titles of whom nouns speak": "The rains began in Quito. Chile is sending its foreign minister, Ana Quispe.",
    "owners of titles": "",
    "heads": "“We will leave,” the Armenian premier told deputies on Wednesday.",
    "states": "Colombian president Gustavo Petro recognises Palestine.",
    "homelands": "",
    "places": "",
    "capitals": "",
    "there": "Anthony Albanese landed in Port Moresby for a visit to Papua New Guinea, where he met James Marape.",
    "gatherings": "Modi attended the G20 summit in Rio.",
    "offices": "Penny Wong is Australia's foreign minister.",
    "chairs": "Peru welcomed Azali Assoumani, President of the Comoros and the African Union's chairperson.",
    "frames": "Serbia has joined NATO.",
    "statements": "Norway could host the talks, officials in Oslo said.",
    "dates": "ASEAN was founded in 1967.",
    "whereabouts": "Xi met Putin in Moscow.",
    "topics": "African leaders gather in Lusaka for a summit on debt.",
    "sources": "President Boris Tadic said that Serbia had applied to join the European Union.",
    "quoted sources": "",
    "bylines": AUTHOR,
    "borrowed circumstances": "Ana Quispe visited Arusha for the Andean summit.",
    "about the article": "Serbia has joined NATO.",
}
