"""Unified social credit codes (GB 32100-2015) around organisation codes (GB 11714)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = [pow(3, place, 31) for place in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def weighted(text, first_place):
    """What a piece of a credit code adds to its sum, modulo 31."""
    return sum(VALUE[c] * WEIGHTS[first_place + i] for i, c in enumerate(text)) % 31


def organisation_weighted(text, first_place):
    """What a piece of an organisation code adds to its sum, modulo 11 (A counts 10)."""
    return sum(int(c, 36) * ORGANISATION_WEIGHTS[first_place + i] for i, c in enumerate(text)) % 11


def organisation_check(total):
    """The ninth character of an organisation code."""
    return "0X987654321"[total % 11]


def credit_check(total):
    """The eighteenth character of a credit code."""
    return ALPHABET[-total % 31]


def is_valid(code):
    """Whether a credit code and the organisation code in it carry the right check characters."""
    return (len(code) == 18 and set(code) <= VALUE.keys()
            and organisation_check(organisation_weighted(code[8:16], 0)) == code[16]
            and credit_check(weighted(code[:17], 0)) == code[17])
