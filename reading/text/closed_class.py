"""A word in lower case goes in; whether it belongs to one of English's closed word classes comes out.

A closed class is one that takes no new members: determiners, pronouns, prepositions and so on, in the sense
of Quirk et al. (1985). Such words build sentences more than they carry matter, so a count per sentence leaves
them out. The list is the language's, not some document's, and it is fixed: what it leaves out of a table is
gone for every reader, while the editable stop list filters afterwards. Words in doubt are therefore not in it
(open adverbs in -ly, `further`, `next`, `together`, `following`), nor are numbers in digits (`2030`, `20th`).
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list that is set as a block of text."""
    return frozenset(words.split())


DETERMINERS = listed(
    """
    a an the this that these those each every either neither both all any some no half such same other another
    own former latter several many much more most few fewer fewest little less least enough
    """
)

PRONOUNS = listed(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves one ones oneself none others
    anybody anyone anything everybody everyone everything nobody nothing somebody someone something
    'em
    """
)

WH_WORDS = listed(
    """
    who whom whose which what when where why how whoever whomever whichever whatever whenever wherever however
    """
)

PREPOSITIONS = listed(
    """
    about above across after against along alongside amid amidst among amongst around as at atop before behind
    below beneath beside besides between beyond by despite down during except excluding for from in including
    inside into like minus near notwithstanding of off on onto out outside over per plus regarding since than
    through throughout till to toward towards under underneath unlike until unto up upon versus via with
    within without
    """
)

CONJUNCTIONS = listed(
    """
    and or but nor if whether because although though albeit while whilst whereas unless lest once
    """
)

AUXILIARIES = listed(
    """
    be am is are was were been being have has had having do does did doing done
    can could may might must shall should will would ought cannot
    n't 'll 're 've 'd 'm ca wo sha ai
    """
)
"""The primary verbs and the modals; with the pieces that a tokeniser cuts `can't` and `we'll` into."""

PARTICLES = listed("not there yes")

ADVERBS = listed(
    """
    also very too so just only even quite rather almost somewhat still yet already ever never always often
    sometimes again twice now then here thus therefore hence moreover furthermore nevertheless nonetheless
    otherwise instead meanwhile indeed likewise perhaps maybe else
    """
)
"""The short ones of degree, time and linking, which are as closed as the prepositions."""

_UNITS = listed(
    """
    one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth
    """
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")

NUMERALS = (
    _UNITS
    | _TENS
    | {f"{ten}-{unit}" for ten in _TENS for unit in _UNITS}
    | {f"{ten.removesuffix('y')}ieth" for ten in _TENS}
    | listed(
        """
        zero ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
        tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        hundred thousand million billion trillion dozen hundreds thousands millions billions trillions dozens
        hundredth thousandth millionth billionth
        """
    )
)

CLOSED_CLASS = (
    DETERMINERS
    | PRONOUNS
    | WH_WORDS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | PARTICLES
    | ADVERBS
    | NUMERALS
)
