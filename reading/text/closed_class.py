"""Lists the English words of closed classes, in lower case.

A closed class takes no new members: determiners, pronouns, prepositions and so on (Quirk et al. 1985). Such
words carry grammar rather than content, so the counts by sentence leave them out. The list is the same for
all documents and cannot be edited: a word that is left out of the tables is lost to every reader, while the
stop list only filters the tables. Doubtful words are therefore not in the list (adverbs in -ly, `following`,
`together`), nor are numbers in digits (`2030`, `20th`).

Some sequences of words act as one word of a closed class: `in the face of` is a preposition, `at the same
time` links sentences. In them even a noun carries grammar, so these *multiwords* are listed as well.
"""

from __future__ import annotations

import re


def parse_list(words: str) -> frozenset[str]:
    """Return the words of a block of text."""
    return frozenset(words.split())


def _parse_classes(text: str) -> dict[str, str]:
    """The words of each class, by its name, after which a colon stands."""
    _, *parts = re.split(r"(\w+):", text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


# Auxiliaries are the primary verbs and the modals, with the tokens into which `can't` and `we'll` are split.
# Adverbs are the short ones of degree, manner, place, time and linking, a class as closed as prepositions.
_CLASSES = _parse_classes(
    """
    determiners:
    a an the this that these those each every either neither both all any some no half such same other another
    own former latter next last further several many much more most few fewer fewest little less least enough
    pronouns:
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves one ones oneself none others
    anybody anyone anything everybody everyone everything nobody nothing somebody someone something
    'em thou thee thy thine thyself ye
    wh_words:
    who whom whose which what when where why how whoever whomever whichever whatever whenever wherever however
    prepositions:
    about above across after against along alongside amid amidst among amongst around as at atop before behind
    below beneath beside besides between beyond by despite down during except excluding for from in including
    inside into like minus near notwithstanding of off on onto out outside over per plus regarding since than
    through throughout till to toward towards under underneath unlike until unto up upon versus via with
    within without
    conjunctions:
    and or but nor if whether because although though albeit while whilst whereas unless lest once
    auxiliaries:
    be am is are was were been being have has had having do does did doing done
    can could may might must shall should will would ought cannot
    hath hast hadst doth dost didst canst couldst mayst shalt shouldst wouldst
    n't 'll 're 've 'd 'm ca wo sha ai
    particles: not there yes
    adverbs:
    also very too so just only even quite rather almost somewhat still yet already ever never always often
    sometimes again twice now then here thus therefore hence moreover furthermore nevertheless nonetheless
    otherwise instead meanwhile indeed likewise perhaps maybe else
    well apart aside away ahead forth far soon ago though altogether elsewhere somewhere nowhere
    anywhere everywhere
    ones:
    one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth
    tens: twenty thirty forty fifty sixty seventy eighty ninety
    numerals:
    zero ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    hundred thousand million billion trillion dozen hundreds thousands millions billions trillions dozens
    hundredth thousandth millionth billionth
    """
)

PREPOSITIONS, _ONES, _TENS = (parse_list(_CLASSES[name]) for name in ("prepositions", "ones", "tens"))

CLOSED_CLASS = (
    parse_list(" ".join(_CLASSES.values()))
    | {f"{ten}-{one}" for ten in _TENS for one in _ONES}
    | {f"{ten.removesuffix('y')}ieth" for ten in _TENS}
)

_MULTIWORDS = _parse_classes(
    """
    complex_prepositions:
    as a result of, at the expense of, by means of, by virtue of, by way of, for the purpose of, for the sake
    of, in accordance with, in addition to, in case of, in comparison with, in compliance with, in conformity
    with, in connection with, in contrast to, in contrast with, in favor of, in favour of, in front of, in
    keeping with, in light of, in line with, in place of, in regard to, in relation to, in respect of, in
    spite of, in terms of, in the case of, in the context of, in the course of, in the event of, in the face
    of, in the light of, in the midst of, in the wake of, in view of, on account of, on behalf of, on the
    basis of, on the part of, on top of, thanks to, with a view to, with reference to, with regard to, with
    respect to, with the aim of, with the exception of
    complex_conjunctions: in case, in order for, in order that, in order to, no matter
    linking_multiwords:
    as a matter of fact, as a result, as a whole, at large, at present, at the same time, at times, by and
    large, by contrast, for example, for instance, for the time being, from time to time, in addition, in any
    case, in conclusion, in contrast, in effect, in essence, in fact, in general, in other words, in
    particular, in practice, in principle, in return, in short, in that regard, in that respect, in the end,
    in the long run, in the same vein, in the same way, in this context, in this regard, in this respect, in
    this way, in turn, of course, on the contrary, on the one hand, on the other hand, on the whole, time and
    again
    quantifying_multiwords: a great deal of, a lot of, a number of, lots of, plenty of
    """
)

MULTIWORDS = frozenset(tuple(one.split()) for listed in _MULTIWORDS.values() for one in listed.split(","))
"""The multiwords, each as its words in lower case. At least one of these is of no closed class elsewhere.

The classes are those of Quirk et al. (1985).
"""
