import json

import pytest

from bot.measuring import report
from knowledge.errors import QuestionError
from knowledge.evaluation import is_plain, load_questions, risk_coverage, run
from knowledge.floors import read_floors
from tests.seeded import SEEDS, answerer

LINE = {
    "id": "a", "need": "a", "split": "tune", "kind": "answerable", "language": "de", "turns": ["Warum?"],
    "gold": [{"source": "henne-2014-social-media-spezialteams.txt", "words": "Das ist das Grund-Missverständnis."}],
}  # fmt: skip
OUTSOURCING = {
    "source": "ed-2011-kanaele-selbst-betreuen.txt",
    "words": "Meine Meinung hierzu ist bloß, dass dies nicht die optimale Lösung ist.",
}


def questions(tmp_path, *lines):
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("folder", [SEEDS, SEEDS / "writers"])
def test_no_figure_is_below_its_floor(capsys, folder):
    """The judged questions that come along, the project's own and those of others, reach every pinned figure."""
    code = report(
        answerer(), folder / "questions.jsonl", misses=False, ablations=False, check=True, pin=False, lower=False
    )
    assert code == 0, capsys.readouterr().err


def test_no_need_stands_in_both_splits_and_all_gold_is_there():
    """The judged questions are read whole: at least 400, in both languages, split by need, three paraphrases each."""
    cases = load_questions(SEEDS / "questions.jsonl", SEEDS)
    assert len(cases) >= 400
    assert {case.split for case in cases} == {"tune", "held"}
    answerable = [case for case in cases if case.kind == "answerable"]
    for need in {case.need for case in answerable if not case.need.startswith(("r-", "t-"))}:
        for language in ("de", "en"):
            assert sum(case.need == need and case.language == language for case in answerable) >= 3


def test_the_last_wording_of_a_need_is_no_plain_one():
    """Questions that avoid the words of the articles on purpose, and unanswerable ones, are not plainly worded."""
    files = [SEEDS / "questions.jsonl", SEEDS / "writers" / "questions.jsonl"]
    plain = {case.id for file in files for case in load_questions(file, SEEDS) if is_plain(case)}
    assert {"outsourcing-de-1", "outsourcing-en-2", "r-chrysler-de-1", "w-a-inhouse-strength-de-1"} <= plain
    assert not {"outsourcing-de-3", "u-salary-de-1", "w-a-inhouse-strength-de-2"} & plain


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1"),
        (LINE | {"kind": "odd"}, "line 1"),
        (LINE | {"turns": []}, "turns"),
        (LINE | {"gold": [{"source": "none.txt", "words": "x"}]}, "none.txt"),
        (
            LINE | {"gold": [{"source": "henne-2014-social-media-spezialteams.txt", "words": "steht nicht da"}]},
            "does not occur",
        ),
        (LINE | {"turns": ["???"]}, "line 1: .*turns.*holds no words"),
        ("", "no questions"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, says):
    """A line that is wrong, and gold that is not there, are named with file and line."""
    with pytest.raises(QuestionError, match=says):
        load_questions(questions(tmp_path, line), SEEDS)


def test_a_need_in_both_splits_is_an_error(tmp_path):
    """What is tuned on must not be what is reported."""
    with pytest.raises(QuestionError, match="both splits"):
        load_questions(questions(tmp_path, LINE, LINE | {"id": "b", "split": "held"}), SEEDS)


def test_a_lower_figure_breaks_its_floor(tmp_path, capsys):
    """A figure below its floor is named, and the exit code says so; raising floors never lowers one."""
    asked = {"turns": ["Sollen wir unsere Kanäle auslagern?"], "gold": [OUTSOURCING]}
    path = questions(tmp_path, LINE | asked)
    settings = {"misses": False, "ablations": False, "lower": False}
    report(answerer(), path, **settings, check=False, pin=True)
    floors = tmp_path / "floors.toml"
    assert report(answerer(), path, **settings, check=True, pin=False) == 0
    questions(tmp_path, LINE | {"turns": ["Wie wird das Wetter morgen?"]})
    assert report(answerer(), path, **settings, check=True, pin=False) == 1
    assert "is below its floor" in capsys.readouterr().err
    before = floors.read_text(encoding="utf-8")
    report(answerer(), path, **settings, check=False, pin=True)
    assert floors.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("floors", ["tune = 1", '[tune]\nanswered = "x"'])
def test_a_floor_that_is_no_number_is_named(tmp_path, floors):
    """A file of floors of another form is an error that names the place."""
    (tmp_path / "floors.toml").write_text(floors, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"floors\.toml: tune"):
        read_floors(tmp_path / "floors.toml")


def test_the_surest_answers_are_wrong_less_often():
    """Confidence means something: the surest third of the held-back answers errs less than all of them."""
    cases = [case for case in load_questions(SEEDS / "questions.jsonl", SEEDS) if case.split == "held"]
    curve = dict(risk_coverage(run(answerer(), cases)))
    assert curve[0.3] < curve[1.0]
