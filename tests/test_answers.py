import shutil

import pytest

from knowledge import wording
from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.errors import QuestionError
from knowledge.models import Quote
from tests.seeded import SEEDS, analyzer, answerer

OUTSOURCE = "Sollen wir unsere Kanäle auslagern?"


def texts():
    return {path.name: path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}


@pytest.mark.parametrize(
    "question", [OUTSOURCE, "Should we outsource our channels?", "Was sagt Henne zur Reichweite?", "leads"]
)
def test_every_quote_is_a_slice_of_its_file_and_visible_whole(question):
    """Start and end count characters of the file, and the reader sees every quote whole, with its speaker."""
    answer = answerer().answer([question])
    files = texts()
    assert answer.answered
    for quote in answer.quotes:
        assert files[quote.source][quote.start : quote.end] == quote.text
        # White space that the page's layout put into a sentence is shown as one space.
        assert " ".join(quote.text.split()) in answer.text
        assert quote.speaker is None or quote.speaker in answer.text
        assert len(quote.text) <= 500
    assert 1 <= len(answer.quotes) <= 3


def test_the_same_question_in_both_languages_brings_the_same_quote():
    """A question in English finds the quote that its German twin finds; the answer's own words are English."""
    german, english = answerer().answer([OUTSOURCE]), answerer().answer(["Should we outsource our channels?"])
    assert german.quotes[0].text == english.quotes[0].text
    assert (german.language, english.language) == ("de", "en")
    assert english.quotes[0].translation
    assert "Translation:" in english.text
    assert "Translation:" not in german.text


def test_the_opposing_voice_stands_beside_the_first():
    """Where the articles hold both sides, the other one is quoted too, from somebody else, and marked."""
    answer = answerer().answer([OUTSOURCE])
    assert answer.opposing is not None
    assert answer.quotes[answer.opposing].speaker != answer.quotes[0].speaker
    assert "Dagegen:" in answer.text


def test_only_the_person_asked_for_is_quoted():
    """A question for one person's words quotes nobody else."""
    for name in ("Pfeiffer", "Sabine Haas", "Carmen Hillebrand", "Philipp"):
        answer = answerer().answer([f"Was sagt {name}?"])
        assert answer.quotes
        assert all(name in (quote.speaker or "") for quote in answer.quotes)


def test_a_quoted_person_is_named_with_who_quotes():
    """Words inside quotation marks are the quoted person's; who quotes stands beside."""
    quote = answerer().answer(["zitiere Carmen Hillebrand"]).quotes[0]
    assert (quote.speaker, quote.role, quote.quoted_by) == ("Carmen Hillebrand", "quoted", "Meike Leopold")


@pytest.mark.parametrize(
    "question",
    [
        "Was kostet ein Social-Media-Manager im Monat?",
        "What is the capital of Australia?",
        "What does Henne say about TikTok?",
        "Um wie viel Uhr sollen wir auf Instagram posten?",
        "asdf qwer yxcv",
        "Was sagt Sascha Lobo zu Facebook?",
    ],
)
def test_what_the_articles_do_not_answer_gets_a_no(question):
    """A no has no quotes, and every question it offers is answered."""
    answer = answerer().answer([question])
    assert not answer.answered
    assert answer.quotes == ()
    for suggestion in answer.suggestions:
        assert suggestion in answer.text
        assert answerer().answer([suggestion]).answered


def test_a_follow_up_takes_the_topic_along():
    """The question "Und für kleine Firmen?" is about what was asked before."""
    answer = answerer().answer([OUTSOURCE, "Und für kleine Firmen?"])
    assert answer.answered
    assert any(quote.source.startswith("ed-2011") for quote in answer.quotes)


def test_more_shows_other_quotes():
    """The wish "mehr dazu" quotes nothing that the answer before has shown."""
    first, more = answerer().answer([OUTSOURCE]), answerer().answer([OUTSOURCE, "mehr dazu"])
    assert more.answered
    assert not {q.text for q in first.quotes} & {q.text for q in more.quotes}
    assert more.text == answerer().answer([OUTSOURCE], intent="more").text


def test_who_disagrees_brings_the_other_side():
    """The question "wer widerspricht?" quotes somebody other than the first speaker."""
    first, other = answerer().answer([OUTSOURCE]), answerer().answer([OUTSOURCE, "wer widerspricht?"])
    assert other.answered
    assert other.quotes[0].speaker != first.quotes[0].speaker


def test_an_independent_question_is_not_bent():
    """A new question is answered as if nothing had been asked before."""
    question = "Was wollen Kunden von Unternehmen in sozialen Medien?"
    assert answerer().answer([OUTSOURCE, question]).quotes == answerer().answer([question]).quotes


@pytest.mark.parametrize("turn", ["", "   ", "?!…", "😀😀", "\x00\x07"])
def test_a_turn_without_words_is_refused(turn):
    """Emoji, marks and control characters are no question."""
    with pytest.raises(QuestionError):
        answerer().answer([turn])
    assert not answerer().unclear([turn]).answered


def test_a_changed_file_is_never_quoted(tmp_path):
    """What no longer stands in the file word for word is withheld, and the answer says why."""
    source = "ed-2011-kanaele-selbst-betreuen"
    for path in SEEDS.glob(f"{source}*"):
        shutil.copy(path, tmp_path)
    shutil.copy(SEEDS / "topics.toml", tmp_path)
    changing = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert changing.answer([OUTSOURCE]).answered
    article = tmp_path / f"{source}.txt"
    article.write_text("X" + article.read_text(encoding="utf-8"), encoding="utf-8")
    answer = changing.answer([OUTSOURCE])
    assert not answer.answered
    assert answer.quotes == ()
    assert "geändert" in answer.text


def test_messages_stay_short():
    """No message is longer than 900 characters, translations not counted."""
    for topic in answerer().index.topics.values():
        for question in (topic.de, topic.en):
            answer = answerer().answer([question])
            assert len(answer.text) - sum(len(quote.translation or "") for quote in answer.quotes) <= 900


def test_context_is_the_same_persons_words():
    """The context of a quote holds it, from the same speech, as it stands in the file."""
    quote = answerer().answer(["Wie viel Kontrolle müssen wir abgeben?"]).quotes[0]
    context = answerer().context(quote)
    assert quote.text in context
    assert context in texts()[quote.source]
    assert len(context) > len(quote.text)


def test_a_misspelt_word_is_read_as_the_one_meant():
    """A slip in a word does not keep the answer away."""
    assert answerer().answer(["auslagren oder selber machen"]).answered
    assert answerer().answer(["reichwiete auf facebook"]).answered


def test_several_people_are_each_heard():
    """A question for two people's words quotes both."""
    answer = answerer().answer(["Was sagen Henne und Haas zum Service?"])
    assert {quote.speaker for quote in answer.quotes} == {"Christian Henne", "Sabine Haas"}


def test_commenters_can_be_asked_as_such():
    """A question for the commenters quotes no author."""
    answer = answerer().answer(["Was sagen die Kommentatoren zu Silos?"])
    assert answer.quotes
    assert all(quote.role == "commenter" for quote in answer.quotes)


@pytest.mark.parametrize("turn", ["danke", "Hallo!", "thanks a lot", "super, danke"])
def test_greetings_and_thanks_get_a_kind_word(turn):
    """Thanks after an answer bring neither quotes nor a no."""
    answer = answerer().answer([OUTSOURCE, turn])
    assert answer.quotes == ()
    assert answer.suggestions == ()
    assert "keine Antwort" not in answer.text


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("Wer bist du?", "Ich bin ein Programm"),
        ("hallo, was kannst du?", "Ich bin ein Programm"),
        ("Who are you?", "I am a program"),
        ("Hi! What can you do?", "I am a program"),
        ("Hallo", "Hallo! Frag mich"),
        ("Danke!", "Gern!"),
    ],
)
def test_who_asks_what_the_program_is_is_told(turn, words):
    """A greeting is returned, and the program says what it does."""
    assert answerer().answer([turn]).text.startswith(words)


@pytest.mark.parametrize("question", ["Wie wird das Wetter morgen in Hamburg?", "what's the capital of Australia"])
def test_a_question_about_something_else_is_offered_nothing(question):
    """Where no topic is near the question, none is offered."""
    assert answerer().answer([question]).suggestions == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Is it embarassing to answer late?", "Is it embarrassing to answer late?"),
        ("wiviel Kontrolle müssen wir abgeben?", "wieviel Kontrolle müssen wir abgeben?"),
    ],
)
def test_a_slip_of_the_pen_changes_nothing(typed, meant):
    """A misspelt word is taken for the one of the dictionary that it was meant to be."""
    one, other = (answerer().select([text]).ranking.order for text in (typed, meant))
    assert one[0] in other[:2]
    assert other[0] in one[:2]


@pytest.mark.parametrize("question", ["What do we have to do under GDPR?", "Can ChatGPT write our posts?"])
def test_a_name_must_occur_itself(question):
    """A name that no article holds is unknown, whatever its letters or translations are like."""
    answer = answerer().answer([question])
    assert not answer.answered


def test_the_answer_can_be_had_in_the_other_language():
    """A wish for the other language repeats the answer in it, with the same quotes."""
    first = answerer().answer(["Should we outsource our channels?"])
    again = answerer().answer(["Should we outsource our channels?", "auf Deutsch bitte"])
    assert again.language == "de"
    assert again.quotes[0].text == first.quotes[0].text


def test_a_note_on_quoted_words_names_who_said_them():
    """The lead names the quoted person, not the one who quotes."""
    answer = answerer().answer(["Who said that the social media editor is a bridging technology?"])
    assert answer.lead.startswith("Juliane Leopold")
    assert answer.quotes[0].translation


def test_a_question_for_both_sides_gets_both():
    """Asked for arguments for and against, the answer opens with a side and sets the other beside it."""
    answer = answerer().answer(["What are the arguments for and against outsourcing social media?"])
    assert answer.opposing is not None
    assert answer.quotes[answer.opposing].speaker != answer.quotes[0].speaker


def test_an_authors_reply_in_the_comments_says_so():
    """Below the article an author's words are labelled as a comment; the role in the JSON form stays."""
    answer = answerer().answer(["Was sagt Meike Leopold über Social Media Manager und die Gesamtstrategie?"])
    assert "— Meike Leopold (im Kommentar), „Social Media steckt im Silo fest“, ohne Jahr" in answer.text
    assert {quote.role for quote in answer.quotes} == {"author"}
    assert "in_comments" not in answer.model_dump_json()
    kept = [Quote.model_validate_json(quote.whole()) for quote in answer.quotes]
    assert kept == list(answer.quotes)


def test_a_source_without_a_title_is_readable():
    """Where a file names no title and has no heading, its name is shown as words."""
    quote = Quote(start=0, end=2, text="So", source="unser-kleiner_verein.txt")
    assert wording.attribution(quote, "de").endswith(", Unser kleiner verein, ohne Jahr")


def test_a_word_of_a_thousand_letters_is_no_misspelt_word():
    """Letters at random are looked at once, whatever their number: they have no slips and no parts."""
    word = "abcdefghijklmnopqrstuvwxy" * 60
    assert not answerer().answer([f"Was ist {word}?"]).answered


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Sollten wir da ne Agentur dranlassen?", "Agentur"),
        ("Was überzeugt meinen Chef, Geld für Social lockerzumachen?", "Chef"),
    ],
)
def test_a_verb_of_peoples_talk_is_no_unknown_thing(question, words):
    """What no dictionary has but for a particle before a plain verb does not make a question a no."""
    assert any(words in quote.text for quote in answerer().answer([question]).quotes)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Ist ein eigener Podcast für ein Unternehmen sinnvoll?", "Vielleicht"),
        ("Do I need a degree to become a social media manager?", "This may fit: "),
    ],
)
def test_what_may_not_answer_is_said_to_be_unsure(question, words):
    """Where it is far from sure that the quote answers, the lead leaves it open; a sure one does not."""
    answer = answerer().answer([question])
    assert answer.confidence < 0.3
    assert answer.lead.startswith(words)
    assert answer.text.startswith(answer.lead)
    sure = answerer().answer(["Haben Social-Media-Teams eine Zukunft?"])
    assert sure.confidence > 0.3
    assert not sure.lead.startswith("Vielleicht")
