"""The closed classes of English: small tables of words that carry grammar rather than content. Literal data only."""

from __future__ import annotations

BE = frozenset("be am is are was were been being 'm 're".split())
DO = frozenset("do does did".split())
HAVE = frozenset("have has had having 've".split())
MODALS = frozenset("can could will would shall should may might must 'll 'd".split())
AUXILIARIES = BE | DO | HAVE | MODALS

CONDITIONAL = frozenset("could would should may might must if".split())
"""Words that make a statement something other than "it was so": a plain yes/no question may not pass over them."""

NEGATIONS = frozenset("not no never none nobody nothing neither nor nowhere without".split())
DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their some any each every all both one's another such "
    "'s own".split()
)
POSSESSIVES = frozenset("my your his her its our their one's 's own".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto about over under between among against during after before since "
    "until till through across towards toward upon within without behind beyond per as via regarding concerning "
    "around near off out up down than because due owing amid following".split()
)
PRONOUNS = frozenset(
    "i you he she it we they me him us them himself herself itself themselves someone anyone everyone somebody "
    "anybody something anything everything there here one ones else".split()
)
CONJUNCTIONS = frozenset("and or but if whether that so then also too either while when where which who whom".split())
WH_WORDS = frozenset("who whom whose what which when where why how".split())
CLEFT = frozenset({"who", "that", "which"})
"""Words after the one whom "it was X who" puts first."""
QUESTION_WORDS = WH_WORDS | {"did", "is"}
"""The words that may give a slot its type."""
DEGREE = frozenset(
    "very really actually exactly just even still already yet ever now currently today again precisely roughly about "
    "around almost nearly only please ok okay well simply specifically altogether overall anyway instead back later "
    "eventually supposedly apparently reportedly allegedly basically generally finally least beforehand "
    "afterwards".split()
)
LIGHT = AUXILIARIES | DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS | DEGREE
"""Words that need not be accounted for one by one. Where one matters (only, all, not) a check of its own reads it."""

QUANTIFIERS = {
    "all": "all", "every": "all", "each": "all", "entire": "all", "both": "all", "everyone": "all",
    "most": "most", "majority": "most", "half": "half", "some": "some", "any": "some",
    "none": "none", "no": "none", "only": "only", "just": "only",
}  # fmt: skip

KIN = frozenset(
    "brother sister sibling twin mother father parent mum dad son daughter wife husband cousin uncle aunt".split()
)

PARTICLES = frozenset("up down out off over away back".split())
"""Words that may belong to the verb before them, and then change what it says: "go up"."""

PRESENT = frozenset("is are am has does do".split())

MISSPELT = {
    "wen": "when", "whn": "when", "wehn": "when", "whne": "when", "hwen": "when",
    "wat": "what", "waht": "what", "wht": "what", "whta": "what", "hwat": "what", "wot": "what",
    "hwo": "who", "woh": "who", "whp": "who", "whoo": "who", "whoes": "whose", "whos": "who's", "whats": "what's",
    "whens": "when's", "wheres": "where's", "hows": "how's", "whys": "why's",
    "hw": "how", "hwo's": "who's", "howmany": "how many", "wich": "which", "whcih": "which", "whihc": "which",
    "witch": "which", "wher": "where", "whre": "where", "wehre": "where", "wy": "why", "whay": "why", "hwy": "why",
    "teh": "the", "hte": "the", "fo": "of", "form": "form", "abut": "about", "abotu": "about", "adn": "and",
    "nad": "and", "si": "is", "wsa": "was", "aws": "was", "wass": "was", "werre": "were", "wer": "were",
    "ddi": "did", "dod": "did", "didnt": "didn't", "dont": "don't", "doesnt": "doesn't", "wasnt": "wasn't",
    "werent": "weren't", "isnt": "isn't", "arent": "aren't", "havent": "haven't", "hasnt": "hasn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "wont": "won't", "cant": "can't",
    "u": "you", "r": "are", "ppl": "people", "pls": "please", "abt": "about", "w": "with", "acc": "according",
    "b4": "before", "yr": "year", "yrs": "years", "gov": "government", "govt": "government", "dept": "department",
    "mgr": "manager",
}  # fmt: skip
"""Slips in function words and typists' short forms, which no dictionary of names or content words can mend."""


COMPARING = frozenset(
    "first second third last older younger elder earlier later sooner more less fewer better worse only next".split()
)
"""Words that set one of several apart from the others."""


def carries_content(norm: str) -> bool:
    """Tell whether a folded word must be accounted for: no function word, no quantifier, no negation."""
    return norm not in LIGHT and norm not in NEGATIONS and norm not in QUANTIFIERS and norm not in WH_WORDS


def is_comparing(word: str) -> bool:
    """Tell whether a word sets one of several apart, or is a superlative by the look of it."""
    return word in COMPARING or word.endswith("est")
