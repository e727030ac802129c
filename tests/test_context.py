import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.context import CONTEXT_MIX, in_context

WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0.2, 0.5, 1.0]), max_size=4)


@given(st.lists(WEIGHTS, min_size=1, max_size=4))
def test_candidates_rise_by_their_likeness_to_those_of_other_words(found):
    """Each candidate counts by the cosine of its places and those of the nearest candidate of every other word."""
    where = {"a": 0b1, "b": 0b11, "c": 0b110, "d": 0b1000, "e": 0b1111, "f": 1 << 70 | 0b100}

    def cosine(one, two):
        shared = (where[one] & where[two]).bit_count()
        return shared / math.sqrt(where[one].bit_count() * where[two].bit_count())

    for number, (before, after) in enumerate(zip(found, in_context(found, where), strict=True)):
        others = [other for place, other in enumerate(found) if place != number and other]
        fit = {stem: sum(max(w * cosine(stem, o) for o, w in other.items()) for other in others) for stem in before}
        best = max(fit.values(), default=0.0) or 1.0
        expected = {stem: w * (1 - CONTEXT_MIX + CONTEXT_MIX * fit[stem] / best) for stem, w in before.items()}
        assert list(after) == list(before)
        assert after == pytest.approx(expected)
