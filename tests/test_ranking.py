"""Which passage a question finds first: by editors' and topics' questions as wholes, by light words, by synonyms."""

import shutil

import pytest

from knowledge.analysis import content_words
from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.shades import shades_of
from knowledge.synonyms import Synonyms
from tests.factories import article_file
from tests.seeded import SEEDS, analyzer, answerer

TOPICS = [(topic, language) for topic in answerer().index.topics for language in ("de", "en")]


@pytest.mark.parametrize(("topic", "language"), TOPICS)
def test_a_topics_own_question_finds_its_passages(topic, language):
    """The best passage for the question of a topic, in either language, carries a note on that topic."""
    index = answerer().index
    entry = index.topics[topic]
    selection = answerer().select([entry.de if language == "de" else entry.en], language)
    assert topic in {note.topic for note in index.notes_on(selection.ranking.order[0])}


def test_an_editors_question_finds_its_passage():
    """A question that a note answers finds the words that the note is on."""
    index = answerer().index
    missed = []
    for source, notes in index.notes.items():
        quotations = index.article(source).quotations
        for note in notes[::10]:
            best = index.passages[answerer().select([note.asked_de[0]], "de").ranking.order[0]]
            if best.source != source or not note.is_on(best, quotations):
                missed.append(note.asked_de[0])
    assert len(missed) <= 2, missed


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Braucht jedes Unternehmen das?", "Does every company need that?"),
        ("Darf man nie antworten?", "Is it never allowed to answer?"),
        ("Warum ist der Druck zu groß?", "Why is there too much pressure?"),
    ],
)
def test_shades_are_the_same_in_both_languages(german, english):
    """All, must, not, may, too much and why stand for themselves in either language."""
    assert set(shades_of(german, "de")) == set(shades_of(english, "en")) != set()


@pytest.mark.parametrize(
    ("light", "telling", "language"),
    [
        ("hätten", "Callcenter", "de"),
        ("woran", "Agentur", "de"),
        ("irgendwer", "Vorstand", "de"),
        ("nähme", "Kunden", "de"),
        ("took", "agency", "en"),
        ("giving", "retention", "en"),
    ],
)
def test_light_words_count_less(light, telling, language):
    """Words that everybody uses for everything count less than others, even where no article holds them."""
    assert analyzer().telling(light, language) < analyzer().telling(telling, language) == 1.0


def test_synonyms_are_mutual():
    """What stands for a word has that word among its own likely ones; words that share only a stem do not."""
    synonyms = Synonyms.open()
    stem = analyzer().stem
    assert stem("armselig") not in synonyms.of(stem("kümmern"))
    assert stem("Unternehmen") in synonyms.of(stem("Firma"))


@pytest.mark.parametrize(
    "question", ["Wer fährt mit dem Lastenrad zur Kundschaft?", "Who rides a cargo bike to the customers?"]
)
def test_an_article_without_notes_is_found_beside_those_with(tmp_path, question):
    """What editors wrote about other articles does not drown one that they have not come to yet."""
    folder = shutil.copytree(SEEDS, tmp_path / "articles")
    said = "Unsere Gesellen fahren seit dem Frühjahr mit dem Lastenrad zu den Kunden, auch mit der Leiter."
    (folder / "rad.txt").write_text(f"Neues aus der Werkstatt\n\n{said}\n", encoding="utf-8")
    found = Answerer(build_index(folder, analyzer()), folder, analyzer()).candidates([question])
    assert found[0].text == said


@pytest.mark.parametrize("sentences", [1, 2, 3])
def test_a_folder_of_a_sentence_or_two_answers(tmp_path, sentences):
    """Where hardly any text is, words that stand in half of it or more still find it."""
    text = [
        "Der Rundbrief wird bei uns im Verein kaum gelesen, weil er viel zu lang ist.",
        "Ein guter Titel bringt doppelt so viele Leser.",
        "Wir verschicken ihn immer am Dienstag nach dem Frühstück.",
    ]
    article_file(tmp_path, "Von Ada Lang\n\n" + " ".join(text[:sentences]) + "\n")
    asked = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert asked.answer(["Warum wird der Rundbrief kaum gelesen?"]).quotes[0].text == text[0]
    assert not asked.answer(["Wie wird das Wetter auf dem Mond?"]).answered


def test_stop_words_alone_find_nothing(tmp_path):
    """A question without a word of its own is told that there is no answer, also where there are no notes."""
    article_file(tmp_path, "Von Ada Lang\n\nWas nun? Der Rundbrief wird im Verein kaum gelesen. Was denn?\n")
    asked = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert not any(asked.answer([question]).answered for question in ("Was denn nun?", "Wer?", "Wie geht das denn?"))


@pytest.mark.parametrize("question", ["Wie hoch ist die Auflage?", "How high is the rent?"])
def test_what_asks_for_a_number_need_not_stand_beside_it(tmp_path, question):
    """A sentence that gives a number for what is asked answers, also where it does not say "high"."""
    number = "Bei einer Auflage von 450 Stück und wenig Miete sind wir bei 12 Euro."
    garden = [f"Im {month} blühen hinter dem Haus die Sträucher am Hang." for month in ("März", "April", "Mai", "Juni")]
    article_file(tmp_path, f"Von Ada Lang\n\n{number}\n\n" + "\n\n".join(garden) + "\n")
    answer = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer()).answer([question])
    assert answer.quotes[0].text == number


INTERVIEW = """Der Rundbrief im Gespräch
Interview: Ada Lang

Seit vierzig Jahren führt Ben Kurz die Kasse des Vereins, und er rechnet gerne genau nach, was alles so anfällt.

Ada Lang: Lohnt sich so ein gedruckter Rundbrief für kleine Vereine überhaupt noch?

Ben Kurz: Nein, gar nicht. Die Mitglieder erfahren alles schon vorher am schwarzen Brett.

Ada Lang: Und wer schreibt am Ende immer alle die vielen Texte?

Ben Kurz: Das macht bei uns seit Jahren die Schriftführerin ganz allein.

Ada Lang: Was raten Sie denen, die heute einen Garten anlegen wollen?

Ben Kurz: Im Herbst pflanzen, im Winter warten und im Frühling nicht zu früh gießen.
"""


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("Lohnt sich ein gedruckter Rundbrief für Vereine?", "schwarzen Brett"),
        ("Wer schreibt immer die vielen Texte?", "Schriftführerin"),
    ],
)
def test_a_question_in_an_interview_is_answered_by_the_reply(tmp_path, question, reply):
    """Whoever asks what an interviewer asked gets what the other one said, though the words stand in the question."""
    article_file(tmp_path, INTERVIEW)
    quote = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer()).answer([question]).quotes[0]
    assert reply in quote.text
    assert quote.speaker == "Ben Kurz"


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("Why is social media stuck in a silo?", ("leopold", "hoffmann")),
        ("What puts community managers under pressure?", ("leopold", "ed-2011")),
        ("Should we outsource our channels?", ("ed-2011",)),
    ],
)
def test_articles_without_notes_are_found_beside_one_that_has_some(tmp_path, question, sources):
    """Who has noted and translated one article still finds the others, in English too."""
    for file in (*SEEDS.glob("*.txt"), SEEDS / "topics.toml", *SEEDS.glob("henne*.toml")):
        shutil.copy(file, tmp_path)
    few = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert few.answer([question]).quotes[0].source.startswith(sources)


def test_topics_without_notes_change_no_answer(tmp_path):
    """Topics that editors have begun to list do not make the evidence of articles that are noted throughout."""
    questions = ["Sollen wir unsere Kanäle auslagern?", "Was bringt Social Media?", "Do we need a social media team?"]
    for file in SEEDS.glob("*.txt"):
        shutil.copy(file, tmp_path)
    bare = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    before = [bare.answer([question]) for question in questions]
    shutil.copy(SEEDS / "topics.toml", tmp_path)
    listed = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert all(answer.answered for answer in before)
    assert [listed.answer([question]).quotes for question in questions] == [answer.quotes for answer in before]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Soll die GF selbst auf fb posten?", "Soll die Geschäftsführung selbst auf Facebook posten?"),
        ("Wer hilft dem SMM in der Komm?", "Wer hilft dem Social Media Manager in der Kommunikation?"),
        ("Dürfen MA:innen und GFs posten?", "Dürfen Mitarbeiter und Geschäftsführung posten?"),
        ("SoMe-Team aufbauen?", "Social-Media-Team aufbauen?"),
        ("Which depts do execs in mgmt trust?", "Which departments do executives in management trust?"),
        ("What is smm?", "What is social media?"),
        ("Pressestellen sind langsam, woran liegts?", "Pressestellen sind langsam, woran liegt?"),
        ("Pressestellen sind langsam, woran liegt's?", "Pressestellen sind langsam, woran liegt?"),
        ("Klappt’s mit der Agentur?", "Klappt mit der Agentur?"),
        ("Worauf kommt's bei Social Media an?", "Worauf kommts bei Social Media an?"),
    ],
)
def test_what_is_written_short_finds_what_the_words_in_full_find(short, full):
    """Short forms of the trade and "es" leaning on a verb are no unknown things; nothing is missing for them."""
    one, other = answerer().select([short]), answerer().select([full])
    assert one.ranking.order[0] == other.ranking.order[0]
    assert {concept.word for concept in one.missing} == {concept.word for concept in other.missing}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Warum heißt der Abt so?", "de", ["heißt", "Abt"]),
        ("Komm, sag mir, wer das war", "de", ["Komm", "sag"]),
        ("10 CM hoch", "de", ["10", "CM", "hoch"]),
        ("FB Soziales", "de", ["FB", "Soziales"]),
        ("www.w3.org", "en", ["www", "3", "org"]),
        ("What's up at IG Metall?", "en", ["IG", "Metall"]),
    ],
)
def test_what_only_looks_like_a_short_form_stays_itself(text, language, words):
    """A measure, a name, an address, a verb: what is as often something else is not read as a word of the trade."""
    assert content_words(text, language) == words


def test_a_no_names_what_was_typed(tmp_path):
    """Where the articles lack what a short form stands for, the no names the short form, as it was typed."""
    article_file(tmp_path, "Im Verein wird viel gekocht und gebacken.\n\nDas Sommerfest ist im August.")
    made = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert "„yt“" in made.answer(["Gibt es den Verein auf yt?"]).text
    assert "„SMM“" in made.answer(["Ist ein SMM im Verein?"]).text


def test_a_further_question_with_a_short_form_names_something_of_its_own():
    """Short forms that stand for other words in each language are words all the same."""
    turns = ["Sollen wir Social Media auslagern?", "Und was spricht gegen die {}?"]
    short, full = (answerer().answer([turn.format(word) for turn in turns]) for word in ("GF", "Geschäftsführung"))
    assert [quote.text for quote in short.quotes] == [quote.text for quote in full.quotes]


def test_what_an_article_writes_short_is_found_by_the_words_in_full(tmp_path):
    """A short form in an article is the same word as in a question."""
    article_file(tmp_path, "Das Wetter ist schön.\n\nDie GF hat die ÖA dem Verein überlassen.")
    made = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    found = made.answer(["Wem überlässt die Geschäftsführung die Öffentlichkeitsarbeit?"]).quotes
    assert [quote.text for quote in found] == ["Die GF hat die ÖA dem Verein überlassen."]
