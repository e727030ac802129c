"""Tells why an answer is what it is: the terms, translations, fields and weights, or what was missing."""

from __future__ import annotations

from knowledge.answers import Answerer
from knowledge.collecting import Selection
from knowledge.concepts import Concept
from knowledge.confidence import calibration, with_judged
from knowledge.search import Ranking

_JUDGED = 3
_ALTERNATIVES = 6
_PASSAGES = 3


def explanation(answerer: Answerer, selection: Selection) -> str:
    """Return what made a selection, as lines for a person.

    Args:
        answerer: the answerer that made it.
        selection: what was selected.
    """
    query = selection.query
    lines = [f"language {query.language}, intent {query.intent}"]
    if query.speakers:
        lines.append(f"only the words of: {', '.join(sorted(query.speakers))}")
    if query.stranger:
        lines.append(f"{query.stranger} does not speak in the articles")
    lines += ["", "words and the terms they became (idf, share of the best passage's score):"]
    best = selection.passages[0] if selection.passages else next(iter(selection.ranking.order), None)
    lines += [_word(concept, best) for concept in selection.ranking.concepts]
    if selection.ranking.order:
        lines += ["", "best passages (score: field by field):"]
        lines += [_passage(answerer, selection.ranking, number) for number in selection.ranking.order[:_PASSAGES]]
    lines += _judged(answerer, selection.ranking)
    if selection.features:
        features = ", ".join(f"{name} {value:.2f}" for name, value in vars(selection.features).items())
        chance = with_judged(calibration().answerable.probability(selection.features), selection.judged)
        lines += [
            "",
            f"evidence: {features}",
            f"answerable {chance:.2f}: {'enough' if selection.quotes else 'not enough'}, "
            f"right {selection.confidence:.2f}",
        ]
        judged = selection.ranking.judged
        if judged:
            denied = "; people judged that nothing answers it" if judged.denied else ""
            lines.append(f"of these, by judged questions: {selection.judged:+.1f} in log-odds{denied}")
    missing = [concept.word for concept in selection.missing]
    if missing:
        lines.append(f"not in the articles: {', '.join(missing)}")
    return "\n".join(lines)


def _judged(answerer: Answerer, ranking: Ranking) -> list[str]:
    """Return the judged questions that are most like this one, with what was judged."""
    if not ranking.judged:
        return []
    lines = ["", "judged questions like it (likeness in words, in what they find, what was judged):"]
    for number in ranking.judged.likest(_JUDGED):
        likeness, alike = ranking.judged.likeness[number], ranking.judged.likeness_of_finds[number]
        judgment = answerer.index.judgments[number]
        where = f" {judgment.source}:{judgment.start}-{judgment.end}" if judgment.source else ""
        lines.append(f"  {likeness:.2f}  {alike:.2f}  {' / '.join(judgment.turns)}: {judgment.verdict}{where}")
    return lines


def _word(concept: Concept, best: int | None) -> str:
    """Return one word of the question: what it stands for and what it found."""
    shown: dict[str, float] = {}
    for term in concept.terms.get("stems", ()):
        shown |= term.alternatives
    for term in concept.terms.get("english", ()):
        shown |= {f"{name} (en)": weight for name, weight in term.alternatives.items()}
    best_of = sorted(shown.items(), key=lambda pair: -pair[1])[:_ALTERNATIVES]
    terms = ", ".join(f"{name} {weight:.2f}" for name, weight in best_of) or "nothing"
    corrected = f", read as {concept.corrected}" if concept.corrected else ""
    share = sum(float(scores[best]) for scores in concept.scores.values()) if best is not None else 0.0
    return f"  {concept.word}{corrected}: {terms} (idf {concept.idf:.1f}, {share:.1f})"


def _passage(answerer: Answerer, ranking: Ranking, number: int) -> str:
    """Return one passage with what each field gave."""
    passage = answerer.index.passages[number]
    gains: dict[str, float] = {}
    for concept in ranking.concepts:
        for name, scores in concept.scores.items():
            if scores[number] > 0:
                gains[name] = gains.get(name, 0.0) + float(scores[number])
    if ranking.asked is not None and ranking.asked[number] > 0:
        gains["a question like it"] = float(ranking.asked[number])
    fields = ", ".join(f"{name} {gain:.1f}" for name, gain in sorted(gains.items(), key=lambda pair: -pair[1]))
    return f"  {ranking.scores[number]:.1f}  {passage.text[:90]}… [{passage.id}]\n        {fields}"
