"""What a question takes from the ones before it, and what it wishes beside its topic."""

import pytest

from tests.seeded import answerer

OUTSOURCE = "Sollen wir unsere Kanäle auslagern?"
TEAMS = "Haben Social-Media-Teams eine Zukunft?"


def quotes(*turns):
    return answerer().answer(turns).quotes


def speakers(*turns):
    return [quote.speaker for quote in quotes(*turns)]


@pytest.mark.parametrize(
    "question",
    [
        "Für wen lohnt sich Social Media?",
        "In welche Abteilung gehört Social Media?",
        "Braucht man Regeln?",
        "Is it okay to joke about complaints?",
        "Is it worth training employees?",
        "Or do we need a team?",
        "Bei Beschwerden witzig antworten?",
        "Sind Callcenter eine gute Idee?",
        "Does this industry need customer service?",
        "Wer ist Carmen Hillebrand?",
        "Who is Stefan Pfeiffer?",
        "Ist das Buch „Erste Hilfe für Social Media Manager“ veraltet?",
        "Is there still free reach on Facebook?",
    ],
)
def test_a_whole_question_is_not_bent_by_the_one_before(question):
    """A question that can be understood alone has its own answer; at most a further quote leans towards before."""
    assert quotes(OUTSOURCE, question)[0] == quotes(question)[0]


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        (OUTSOURCE, "Und für kleine Firmen?", "Auslagern"),
        ("Gibt es noch freie Reichweite?", "und auf Twitter?", "Reichweite auf Twitter"),
        ("Do we need rules?", "is that a good idea?", "regeln"),
        ("Was sagt Henne zum Dialog?", "Und Pfeiffer?", "Dialog"),
    ],
)
def test_a_scrap_goes_on_with_what_was_asked(before, question, words):
    """A question that says too little alone is about what was asked before."""
    assert any(words in quote.text for quote in quotes(before, question))


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        (
            "Is awareness a good goal for social media?",
            "what should we aim for instead?",
            "Schärfung von Positionierung",
        ),
        (TEAMS, "Was kommt stattdessen?", "Digital Intelligence"),
        ("In welchen Abteilungen liegt Social Media laut Faktenkontor?", "Und warum nur bei einer?", "Der Grund dafür"),
        (
            "Who is responsible for social media according to the Faktenkontor study?",
            "why just one?",
            "Der Grund dafür",
        ),
    ],
)
def test_a_further_question_goes_on_where_the_text_does(before, question, words):
    """What the same person goes on to say is heard before what only matches as well."""
    assert any(words in quote.text for quote in quotes(before, question))


def test_why_something_of_its_own_is_asked_with_it():
    """Who asks why only one asks for the reason of what was said; a name in it is a matter of its own."""
    assert quotes(OUTSOURCE, "Warum nur PR?") != quotes(OUTSOURCE, "Warum?")


def test_who_disagreed_already_is_named_again():
    """Who sees it differently may have stood among the quotes already."""
    before = "Warum sollten Firmen Social Media selbst betreuen?"
    assert quotes(before, "Und wer sieht das anders?")[0].speaker == "Marco"


def test_more_goes_on_and_never_repeats_a_quote():
    """Each wish for more brings other quotes, until there are none that match half as well; then it says so."""
    turns = [OUTSOURCE]
    seen = {quote.text for quote in quotes(*turns)}
    for _ in range(3):
        turns.append("mehr dazu")
        new = {quote.text for quote in quotes(*turns)}
        assert not new & seen
        seen |= new
    answer = answerer().answer(["Was ist ein Goodie?", *["mehr dazu"] * 5])
    assert not answer.answered


def test_why_brings_the_same_persons_reasons():
    """The reason is looked for around the first quote, then among what the same person says for the same side."""
    assert "Grund dafür" in quotes("Wer verantwortet laut Faktenkontor Social Media?", "warum?")[0].text
    reason = quotes(OUTSOURCE, "warum?")[0]
    assert reason.speaker == quotes(OUTSOURCE)[0].speaker
    assert "kein Problem" not in reason.text


def test_why_not_asks_for_the_other_side_after_a_yes_only():
    """Who asks "why not?" after somebody who is for it wants to hear who is not; after a "no" its reasons."""
    assert speakers("Sollen wir auslagern?")[0] == "Marco"
    assert speakers("Sollen wir auslagern?", "Warum nicht?")[0] == "Ed"
    assert speakers(TEAMS)[0] == speakers(TEAMS, "Warum nicht?")[0]


@pytest.mark.parametrize("question", ["Beispiel?", "Hast du ein Beispiel?", "Gib mir ein Beispiel!"])
def test_an_example_is_one_of_what_was_asked(question):
    """An example is looked for in what was asked before, not where something else is called one."""
    assert all("Fluggesellschaft" not in quote.text for quote in quotes(OUTSOURCE, question))
    assert {"Ed", "Marco"}.issuperset(speakers(OUTSOURCE, question))


@pytest.mark.parametrize(
    "question", ["Was sagen die Kommentare?", "what do the comments say?", "What do readers say about outsourcing?"]
)
def test_the_comments_are_asked(question):
    """Who asks what the comments say hears commenters."""
    found = quotes("Should we outsource our channels?", question)
    assert {quote.role for quote in found} == {"commenter"}


@pytest.mark.parametrize("turns", [[TEAMS], [TEAMS, "mehr dazu"], [TEAMS, "warum?"]])
def test_who_disagrees_is_somebody_else(turns):
    """Asked for, the other side is somebody other than the first speaker, also after "more" and "why"."""
    assert speakers(*turns)[0] not in speakers(*turns, "Wer sieht das anders?")
    assert speakers(*turns, "Wer sieht das anders?")


@pytest.mark.parametrize(
    ("question", "person", "other"),
    [
        ("Wer widerspricht Pfeiffer?", "Stefan Pfeiffer", "Christian Henne"),
        ("Who disagrees with Pfeiffer on dialogue?", "Stefan Pfeiffer", "Christian Henne"),
        ("Wer widerspricht Henne beim Dialog?", "Christian Henne", "Stefan Pfeiffer"),
        ("Wer sieht das anders als Schock?", "Wilfried Schock", "Meike Leopold"),
        ("Who contradicts Meike Leopold?", "Meike Leopold", "Wilfried Schock"),
        ("Widerspricht jemand Ed?", "Ed", "Marco"),
    ],
)
def test_who_disagrees_with_a_person_is_not_that_person(question, person, other):
    """The person named is the one to be contradicted: others' words are quoted, on the same claims."""
    found = speakers(question)
    assert person not in found
    assert other in found


def test_whom_somebody_contradicts_asks_for_their_own_words():
    """The question "wem widerspricht Henne?" is for Henne's words."""
    assert set(speakers("Wem widerspricht Henne?")) == {"Christian Henne"}


@pytest.mark.parametrize(
    "turns",
    [
        ["Haben Social-Media-Teams eine Zukunft?", "was wäre die alternative?"],
        ["Haben Social-Media-Teams eine Zukunft?", "Sondern?"],
        ["Should we run our own channels?", "What does it take then?"],
    ],
)
def test_a_further_question_brings_something_new_first(turns):
    """What was quoted a moment ago does not open the next answer where something else answers nearly as well."""
    earlier = answerer().answer(turns[:1])
    assert answerer().answer(turns).quotes[0].text not in [quote.text for quote in earlier.quotes]


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("Hi there", "Hello!"),
        ("Hallo zusammen!", "Hallo!"),
        ("tschüss", "Bis bald!"),
        ("See you later 👋", "See you soon!"),
        ("What can you tell me?", "I am a program"),
        ("Was kannst du mir so sagen?", "Ich bin ein Programm"),
        ("Danke, das hilft mir weiter!", "Gern!"),
        ("ok verstanden", "Gern!"),
        ("thanks, very helpful", "My pleasure!"),
        ("good to know", "My pleasure!"),
    ],
)
def test_small_talk_gets_a_kind_word(turn, words):
    """A greeting, a farewell or a question about the program is no question to the articles."""
    answer = answerer().answer([turn])
    assert not answer.answered
    assert answer.text.startswith(words)


@pytest.mark.parametrize(
    ("turn", "language"),
    [
        ("wer sagt das?", "de"),
        ("Von wem stammt das?", "de"),
        ("who says that?", "en"),
        ("Whose words are these?", "en"),
    ],
)
def test_whose_words_these_are_is_shown_once_more(turn, language):
    """Who asks whose the words are gets them again, each with its speaker, in the language of the question."""
    answer = answerer().answer([OUTSOURCE, turn])
    assert answer.quotes[0] == quotes(OUTSOURCE)[0]
    assert answer.language == language


ENGLISH = "Should we outsource our channels?"


@pytest.mark.parametrize(
    ("turns", "language", "other"),
    [
        ([ENGLISH], "de", [ENGLISH]),
        ([OUTSOURCE], "en", [OUTSOURCE]),
        ([OUTSOURCE, "What speaks against it?"], None, [OUTSOURCE, "Was spricht dagegen?"]),
        ([ENGLISH, "Was spricht dafür?"], None, [ENGLISH, "What speaks for it?"]),
        ([ENGLISH, "mehr"], None, [ENGLISH, "more"]),
        ([ENGLISH, "auf Deutsch bitte", "warum?"], None, [ENGLISH, "why?"]),
        (["What speaks for an agency?", "auf Deutsch bitte"], None, ["What speaks for an agency?"]),
        ([OUTSOURCE, "Wer widerspricht?", "in English please"], None, [OUTSOURCE, "Wer widerspricht?"]),
    ],
)
def test_the_language_of_the_answer_changes_nothing_else(turns, language, other):
    """A question keeps its words and its wish when it is answered, or gone on with, in the other language."""
    answer, same = answerer().answer(turns, language), answerer().answer(other)
    assert answer.quotes[0].text == same.quotes[0].text
    assert answer.language == (language or {"en": "de", "de": "en"}[same.language])


def test_a_long_conversation_takes_no_longer_with_each_turn():
    """Each turn looks at the one before more than once: were that not remembered, this would take hours."""
    turns = ["Passieren Pannen eher, wenn eine Agentur die Kanäle betreut?", *["Und was spricht dagegen?"] * 19]
    assert answerer().answer(turns).question == turns[-1]


def test_thanks_in_between_change_nothing():
    """The wish "mehr dazu" after thanks goes on where the conversation was."""
    assert quotes(OUTSOURCE, "danke", "mehr dazu") == quotes(OUTSOURCE, "mehr dazu")


@pytest.mark.parametrize("turn", ["Danke für den Beitrag!", "Guter Artikel!", "thanks for the article"])
def test_praise_is_no_question(turn):
    """Thanks for an article get a kind word, no quotes."""
    assert not answerer().answer([turn]).answered


def test_something_else_in_the_same_place():
    """After Facebook "and on Twitter?" asks the same of Twitter; what they lack is said."""
    assert "Twitter" in quotes("Is there still free reach on Facebook?", "and on twitter?")[0].text
    answer = answerer().answer(["Bekommt man auf Facebook noch Reichweite?", "und auf Instagram?"])
    assert not answer.answered
    assert "Instagram" in answer.text


def test_one_unknown_word_of_its_own_refuses_no_scrap():
    """Where the articles lack a mere word of a scrap, what they say on the topic before is shown, less surely."""
    first = "Was muss ein Social-Media-Manager können?"
    answer = answerer().answer([first, "Und darf er auch jodeln?"])
    assert answer.answered
    assert answer.confidence <= 0.5


@pytest.mark.parametrize(
    ("turns", "speaker"),
    [
        (("Was hält Pfeiffer von Kontrolle?", "Und von Mitarbeitern, die selber posten?"), "Stefan Pfeiffer"),
        (("What does Henne think about PR?", "And about Facebook?"), "Christian Henne"),
    ],
)
def test_another_matter_is_asked_of_the_same_person(turns, speaker):
    """What only names another matter goes on asking for one person's words."""
    assert set(speakers(*turns)) == {speaker}
