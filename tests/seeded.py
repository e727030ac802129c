"""An answerer over the five articles that come along, made once for all tests that ask it something."""

from functools import cache
from pathlib import Path

from knowledge.analysis import Analyzer
from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.lexicon import Lexicon

SEEDS = Path(__file__).parent.parent / "seeds"


@cache
def analyzer() -> Analyzer:
    return Analyzer(Lexicon.open())


@cache
def answerer() -> Answerer:
    index = build_index(SEEDS, analyzer())
    made = Answerer(index, SEEDS, analyzer())
    return Answerer(index.model_copy(update={"offers": made.offers()}), SEEDS, analyzer())
