import numpy as np

from knowledge.units import Handing


def test_of_several_units_of_a_passage_the_best_counts():
    """A passage gets the best score of all groups it belongs to; a group without units has none to give."""
    handing = Handing([(0, 0), (0, 2), (2, 1), (2, 2), (0, 2)], [2, 0, 1], 4)
    assert handing.down(np.array([1.0, 3.0, 2.0])).tolist() == [3.0, 0.0, 2.0, 0.0]
    rows = handing.down(np.array([[1.0, 3.0, 5.0], [0.0, -1.0, -2.0]]))
    assert rows.tolist() == [[5.0, 0.0, 5.0, 0.0], [0.0, 0.0, 0.0, 0.0]]


def test_without_units_nothing_is_handed_down():
    """An index without notes scores nothing by them."""
    assert Handing([], [], 2).down(np.zeros((3, 0))).tolist() == [[0.0, 0.0]] * 3
