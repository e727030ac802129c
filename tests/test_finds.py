import numpy as np
import pytest

from knowledge.finds import Finds, found_by


def test_who_finds_the_same_is_alike_whatever_the_scores_are():
    """Only what is found counts, not how high it scores: twice the scores are the same finding."""
    scores = np.array([4.0, 2.0, 0.0])
    kept = [found_by(scores), found_by(np.array([0.0, 0.0, 7.0])), found_by(np.array([1.0, 2.0, 0.0]))]
    same, other, reverse = Finds(kept).alike(2 * scores)
    assert same == pytest.approx(1.0)
    assert other == 0.0
    assert 0.0 < reverse < same


def test_what_finds_nothing_is_like_nothing():
    """A question without any match is alike to none, and none to it."""
    nothing = np.zeros(3)
    assert found_by(nothing) == {}
    assert Finds([{}, found_by(np.array([1.0, 0.0, 0.0]))]).alike(np.array([1.0, 0.0, 0.0])).tolist() == [0.0, 1.0]
    assert Finds([{0: 1.0}]).alike(nothing).tolist() == [0.0]
    assert Finds([]).alike(nothing).tolist() == []


def test_only_the_best_passages_are_kept():
    """A stored judgment stays small in a large folder."""
    kept = found_by(np.arange(1.0, 1001.0))
    assert len(kept) == 40
    assert min(kept) == 960
