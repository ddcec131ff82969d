"""The lint rules about entities and words: what is named twice, by nobody, or as its own opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.english.synonyms import CONTRASTS, SYNONYMS
from qa.english.tokens import norms, tokenize
from qa.files.placed_yaml import PlacedScalar
from qa.lint.subject import Edit, Found, Subject, plain, texts_under
from qa.record.lexicon import bases
from qa.record.report import shown


def unused_entity(subject: Subject) -> Iterator[Found]:
    """No statement, question, claimant or group names an entity, by any of its names.

    It cannot be asked for; perhaps the facts spell it otherwise.

    Fails:

        entities:
          - name: Mill Lane
            ^
        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        entities:
          - name: the Mill Lane bridge
            aliases: [the bridge]
        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    used = {name for text in subject.texts for name in subject.gazetteer.within(tokenize(text))}
    used |= {m.name for text in subject.texts for m in subject.gazetteer.mentions(tokenize(text))}
    used |= {name for fact in subject.file.facts for name in fact.according_to}
    used |= {member for entity in subject.file.entities for member in entity.members}
    for entity, node in subject.entities:
        if entity.name not in used:
            yield Found(node.place, f"no fact names {shown(entity.name)}, nor any of its aliases and roles")


def ambiguous_alias(subject: Subject) -> Iterator[Found]:
    """Two entities share a name or alias, so that a question with it may be taken for either.

    Where both really are called so, say it: `# lint: ignore[ambiguous-alias] both are called that`.

    Fails:

        entities:
          - name: Ann Hale
            aliases: [the mayor]
          - name: Ben Cole
            aliases: [Cole, the mayor]
                            ^

    Passes:

        entities:
          - name: Ann Hale
            aliases: [the mayor]
          - name: Ben Cole
            aliases: [Cole, the engineer]
    """
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    for entity, node in subject.entities:
        for scalar in (*texts_under(node, "name"), *texts_under(node, "aliases")):
            name, line = first.setdefault(_words(plain(scalar)), (entity.name, scalar.line))
            if name != entity.name:
                yield Found(scalar.place, f"{shown(plain(scalar))} is also {shown(name)}, in line {line}")


def repeated_alias(subject: Subject) -> Iterator[Found]:
    """An alias is the same as the name, or as another alias of it; `--fix` takes it out.

    Capitals and kinds of quotation marks make no difference when names are looked for.

    Fails:

        entities:
          - name: Ann Hale
            aliases: [Hale, ann hale]
                            ^

    Passes:

        entities:
          - name: Ann Hale
            aliases: [Hale, Mayor Hale]
    """
    for _, node in subject.entities:
        seen: dict[tuple[str, ...], str] = {norms(plain(name)): "the name" for name in texts_under(node, "name")}
        aliases = texts_under(node, "aliases")
        for alias in aliases:
            words = norms(plain(alias))
            if words in seen:
                edit = Edit(alias.place) if len(aliases) > 1 else None
                yield Found(alias.place, f"{shown(plain(alias))} is the same as {seen[words]}", edit)
            seen.setdefault(words, f"the alias in line {alias.line}")


def unused_words(subject: Subject) -> Iterator[Found]:
    """No fact has any word of a set under `words`, so that the set changes nothing.

    Fails:

        words:
          same:
            - [tunnel, underpass]
               ^
        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        words:
          same:
            - [bridge, viaduct]
        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    forms = [[bases(token.norm) for token in tokenize(text)] for text in subject.texts]
    used = {phrase.key for form in forms for phrase in subject.lexicon.phrases(form)}
    vocabulary = {base for form in forms for word in form for base in word}
    vocabulary |= {norm for text in subject.texts for norm in norms(text)}
    for number, words in enumerate(subject.word_sets("same"), len(SYNONYMS)):
        # An entry in another form than its base is found by its words.
        if f"#{number}" not in used and not any(_has_all(word, vocabulary) for word in words):
            yield Found(words[0].place, f"no fact has any word of this set ({_listed(words)})")
    for words in subject.word_sets("contrasts"):
        if not any(_has_all(word, vocabulary) for word in words):
            yield Found(words[0].place, f"no fact has any word of this set ({_listed(words)})")


def _has_all(entry: PlacedScalar, vocabulary: set[str]) -> bool:
    return all(norm in vocabulary or vocabulary & set(bases(norm)) for norm in norms(plain(entry)))


def _listed(words: Sequence[PlacedScalar]) -> str:
    return ", ".join(plain(word) for word in words[:3]) + (", ..." if len(words) > 3 else "")


def same_and_contrast(subject: Subject) -> Iterator[Found]:
    """Two words are said to mean the same, and elsewhere (here, or built in) to exclude each other.

    Fails:

        words:
          same:
            - [rebuilt, repaired]
                        ^
          contrasts:
            - [rebuilt, repaired]

    Passes:

        words:
          same:
            - [rebuilt, reconstructed]
          contrasts:
            - [rebuilt, repaired]
    """
    own = [[norms(plain(word)) for word in words] for words in subject.word_sets("contrasts")]
    built_in = [[norms(part) for part in row.split(",")] for row in CONTRASTS]
    contrasts = [frozenset(group) for group in (*own, *built_in)]
    for words in subject.word_sets("same"):
        for number, word in enumerate(words):
            for earlier in words[:number]:
                pair = {norms(plain(word)), norms(plain(earlier))}
                if len(pair) == 2 and any(pair <= group for group in contrasts):
                    said = f"{shown(plain(word))} and {shown(plain(earlier))} exclude each other in another set"
                    yield Found(word.place, said)


def repeated_word(subject: Subject) -> Iterator[Found]:
    """A word stands twice in one set; `--fix` takes the second out.

    Fails:

        words:
          same:
            - [bridge, viaduct, Bridge]
                                ^

    Passes:

        words:
          same:
            - [bridge, viaduct]
    """
    for words in (*subject.word_sets("same"), *subject.word_sets("contrasts")):
        seen: set[tuple[str, ...]] = set()
        for word in words:
            if norms(plain(word)) in seen:
                edit = Edit(word.place) if len(words) > 2 else None
                yield Found(word.place, f"{shown(plain(word))} stands in this set already", edit)
            seen.add(norms(plain(word)))


def _words(name: str) -> tuple[str, ...]:
    """Return a name as it is looked for: without its article."""
    words = norms(name)
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words
