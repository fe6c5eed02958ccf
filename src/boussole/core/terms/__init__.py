"""Terms: what a linear model sees of a text, as hashed numbers, found over whole columns.

A term is a run of letters, a word, words in a row, the beginning of a word, or families of words
(``families/``) in a row. Everything is counted in numpy over one buffer that holds every text of a
batch: no Python runs for a text or a word, so that twenty thousand turns take about a second.
"""

from boussole.core.terms.terms import BUCKETS, FAMILIES_FROM, Terms, find_terms

__all__ = ["BUCKETS", "FAMILIES_FROM", "Terms", "find_terms"]
