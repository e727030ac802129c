"""Fits logistic regressions whose weights have the sign that reason gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """A fitted logistic regression: its intercept, and a weight for each feature."""

    intercept: float
    weights: Vector

    def probabilities(self, features: Sequence[Sequence[float]]) -> Vector:
        """Return the probability for each row of features."""
        margins = np.array(features).reshape(-1, len(self.weights)) @ self.weights + self.intercept
        chances: Vector = 1 / (1 + np.exp(-margins))
        return chances


def fit(
    features: Sequence[Sequence[float]],
    labels: Sequence[bool],
    signs: Sequence[int],
    weighing: Vector | None = None,
) -> Fit:
    """Fit with an L2 penalty of 1.

    Args:
        features: a row for each case.
        labels: what is to be told from them.
        signs: for each feature 1 where its weight may not be negative, -1 where not positive, 0 for any.
        weighing: how much each case counts; None: all the same.
    """
    rows, truth = np.array(features), np.array(labels)
    counts = np.ones(len(rows)) if weighing is None else weighing

    def loss(parameters: Vector) -> tuple[float, Vector]:
        margin = rows @ parameters[1:] + parameters[0]
        value = counts @ np.logaddexp(0, np.where(truth, -margin, margin)) + 0.5 * parameters[1:] @ parameters[1:]
        slope = counts * (1 / (1 + np.exp(-margin)) - truth)
        return float(value), np.concatenate([[slope.sum()], rows.T @ slope + parameters[1:]])

    bounds = [(None, None), *((0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs)]
    found = minimize(loss, np.zeros(len(signs) + 1), method="L-BFGS-B", jac=True, bounds=bounds)
    return Fit(float(found.x[0]), found.x[1:])
