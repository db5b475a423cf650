"""Choices that look random and never change.

Everything comes from SHA-256 of a label, so the result depends on neither the
version of Python nor the order in which the parts are made.
"""

import hashlib


def number(label, bound):
    """A number from 0 to bound - 1 that belongs to the label."""
    return int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], "big") % bound


def pick(label, choices):
    """One of the choices."""
    return choices[number(label, len(choices))]


def shuffled(label, values):
    """The values in an order that belongs to the label."""
    values = list(values)
    order = sorted(range(len(values)), key=lambda i: hashlib.sha256(f"{label}|{i}".encode()).digest())
    return [values[i] for i in order]


def apportioned(total, weights):
    """The total split in proportion to whole weights, by largest remainders."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
