"""What a question can look like: the table of question forms, and the values that a read question is made of.

To teach a new way of asking, add one line to `FORMS` (or `SCAFFOLDING`) with an example; a test asks every example.
"""

from __future__ import annotations

from qa.english.quantities import Quantity
from qa.english.times import Time
from qa.english.tokens import Token
from qa.values import NamedTuple, value


class Hole(NamedTuple):
    """What is asked for: ``kind`` names a row of `qa.matching.fill.FILLS`; ``noun`` is the noun of "which party"."""

    kind: str
    noun: tuple[str, ...] = ()
    preposition: str = ""


@value
class Term:
    """A part of the question that the record must account for, at tokens[first:last].

    ``kind`` is entity, time, quantity, age or word. A word may be a listed phrase (``phrases`` are its keys), and then
    either the phrase or each of its ``words`` must be found. An entity with several ``names`` is ambiguous.
    """

    kind: str
    text: str
    first: int
    last: int
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    time: Time | None = None
    quantity: Quantity | None = None
    role: str = ""
    """agent or patient, where the question's grammar tells; else empty."""
    asked_for: bool = False
    """True for the noun of "which NOUN", read as one of the question's words: it must be accounted for."""
    by_role: bool = False
    """True for an entity that is named by a role ("the director"): its words may be what is asked for."""
    comparator: str = ""
    """more or less, where a number or age is a bound ("over a year old")."""
    either: bool = False
    """True for each of the two words between which the question asks to choose ("local or national")."""
    had: bool = False
    """True for kin, with its adjectives, that somebody is said to have ("had an older sister"): one among others."""
    grace: float | None = None
    """What it costs to leave the word unaccounted for, where that is allowed at all ("kind", "little Jo")."""


@value
class Reading:
    """One way to understand a question. ``form`` is wh, yes-no or topic; ``rule`` names the table row that read it."""

    form: str
    hole: Hole
    terms: tuple[Term, ...]
    rule: str
    speaker: tuple[str, ...] = ()
    saying: str = ""
    """neutral ("X said that ..."), negative ("X denied that ..."), or empty: nobody's words are asked for."""
    negated: bool = False
    present: bool = False
    quantifier: str = ""
    superlative: str = ""
    hole_role: str = ""
    counted: int = -1
    """Position of the noun of "how many NOUN"; -1 where there is none."""
    predicate: tuple[int, ...] = ()
    """Positions of the question's main verb, where the grammar tells."""
    conditional: bool = False
    framed: bool = True
    """False where the question names a speaker and this reading takes him for one of its other words."""
    choices: tuple[str, ...] = ()
    """Entities among which the question asks to choose ("is it A or B who ...")."""
    links: tuple[str, ...] = ()
    """Small words that matter: before, after, or, without."""
    twofold: bool = False
    """True where a second question word asks for something else too ("who was it, and when")."""
    by_name: bool = False
    """True where names are asked for ("names of", "by name"): who tells no name does not answer."""
    exact: bool = False
    """True where an exact number or time is asked for."""
    article: int | None = None
    """Which article is asked about ("in the second article" is 1, the last one -1), where the question says so."""
    tokens: tuple[Token, ...] = ()
    """What is left of the question or claim without who makes it, and what opens it."""


@value
class Question:
    """A question with all its readings, best first, and what was assumed about its spelling."""

    text: str
    readings: tuple[Reading, ...]
    assumed: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    """Its words, slips mended."""

    @property
    def form(self) -> str:
        """The form of its likeliest reading."""
        return self.readings[0].form if self.readings else "wh"


@value
class Form:
    """A row of the table: words that open a question, and the hole they ask for.

    In ``opening``, ``a|b`` are alternatives and ``<noun>`` is a noun of `qa.english.synonyms.DESCRIPTIVE_NOUNS`, which
    then names the hole. ``keeps`` tells how many of the opening's last words stay in the question as content.
    """

    opening: str
    hole: str
    example: str
    keeps: int = 0


FORMS = (
    Form("how many times", "how often", "How many times did they strike?"),
    Form("how many", "how many", "How many children died?"),
    Form("what|which percentage|percent|proportion|share|fraction", "what share", "What proportion of staff left?"),
    Form("how much money|cash", "how much", "How much money did the fair bring in?"),
    Form("how much", "how much", "How much did the repair cost?"),
    Form("how old", "how old", "How old was the driver?"),
    Form("how long ago", "when", "How long ago did the bridge open?"),
    Form("how long", "how long", "How long did the strike last?"),
    Form("how often", "how often", "How often did the ferry run?"),
    Form("how far|close|near", "how far", "How far is the bridge from the town?"),
    Form("how high|thick", "how high", "How high was the river?"),
    Form("how tall", "how tall", "How tall is the tower?"),
    Form("how deep", "how deep", "How deep was the water?"),
    Form("how wide|broad", "how wide", "How wide is the river?"),
    Form("how fast", "how fast", "How fast was the train?"),
    Form("how heavy", "how heavy", "How heavy was the bell?"),
    Form("how come", "why", "How come the bridge was closed?"),
    Form("how", "how", "How did the club pay for the stadium?"),
    Form("what|which exact|precise|actual date|day", "when", "What exact date did the bridge open?"),
    Form("what|which day of the week", "weekday", "What day of the week was the match?"),
    Form("weekday of", "weekday", "Weekday of the match"),
    Form("<noun> in|on|at|during|for|by which", "", "Please give the month in which the bridge opened."),
    Form("exact|precise date|day", "when", "Exact date the bridge opened"),
    Form("what caused|made|led|prompted|triggered|sparked|drove", "what", "What caused the delay?", keeps=1),
    Form("what|which <noun>", "", "What year did the bridge open?"),
    Form("what happened|happens to|with", "event", "What happened to the bridge?"),
    Form("what happened|happens", "event", "What happened in 1999?"),
    Form("what for", "why", "What for was the tax raised?"),
    Form("who else", "who", "Who else resigned?"),
    Form("who|whom", "who", "Who led the council in 2011?"),
    Form("whose", "whose", "Whose car was stolen?"),
    Form("when", "when", "When did the bridge open?"),
    Form("where", "where", "Where did the workers go?"),
    Form("why", "why", "Why was the bridge closed?"),
    Form("what|which kind|sort|type|kinds|sorts|types of", "which", "What kind of report was it?"),
    Form("which|what", "which", "Which party does she lead?"),
    Form("name|list|identify|state the|all|both|some|any", "list", "Name the four members of the band."),
    Form("name|list|identify", "list", "List rivers that flooded."),
)
"""Ordered: the first row whose opening matches reads the question; "which|what" without a noun asks for a thing."""

SCAFFOLDING = (
    "can|could|would|will you please",
    "can|could|would|will you",
    "can|could|would i ask",
    "can|could|may|might i know",
    "can|could|may|might i ask|enquire",
    "kindly tell|state|say|give|confirm|explain",
    "i would|'d be grateful|glad|obliged|interested to know|learn|hear",
    "i would|'d be grateful|glad|obliged",
    "grateful|glad|interested to know|learn|hear",
    "do you happen to know",
    "out of interest|curiosity",
    "quick one",
    "help",
    "apparently",
    "can|could anyone|someone|somebody",
    "please tell me",
    "tell|show|give me|us",
    "tell|explain|say",
    "please",
    "pls",
    "let me|us know",
    "remind me",
    "do|does you|we|anyone|anybody|u happen to know",
    "do|does you|we|anyone|anybody|u know",
    "does the article|record|paper|text|story say|mention|tell",
    "do the articles|papers say|mention",
    "does it say anywhere",
    "does it say",
    "any idea",
    "have you any idea",
    "i want|need|wish|like to know|find out|understand|check|ask",
    "i would|'d like|love to know|ask|find out",
    "i 'm|am trying to find out|understand|check",
    "i was|am|'m just wondering|curious",
    "i was|am|'m wondering|curious",
    "i wonder",
    "i heard|read|think|thought|believe that",
    "hi",
    "hello",
    "hey",
    "hi there",
    "so",
    "and",
    "but",
    "ok",
    "okay",
    "well",
    "now then",
    "also",
    "just",
    "um",
    "er",
    "erm",
    "quick question",
    "question",
    "according to the article|articles|paper|papers|newspaper|text|story|stories|record|piece|report|news",
    "in|from the article|articles|paper|papers|newspaper|text|story|stories|record|piece",
    "to your knowledge",
    "please confirm|verify|state|specify|give",
    "by|from the ages|dates|figures|numbers given|told|stated|printed",
    "going|judging by the ages|dates|figures|numbers in|from the paper|papers|article|articles|report|story",
    "i need|want|wish|have to verify|confirm|establish|check",
    "confirm|verify|establish|specify",
    "for the record",
    "can|could you confirm|verify|check|clarify|explain|give",
    "clarify",
    "remind me",
    "help me understand",
    "looking for",
    "need",
    "need to know",
    "want to know",
    "wanna know",
    "trying to find out",
    "find out",
    "me",
)
"""Words before (or after) a question that ask for nothing. Taken off again and again, longest first."""

CLOSERS = (
    "please",
    "pls",
    "thanks",
    "thank you",
    "thx",
    "cheers",
    "exactly",
    "do you know",
    "any idea",
    "right",
    "correct",
    "is that right|true|correct",
    "is it",
    "according to the article|articles|paper|papers|newspaper|text|story|record",
    "in|from the article|articles|paper|papers|newspaper|text|story|record",
    "does anyone know",
    "if known",
    "going|judging by|from their|his|her|the age|ages",
    "going|judging by|from their|his|her|the age|ages given",
    "going|judging by|from their|his|her|the age|ages at death",
    "then",
    "again",
)

ASSERTIONS = (
    "is|was it true|right|correct|the case|fair to say|a fact that",
    "is|was|would it be true|right|correct|fair|accurate to say|think|assume|claim that",
    "is|was it right|correct|fair|accurate to say|think|assume|claim that",
    "can|could we|i|you|one say that",
    "would you say that",
    "is|was it true|right|correct",
    "am i right|correct in thinking|saying that",
    "am i right|correct that",
    "true or false",
    "yes or no",
    "fact check",
    "if",
    "whether",
    "is it known if|whether",
    "was it the case that",
)
"""Openings after which a statement stands that is to be judged: a yes/no question."""

TOPICS = (
    "tell me|us about",
    "tell me|us more about",
    "what about",
    "how about",
    "anything on|about",
    "info|information on|about",
    "what do we|you know about",
    "what is|'s known about",
    "what does the article|record|paper say about",
    "details of|on|about",
    "describe",
    "summarise|summarize",
    "more on|about",
    "what do the articles|papers say about",
    "what is said about",
    "what was said about",
)
"""Openings after which a topic stands: everything on record about it is wanted."""

SUPERLATIVES = {
    "first": "when min", "earliest": "when min", "last": "when max", "latest": "when max",
    "youngest": "how old min", "oldest": "how old max", "eldest": "how old max",
}  # fmt: skip
"""Word -> the slot whose values are compared, and which end of them is asked for."""
