"""Stems with weights: how likely each is what a word stands for."""

from __future__ import annotations

Weights = dict[str, float]

FLATTEN, LEAST_WEIGHT = 0.7, 0.1


def strongest(*weights: Weights) -> Weights:
    """Return all stems, each with the greatest of its weights."""
    merged: Weights = {}
    for one in weights:
        for stem, weight in one.items():
            if weight >= merged.get(stem, 0.0):
                merged[stem] = weight
    return merged


def best_of(stems: Weights) -> float:
    """Return the greatest weight, 0 where there is none."""
    return max(stems.values(), default=0.0)


def sharpen(stems: Weights, trust: float = 1.0) -> Weights:
    """Return the weights as shares of the best one, flattened, the unlikely ones dropped; `trust` scales them all."""
    best = best_of(stems)
    flat = {stem: (weight / best) ** FLATTEN for stem, weight in stems.items()} if best else {}
    return {stem: trust * weight for stem, weight in flat.items() if weight >= LEAST_WEIGHT}
