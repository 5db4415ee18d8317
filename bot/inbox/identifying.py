"""What may tell who somebody is, by its shape: numbers, addresses, names, in any language as far as that goes.

Each shape is a pattern, and a test of what it found. All are tried in order on a text from which `bot.pii` has
taken what it surely knows. They cost linear time: whatever repeats has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.pii import PiiKind

Test = Callable[[re.Match[str]], bool]


def _always(_: re.Match[str]) -> bool:
    return True


def _is_birth_year(match: re.Match[str]) -> bool:
    return 1920 <= int(match["year"]) <= 2015


def _is_coded(match: re.Match[str]) -> bool:
    """Return whether a word of letters and figures is long on figures: an identity card's, a passport's, a policy's."""
    return sum(c.isdecimal() for c in match[0]) >= 5 and any(c.isalpha() for c in match[0])


def _is_no_quantity(match: re.Match[str]) -> bool:
    """Return whether figures are neither round numbers, nor years, nor a number in thousands."""
    groups = re.findall(r"\d+", match[0])
    if len(groups) == 1:
        return not groups[0].endswith("000")
    if _THOUSANDS.fullmatch(match[0]):
        return False
    return not all(len(group) <= 4 and (group.endswith("0") or group[:2] in ("19", "20")) for group in groups)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


IBAN = _pattern(r"\b[a-z]{2}\d\d(?:\s?[a-z0-9]{4}){2,7}(?:\s?\d[a-z0-9]{0,3})?\b")
# Figures that stand directly beside what was removed belong to it.
BESIDE = _pattern(r"(?:(?<=\s)\d[\w.-]{0,8}\s?){0,3}(\[[\w\s-]{2,20}\])(?:\s?[.-]?\w{0,2}\d\w{0,4}\b){0,3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
_AT = r"(?:@|\s?[(\[]\s?(?:at|arroba|arobase|chiocciola|małpa)\s?[)\]]\s?|\s(?:at|arroba|arobase|chiocciola|małpa)\s)"
_DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punto|punkt|point|ponto|kropka)\s?[)\]]\s?|\s(?:dot|punto|punkt|point|ponto|kropka)\s)"
_BORN = (
    r"(?:d\.?o\.?b|born|birth\s?day|birth\s?date|date\s+of\s+birth|nac[ií]|nacid[oa]|nacimiento|nascid[oa]|nasci"
    r"|nascimento|n[ée]e?|naissance|geb|geboren|geburtsdatum|geburtstag|nat[oa]|nascita|urodzon[ya]|urodzenia"
    r"|urodził[ae]m|geboortedatum)"
)
_CALLED = (
    r"(?:my\s+name\s+is|my\s+name['’]?s|i\s+am\s+called|they\s+call\s+me|me\s+llamo|mi\s+nombre\s+es|je\s+m['’]appelle"
    r"|mon\s+nom\s+est|ich\s+hei(?:ß|ss)e|mein\s+name\s+ist|mi\s+chiamo|il\s+mio\s+nome\s+(?:è|e)|nazywam\s+się"
    r"|mam\s+na\s+imię|meu\s+nome\s+(?:é|e)|chamo-me|me\s+chamo|ik\s+heet|mijn\s+naam\s+is)"
)
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|sr|sra|srta|señora?|monsieur|madame|mme|mlle|herr|frau|sig|signora?|pan|pani)"
_NETWORK = r"(?:insta(?:gram)?|snap(?:chat)?|tik\s?tok|telegram|twitter|facebook|fb|discord|skype|signal|linkedin)"
_STREET = (
    r"(?:street|str|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|way|place|pl|square|sq|crescent|terrace"
    r"|gardens|grove|mews|boulevard|blvd|hill|row|park|apartments|flats?)"
)
_STREET_BEFORE = (
    r"(?:rue|avenue|av|bd|boulevard|place|chemin|allée|calle|c/|avda|avenida|paseo|plaza|via|viale|piazza|corso|largo"
    r"|rua|travessa|praça|ul\.?|ulica|aleja|al\.|os\.)"
)
_STREET_END = r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|straat|laan|plein|gracht|kade)"
_NO_UNIT = r"(?!\d|[.,]\d|\s?(?:%|[£$€]|(?:[mcµ]?[gl]|mcg|[mc]m|iu|ui|kg|lbs?|euros?|pounds?|quid)\b))"
_SURNAME = r"(?:\s(?:de|del|van|der|den|von|di|da|dos|la|le|el|al|bin)){0,2}(?-i:\s[A-ZÀ-Þ][\w'’-]{1,20})"
_GAP = r"[\s.()/,-]"

# In this order: what was removed is not looked at again.
SHAPES: tuple[tuple[PiiKind, re.Pattern[str], Test], ...] = (
    (PiiKind.EMAIL, _pattern(rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}"), _always),
    (PiiKind.USER, _pattern(r"(?<![\w@.])@\w[\w.]{2,29}"), _always),
    (
        PiiKind.USER,
        _pattern(rf"(?<=\s)(?<!\[)[\w.]{{3,30}}(?=\s(?:on|auf|en|sur|su|na)\s{_NETWORK}\b)"),
        lambda match: "_" in match[0] or "." in match[0] or any(c.isdecimal() for c in match[0]),
    ),
    (
        PiiKind.USER,
        _pattern(
            rf"(?:(?<=\s)|^){_NETWORK}(?:\s(?:name|handle|user|account|is|es|ist)){{0,3}}[\s:=]{{1,3}}[\w.]{{3,30}}"
        ),
        lambda match: bool(re.search(r"[_\d]|\w\.\w", match[0])),
    ),
    (PiiKind.IP, _pattern(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)"), _always),
    (PiiKind.IP, _pattern(r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:])"), _always),
    (
        PiiKind.BIRTH,
        _pattern(rf"(?<!\w){_BORN}\b[^\d\[]{{0,25}}\d(?:[^\[\]?!;]{{0,17}}?\d){{0,6}}(?:st|nd|rd|th|º)?"),
        _always,
    ),
    (
        PiiKind.BIRTH,
        _pattern(
            r"""(?<!\d) \d{1,2} (?:st|nd|rd|th|er|º|\.)? [\s./-]{0,2} (?:of\s|de\s|den\s)?
                (?:[^\W\d_]{3,12}|[ivx]{1,4}) \.? [\s./,-]{1,2} (?:de\s|del\s)? (?P<year>(?:19|20)\d\d) (?!\d)"""
        ),
        _is_birth_year,
    ),
    (PiiKind.NUMBER, _pattern(r"(?<![\w-])[a-z0-9][a-z0-9./-]{5,28}[a-z0-9](?![\w-])"), _is_coded),
    (PiiKind.NUMBER, _pattern(r"\b[a-z]{2,3}[\s-]?\d{6,8}\b"), _always),
    (
        PiiKind.ADDRESS,
        _pattern(
            rf"""\b \d{{1,4}} (?:\s?(?:bis|ter))? ,? \s {_STREET_BEFORE} (?:\s[\w'’.-]{{1,20}}){{1,4}}
            | \b \d{{1,4}}[a-z]? ,? \s (?:[^\W\d_][\w'’.-]{{1,20}}\s){{1,3}}? {_STREET}\b \.?
            | (?<!\w) {_STREET_BEFORE} \s (?:[^\W\d_][\w'’.-]{{0,20}}\s){{0,4}}? [^\W\d_][\w'’.-]{{1,20}} ,? \s
              (?:n[º°.]?\s?)? \d{{1,4}} (?:[/-]\d{{1,3}})? [a-z]? \b
            | \b [^\W\d_-][\w-]{{1,30}}? [\s-]? {_STREET_END} \s \d{{1,4}} \s? [a-z]? \b"""
        ),
        _always,
    ),
    (
        PiiKind.ADDRESS,
        _pattern(
            r"""\b[a-z]{1,2}\d[a-z\d]? \s? \d[a-z]{2}\b                            # SW1A 1AA
            | \b[a-z]\d[a-z][\s-]?\d[a-z]\d\b                                    # K1A 0B1
            | (?-i:\b\d{4}\s?[A-Z]{2}\b)                                         # 1012 AB
            | (?-i:\b(?:[A-Z]-)?\d{5}(?:-\d{3,4})?,?\s[A-ZÀ-Þ][\w'-]{2,20})          # 10115 Berlin
            | (?-i:\b\d{2}-\d{3}\s[A-ZÀ-ÞŁŚŻ][\w'-]{2,20})                           # 00-950 Warszawa
            | (?-i:\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b)                               # NY 10001
            | \b(?:zip|post)(?:\s?code)?\s(?:is\s)?[a-z]?\d[\w-]{2,10}\b"""
        ),
        _always,
    ),
    (
        PiiKind.NUMBER,
        _pattern(rf"(?<![\w£$€])[+(]{{0,2}}\d(?:{_GAP}{{0,3}}\d){{6,30}}{_NO_UNIT}"),
        _is_no_quantity,
    ),
    (PiiKind.NUMBER, _pattern(rf"(?<![\w.,£$€])\d{{6}}{_NO_UNIT}(?!\w)"), _is_no_quantity),
    (
        PiiKind.NAME,
        _pattern(rf"(?:(?<=\s)|^){_CALLED}:?\s[^\W\d_][\w'’-]{{1,20}}(?:{_SURNAME}){{0,3}}"),
        _always,
    ),
    (
        PiiKind.NAME,
        _pattern(
            rf"(?:(?<=[\s(])|^){_TITLE}(?:\.\s?|\s)(?-i:[A-ZÀ-ÞŁŚŻ][\w'’-]{{1,20}}(?:\s[A-ZÀ-ÞŁŚŻ][\w'’-]{{1,20}})?)"
        ),
        _always,
    ),
)
