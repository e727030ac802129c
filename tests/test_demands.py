import pytest

from knowledge.demands import demands
from tests.seeded import answerer


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Was kostet eine Agentur?", "de", ["price"]),
        ("what does a social media manager earn, any salary figures?", "en", ["price"]),
        ("Wie spät ist es?", "de", ["time"]),
        ("Wie viele Tweets pro Tag?", "de", ["number"]),
        ("zahlen zu social media", "de", ["number"]),
        ("Welche Zahlen gibt es?", "de", ["number"]),
        ("Gib mir ein Rezept", "de", ["task"]),
        ("Which tool should we use?", "en", ["product"]),
        ("Wie schreibe ich ein Konzept?", "de", ["instruction"]),
        ("How can we convince the board?", "en", ["instruction"]),
        ("What does SEO mean?", "en", ["definition"]),
        ("Darf man fremde Bilder verwenden?", "de", ["law"]),
        ("Wie alt ist Pfeiffer?", "de", ["private", "number"]),
        ("Write a tweet for me", "en", ["task"]),
        ("Kannst du mir ein Gedicht zum Geburtstag schreiben?", "de", ["task"]),
        ("Welche Klickrate ist üblich?", "de", ["number"]),
        ("define click rate", "en", ["definition"]),
        ("what do we have to do under GDPR?", "en", ["law"]),
        ("Are we allowed to use other people's photos?", "en", ["law"]),
        ("Wie viel Prozent der Firmen bloggen?", "de", ["number"]),
        ("When was it founded?", "en", ["date"]),
        ("Welche Firma hat damit angefangen und war es wert?", "de", ["name"]),
        ("Welche Marke hat am meisten Fans gewonnen?", "de", ["name"]),
        ("Wer hat den Ratgeber verfasst?", "de", ["name"]),
        ("Firma der Umfrage, Name?", "de", ["name"]),
        ("Which brand had the most fans?", "en", ["name"]),
        ("Who are the founders of the network?", "en", ["name"]),
        ("Was ist die ideale Länge eines Textes?", "de", ["number"]),
        ("the best length of a video", "en", ["number"]),
    ],
)
def test_what_a_question_demands(question, language, expected):
    """A question that asks for a kind of answer in so many words demands it."""
    assert [demand.name for demand in demands(question, language)] == expected


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Sollen wir unsere Kanäle auslagern?", "de"),
        ("Was ist mit Chrysler passiert?", "de"),
        ("Who is in charge of social media?", "en"),
        ("What do customers want?", "en"),
        ("Muss man für Reichweite zahlen?", "de"),
        ("Zahlen Firmen dafür?", "de"),
        ("Kostet uns das viel Zeit?", "de"),
        ("Does it cost much effort?", "en"),
        ("Gib mir ein Beispiel für Druck", "de"),
        ("Can you give me an example of pressure?", "en"),
        ("Wer entscheidet, wie viel Zeit das Gespräch wert ist?", "de"),
        ("Warum steckt Social Media im Silo?", "de"),
        ("Wie viel Freiheit braucht die Redaktion?", "de"),
        ("How much trust does a team need?", "en"),
        ("Darf man im Ton locker sein?", "de"),
        ("Are we allowed to be funny?", "en"),
        ("Wie sollte man mit Lob umgehen?", "de"),
        ("How should we deal with praise?", "en"),
        ("Wie schnell soll man sich melden?", "de"),
        ("What happens when the board takes charge?", "en"),
        ("Wie viel Zeit kostet ein Blog?", "de"),
        ("Welche Firma braucht einen Blog?", "de"),
        ("Which company should have a policy?", "en"),
        ("Welche Stadt hat eine besondere Bedeutung?", "de"),
        ("Greift der Begriff zu kurz?", "de"),
        ("Should people post under their own name?", "en"),
        ("Postet man im eigenen Namen?", "de"),
        ("Who wrote about silos?", "en"),
        ("Wer hat geschrieben, dass Dialog zählt?", "de"),
    ],
)
def test_a_question_for_a_view_demands_nothing_in_particular(question, language):
    """Most questions ask what somebody thinks or what happened."""
    assert not demands(question, language)


def test_a_name_gives_a_name():
    """A passage gives a name where it holds a rare one that the question does not, or a title in quotation marks."""
    (demand,) = demands("Wie heißt das Buch?", "de")
    assert demand.is_given("der Ratgeber „Erste Hilfe für Manager“", ())
    assert demand.is_given("bei der Webzucker", {"webzucker"})
    assert not demand.is_given("bei einer Agentur", ())


def test_a_borrowed_word_names_nobody():
    """An English word that German text uses as a noun ("ein … Tweet", "der CEO") does not give the name asked for."""
    for question in ("Wie heißt die Agentur von Chrysler?", "What is Chrysler's agency called?"):
        answer = answerer().answer([question])
        assert not answer.answered
        assert "name" in answer.text.casefold()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was kostet eine Social-Media-Agentur im Monat?", "Preise oder Beträge nennen sie dazu nicht"),
        ("What should our company pay, how much does an agency charge?", "they name no price"),
        ("Wie schreibe ich ein gutes Anschreiben?", "Sie erklären nicht, wie das geht"),
        ("Sollten wir als Unternehmen auf TikTok aktiv sein?", "„TikTok“ kommt in ihnen nicht vor"),
    ],
)
def test_a_no_says_what_was_missing(question, words):
    """A refusal names the unknown word, or the kind of answer that no article gives."""
    answer = answerer().answer([question])
    assert not answer.answered
    assert words in answer.text
