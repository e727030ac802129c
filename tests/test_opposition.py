"""Which voice stands against which, and what editors may write about it."""

import pytest

from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.chatter import is_chatter
from knowledge.errors import SidecarError
from tests.factories import article_file
from tests.seeded import analyzer, answerer

TOPIC = """
[newsletter]
de = "Braucht der Verein einen Rundbrief?"
en = "Does the club need a newsletter?"
terms_de = ["Rundbrief"]
terms_en = ["newsletter"]
"""
CLAIMS = 'claims = { read = "Der Rundbrief wird gelesen.", paper = "Der Rundbrief gehört auf Papier." }\n'
AGAINST = "Der Rundbrief wird von den meisten Mitgliedern kaum gelesen, obwohl er jeden Monat im Kasten liegt."
FOR = "Den Rundbrief lesen bei uns im Ort alle Mitglieder von der ersten bis zur letzten Seite."
PAPER = "Der Rundbrief auf Papier ist für die älteren Mitglieder unverzichtbar und soll bleiben."
MEANWHILE = "Der Rundbrief liegt einmal im Monat für alle Mitglieder im Kasten und wird im Vereinsheim gelesen."
# How telling a word is shows only among sentences without it.
OTHER = [
    f"Im {month} blühen hinter dem Haus am Hang die Sträucher, und die Bienen kommen."
    for month in ("Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November")
]


def note(words, stance, claim=None):
    lines = [
        "[[note]]",
        f'words = "{words}"',
        'topic = "newsletter"',
        f'stance = "{stance}"' if stance else "",
        f'claim = "{claim}"' if claim else "",
        'de = "spricht über den Rundbrief"',
        'en = "speaks about the newsletter"',
        'asked_de = ["Wird der Rundbrief gelesen?"]',
    ]
    return "\n".join(lines) + "\n"


def club(folder, against=None, rest=(), claims=CLAIMS):
    """Make two articles about a newsletter by two authors, with notes, and an answerer over them."""
    article_file(folder, f"Der Rundbrief\n\n{AGAINST}\n", "a.txt", 'author = "Ada Lang"\n')
    article_file(folder, f"Unser Rundbrief\n\n{FOR}\n\n{PAPER}\n", "b.txt", 'author = "Ben Kurz"\n')
    article_file(folder, "Vom Garten\n\n" + "\n\n".join(OTHER), "c.txt", 'author = "Cem Aydin"\n')
    (folder / "topics.toml").write_text(TOPIC + claims, encoding="utf-8")
    (folder / "a.notes.toml").write_text(against or note(AGAINST, "against", "read"), encoding="utf-8")
    (folder / "b.notes.toml").write_text("".join(rest), encoding="utf-8")
    return Answerer(build_index(folder, analyzer()), folder, analyzer())


def opposing(answer):
    return answer.quotes[answer.opposing].text if answer.opposing is not None else None


def test_the_voice_on_the_same_claim_stands_against_from_another_article(tmp_path):
    """Of two sides on a topic, the one on the very claim is set beside the first quote, whoever's article it is in."""
    asked = club(tmp_path, rest=(note(PAPER, "for", "paper"), note(FOR, "for", "read")))
    answer = asked.answer(["Wird der Rundbrief von den Mitgliedern kaum gelesen?"])
    assert answer.quotes[0].text == AGAINST
    assert opposing(answer) == FOR


def test_no_voice_is_forced_against_another_claim(tmp_path):
    """Where a topic has claims, a side on another one is no opposition, and neither is a note without a claim."""
    for rest in ((note(PAPER, "for", "paper"),), (note(FOR, "for"),)):
        answer = club(tmp_path, rest=rest).answer(["Wird der Rundbrief von den Mitgliedern kaum gelesen?"])
        assert answer.quotes[0].text == AGAINST
        assert answer.opposing is None


def test_without_claims_the_topic_is_the_point(tmp_path):
    """Notes of other teams, without claims, oppose each other on the topic."""
    asked = club(tmp_path, note(AGAINST, "against"), (note(FOR, "for"),), claims="")
    assert opposing(asked.answer(["Wird der Rundbrief von den Mitgliedern kaum gelesen?"])) == FOR


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        (note(AGAINST, "against", "reed"), "the claim “reed”"),
        (note(AGAINST, None, "read"), "no stance"),
        (note(AGAINST, "against", "read") + note(AGAINST, "for", "read"), "two sides of the claim “read”"),
    ],
)
def test_a_wrong_claim_is_named_with_its_file_and_words(tmp_path, notes, problem):
    """A claim that does not exist, takes no side or stands against itself is an error that tells where."""
    with pytest.raises(SidecarError) as error:
        club(tmp_path, notes)
    assert "a.notes.toml" in str(error.value)
    assert problem in str(error.value)
    assert AGAINST[:40] in str(error.value)


@pytest.mark.parametrize(
    ("question", "speaker", "other"),
    [
        ("Was spricht für eine Agentur?", "Marco", "Ed"),
        ("Was spricht gegen eine Agentur?", "Philipp", None),
        ("what are the advantages of an agency?", "Marco", "Ed"),
        ("Argumente gegen Outsourcing", "Ed", "Marco"),
        ("Was spricht für Inhouse?", "Ed", None),
        ("Was spricht gegen Inhouse statt einer Agentur?", "Marco", "Ed"),
    ],
)
def test_a_side_in_other_words_than_the_topics(question, speaker, other):
    """An agency is one way to outsource, in-house is the opposite: the side that was asked for is heard first."""
    answer = answerer().answer([question])
    assert answer.quotes[0].speaker == speaker
    assert (answer.quotes[answer.opposing].speaker if answer.opposing is not None else None) == other


@pytest.mark.parametrize(
    ("question", "first", "other"),
    [
        ("Haben spezielle Social-Media-Teams noch eine Zukunft?", "Christian Henne", "Sabine Haas"),
        ("Sollen wir unsere Kanäle auslagern?", "Ed", "Marco"),
    ],
)
def test_who_stands_against_whom(question, first, other):
    """The articles' own disputes are shown with the right people, within one article and across two."""
    answer = answerer().answer([question])
    assert answer.quotes[0].speaker == first
    assert answer.quotes[answer.opposing].speaker == other


@pytest.mark.parametrize(
    "sentence",
    [
        "Danke für den Beitrag!",
        "Interessantes Thema und guter Artikel.",
        "Dazu hier ein Blogbeitrag: http://www.example.org/beitrag/",
        "Deshalb bin ich ja auch Managerin.;)",
        "Das habe ich damals auch schon geschrieben 😀",
        "Schöne Grüße aus Düsseldorf, Ulrike",
        "Thanks for the article!",
    ],
)
def test_chatter_is_known(sentence):
    """Thanks, praise, links and jokes with a smiley say nothing on the matter."""
    assert is_chatter(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Meine Meinung hierzu ist bloß, dass dies nicht die optimale Lösung ist.",
        "Ich finde deinen Artikel gut, aber für kleine Firmen ist das Auslagern der einzige Weg.",
        "Das Interview (vgl. S. 5) zeigt, wie gut der Kundendienst arbeitet.",
        "Danke für den Beitrag, aber ein Callcenter kann die Tonalität eines Unternehmens nie treffen.",
    ],
)
def test_a_sentence_on_the_matter_is_no_chatter(sentence):
    """A kind word does not make chatter of a sentence that says something."""
    assert not is_chatter(sentence)


def test_chatter_neither_comes_first_nor_opposes():
    """A joke with a smiley stands behind the sentences that speak of the matter."""
    for question in ("Sollen wir über Social Media sprechen oder nicht?", "warum nicht mehr über social media reden"):
        answer = answerer().answer([question])
        assert not is_chatter(answer.quotes[0].text)
        assert answer.opposing is None or not is_chatter(answer.quotes[answer.opposing].text)


def test_an_author_in_the_comments_is_the_same_voice():
    """Where Ed is opposed, it is not by Ed's own comment as if somebody else had written it, while others disagree."""
    answer = answerer().answer(["Sollen wir unsere Kanäle auslagern?"])
    assert answer.quotes[0].speaker == "Ed"
    assert answer.quotes[answer.opposing].speaker == "Marco"


def test_the_words_of_somebody_unnamed_are_nobodys_position():
    """What an acquaintance's boss asks, Meike Leopold only passes on: no lead says that she wants to know it."""
    for question in ("Wann machst du endlich Leads?", "kundenbindung oder neukunden, was bringt social eher?"):
        assert "Meike Leopold will wissen" not in answerer().answer([question]).lead
        assert "Meike Leopold dagegen will wissen" not in answerer().answer([question]).lead


def test_a_lead_that_does_not_fit_says_no_more_than_who_speaks():
    """Where no note is about the question, the lead only names the speaker."""
    answer = answerer().answer(
        ["We gave this to someone fresh from college. Does she lack standing in the organisation?"]
    )
    assert answer.lead == f"{answer.quotes[0].speaker} on this:"


def test_a_short_sentence_of_the_note_is_quoted_with_it():
    """The four words that make a question a position stand in the quote."""
    answer = answerer().answer(["Eignen sich Social-Media-Spezialteams für Nachhaltigkeit und CSR?"])
    assert answer.quotes[0].text.endswith("Ich glaube das nicht.")
    assert "glaubt nicht" in answer.lead


@pytest.mark.parametrize(
    "question",
    ["Wozu braucht ein Unternehmen Social-Media-Richtlinien?", "Why do companies need a social media policy?"],
)
def test_what_is_taken_as_settled_is_not_disputed(question):
    """A question that asks on, such as "why …?", gets no voice against the matter itself."""
    answer = answerer().answer([question])
    assert answer.answered
    assert answer.opposing is None


def test_a_persons_own_qualification_is_worded_as_one():
    """Whoever qualifies their own words is not set against themself; lead and label say what it is."""
    answer = answerer().answer(["Sollen wir nun über Social Media sprechen oder nicht?"])
    assert answer.quotes[answer.opposing].speaker == answer.quotes[0].speaker == "Kerstin Hoffmann"
    assert "; zugleich schränkt Kerstin Hoffmann ein, dass" in answer.lead
    assert "Zugleich schränkt Kerstin Hoffmann ein:" in answer.text
    assert "Dagegen:" not in answer.text


def test_a_person_stands_against_their_own_words_only_by_a_concession(tmp_path):
    """A condition that the same person names in passing is no opposition."""
    both = note(AGAINST, "against", "read") + note(MEANWHILE, "conditional", "read")
    article_file(tmp_path, f"Der Rundbrief\n\n{AGAINST}\n\n{MEANWHILE}\n", "a.txt", 'author = "Ada Lang"\n')
    article_file(tmp_path, "Vom Garten\n\n" + "\n\n".join(OTHER), "c.txt", 'author = "Cem Aydin"\n')
    (tmp_path / "topics.toml").write_text(TOPIC + CLAIMS, encoding="utf-8")
    (tmp_path / "a.notes.toml").write_text(both, encoding="utf-8")
    asked = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert asked.answer(["Wird der Rundbrief von den Mitgliedern kaum gelesen?"]).opposing is None


def test_two_unnamed_people_are_told_apart():
    """Two comments without names are not one person's in the lead."""
    answer = answerer().answer(["Braucht wirklich jede Firma Social Media?"])
    assert [answer.quotes[n].speaker for n in (0, answer.opposing)] == [None, None]
    assert "jemand in den kommentaren" in answer.lead.casefold()
    assert "ein anderer Kommentar dagegen" in answer.lead


@pytest.mark.parametrize("question", ["Do we need our own social team?", "Sollen wir unsere Kanäle auslagern?"])
def test_nothing_stands_behind_the_voice_against(question):
    """What is headed as being against closes the answer, so that no further quote seems to be against too."""
    answer = answerer().answer([question])
    assert answer.opposing == len(answer.quotes) - 1


@pytest.mark.parametrize(
    ("question", "speaker"),
    [("Wer widerspricht Meike Leopold?", "Wilfried Schock"), ("Wer widerspricht Henne?", "Sabine Haas")],
)
def test_who_answers_an_article_in_its_comments_disagrees_first(question, speaker):
    """What was said to a person stands before what stands elsewhere on the same point."""
    answer = answerer().answer([question])
    assert answer.quotes[0].speaker == speaker


def test_a_kind_word_is_no_statement():
    """Who only thanks, as far as the question goes, gets a no that claims no more than was looked for."""
    answer = answerer().answer(["Was sagt Jana Behr zu Leads?"])
    assert not answer.answered
    assert "Von Jana Behr habe ich dazu in den Artikeln nichts gefunden" in answer.text
