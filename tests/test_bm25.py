import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from knowledge.bm25 import Pool, PostingsBM25, Term

WORDS = st.sampled_from(["rot", "blau", "gelb", "team", "kanal", "dialog", "silo"])
CORPUS = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=12)


@given(CORPUS, st.lists(WORDS, max_size=5))
def test_plain_queries_score_as_in_rank_bm25(corpus, query):
    """On plain queries the scores are those of rank-bm25's Okapi, repeated terms included."""
    ours, theirs = PostingsBM25(corpus, k1=0.6, b=0.4), BM25Okapi(corpus, k1=0.6, b=0.4)
    np.testing.assert_allclose(ours.get_scores(query), theirs.get_scores(query), atol=1e-9)


@given(CORPUS, st.lists(WORDS, max_size=5), st.data())
def test_some_documents_alone_score_as_in_rank_bm25(corpus, query, data):
    """The scores of some documents, in any order and more than once, are those of rank-bm25's Okapi."""
    chosen = data.draw(st.lists(st.integers(0, len(corpus) - 1), max_size=6))
    ours, theirs = PostingsBM25(corpus), BM25Okapi(corpus)
    np.testing.assert_allclose(
        ours.get_batch_scores(query, chosen), theirs.get_batch_scores(query, chosen) if chosen else [], atol=1e-9
    )


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_a_corpus_without_terms_scores_nothing(corpus):
    """No document, or documents without a term, are no error: nothing matches."""
    scores = PostingsBM25(corpus).get_scores(["rot"])
    assert scores.shape == (len(corpus),)
    assert not scores.any()


def test_alternatives_count_as_one_term():
    """A document that holds two alternatives of a structured term gains less than by two terms."""
    bm25 = PostingsBM25([["rot", "blau"], ["rot", "gelb"], ["gelb", "grau"], ["silo", "grau"], ["team", "grau"]])
    together = bm25.score([Term({"rot": 1.0, "blau": 1.0})])
    apart = bm25.score([Term({"rot": 1.0}), Term({"blau": 1.0})])
    assert 0 < together[0] < apart[0]


def test_a_less_likely_alternative_counts_less():
    """An alternative's probability weighs what it matches."""
    bm25 = PostingsBM25([["rot"], ["blau"], ["gelb"], ["grau"], ["silo"]])
    scores = bm25.score([Term({"rot": 1.0, "blau": 0.3})])
    assert scores[0] > scores[1] > 0
    assert not scores[2:].any()


def test_a_terms_weight_scales_what_it_adds():
    """Twice the weight, twice the score."""
    bm25 = PostingsBM25([["rot"], ["blau"], ["gelb"]])
    np.testing.assert_allclose(bm25.score([Term({"rot": 1.0}, 2.0)]), 2 * bm25.score([Term({"rot": 1.0})]))


@given(st.lists(CORPUS, min_size=1, max_size=3), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3))
def test_several_indexes_score_together_as_alone(corpora, words):
    """A pool gives each word, also one of several alternatives, the scores that every index gives it by itself."""
    parts = [PostingsBM25(corpus, k1=0.4 + 0.1 * number) for number, corpus in enumerate(corpora)]
    terms = [[Term(dict.fromkeys(word, 0.5)), Term({word[0]: 1.0}, 0.3)] for word in words]
    together = Pool(parts).score(terms)
    assert together.shape == (len(words), sum(map(len, corpora)))
    for row, word in zip(together, terms, strict=True):
        np.testing.assert_allclose(row, np.concatenate([part.score(word) for part in parts]), atol=1e-12)


def test_a_document_holds_a_word_as_far_as_its_likeliest_alternative():
    """The word itself counts fully, a part of it by its weight, and of several the greatest share stays."""
    bm25 = PostingsBM25([["rot", "blau"], ["blau"], ["gelb"], ["silo"]])
    held = bm25.covered([Term({"rot": 0.8, "blau": 0.4}), Term({"gelb": 1.0}, 0.5)])
    assert held.tolist() == [1.0, 0.5, 0.5, 0.0]


def test_places_are_the_bits_of_the_documents():
    """The first document is the lowest bit; a term that occurs nowhere is at no place."""
    bm25 = PostingsBM25([["rot"], ["blau"], ["rot"]])
    assert (bm25.places("rot"), bm25.places("blau"), bm25.places("gelb")) == (0b101, 0b010, 0)
