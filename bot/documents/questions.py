"""What asks: by its mark, or by the words with which questions begin in the languages of clinics."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.text import normalise, tokens

# Words with which a question begins that is written without its mark.
_OPENERS = frozenset(
    tokens(
        normalise(
            "what when where who whom whose which why how can could does did do is are was were am will would should "
            "shall may might must have has had "
            "qué cuándo dónde quién cuál cuánto cuánta cuántos cuántas cómo puedo puede debo hay tengo es "
            "quand où qui quel quelle quels quelles combien comment pourquoi puis peut faut dois "
            "wann wie wo wer warum wieso welche welcher darf kann muss soll sollte gibt ist sind werde "
            "co kiedy gdzie kto który która które ile jak dlaczego czy mogę "
            "quando quanto quanta quanti quante quale quali perché può devo bisogna quantos quantas qual quais "
            "onde quem pode preciso nasıl nerede neden kaç hangi "
            "מה מתי איפה מי איך כמה האם למה "
            "ما ماذا متى أين من كيف كم هل لماذا"
        )
    )
)
_AUXILIARIES = frozenset(
    tokens(
        "can could does did do is are was were am will would should shall may might must have has had cant wont isnt "
        "arent dont doesnt shouldnt"
    )
)
_WH = frozenset(tokens("what when where who whom whose which why how"))
_DEGREES = frozenset(tokens("long much many soon often far old big quickly early late"))
_ASKING = frozenset(tokens("is are was does did can could would will"))  # whatever stands after them
_AFTER_WHAT = frozenset(("if", "happens"))
_MAX_OPENING = 7  # words of "what kind of eye drops do", at most
_SUBJECTS = frozenset(
    tokens(
        "i you we they he she it my your our the a an this that these those there his her its their any some everyone"
    )
)
_MARKS = ("?", "؟")
_MIN_WORDS = 3  # of a question without its mark


def has_mark(text: str) -> bool:
    """Whether `text` ends in the mark of a question."""
    return text.rstrip().endswith(_MARKS)


def looks_asked(text: str) -> bool:
    """Whether `text` is a question, with its mark or without."""
    bare = text.strip()
    if has_mark(bare) or bare.startswith("¿"):
        return True
    words = tokens(normalise(bare))
    is_begun = len(words) >= _MIN_WORDS and words[0] in _OPENERS and words[1] != "not"  # "do not smoke" asks nothing
    return is_begun and not bare.endswith((".", "!", ":"))


def is_begun_as_question(text: str) -> bool:
    """Whether the first word of `text` is one with which questions begin, after a number or the mark of a question."""
    words = [word for word in tokens(normalise(text)) if not word.isnumeric() and word != "q"]
    return bool(words) and words[0] in _OPENERS


def is_inverted(text: str) -> bool:
    """Whether English `text` has a question's order of words: "can I eat", "which gel do I need"; not "how we work"."""
    words = tokens(normalise(text))
    if len(words) < _MIN_WORDS:
        return False
    if words[0] in _WH:
        return words[1] in _AUXILIARIES | _AFTER_WHAT or _is_of_kind(words)
    is_sure = words[0] in _ASKING and words[1] != "not"  # "do exercises daily" and "should pain return" ask nothing
    return is_sure or (words[0] in _AUXILIARIES and words[1] in _SUBJECTS)


def _is_of_kind(words: Sequence[str]) -> bool:
    """Whether a question opens with more than one word: "how long before sport can I", "what kind of lenses do I"."""
    if words[1] in _DEGREES:
        return bool(_AUXILIARIES & set(words[2:]))
    pairs = list(pairwise(words))[2:_MAX_OPENING]
    return words[1] not in _SUBJECTS and any(one in _AUXILIARIES and two in _SUBJECTS for one, two in pairs)
