"""What people put around a question: who wants to know, what the answer is for, whether others know it too."""

from __future__ import annotations

import re

# Only superiors: what customers ask, or colleagues, is what questions are about.
_PERSON_DE = (
    r"(?:mein|unser|de[rmn]|die)\w*\s+"
    r"(?:chef\w*|boss|vorst[aä]nd\w*|vorgesetzte\w*|geschäftsführ\w*|abteilungsleiter\w*)"
)
_PERSON_EN = r"(?:my|our|the)\s+(?:boss|bosses|manager|management|ceo|board|director|head of \w+)"
# "Why does my boss ask …?" and "when the board asks" are about the asking.
_BEGINS = r"(?:^|(?<=[.!?,;:–])\s*|\b(?:und|and|aber|but)\s+)"
_EVIDENCE_DE = r"(?:argumente?n?|zitate?|belege?|gründe?|stimmen|aussagen?|meinung(?:en)?)"
_EVIDENCE_EN = r"(?:argu?e?ments?|quotes?|evidence|reasons?|voices?|statements?|opinions?|thoughts|views?)"
# Arguments for or against something ask for a side of it.
_NO_SIDE = r"(?!\s(?:gegen|für|wider|against|for|in\sfavou?r))"
_TO_THEM_DE = rf"(?:ihm|ihr|ihnen|da|darauf|dazu|{_PERSON_DE})"
_TO_THEM_EN = rf"(?:to|back|him|her|them|that|this|it|{_PERSON_EN})"
# What follows makes it a question for how one answers, such as "on Twitter".
_ENDS = r"(?=\s*(?:$|[.!?,;:–-]|\b(?:that|whether|if|when|why|dass|ob|wenn|warum)\b))"
_FRAMES = re.compile(
    # "Unser Vorstand fragt, ob …", "my boss keeps asking for …"
    rf"{_BEGINS}{_PERSON_DE}\s+(?:(?:will|wollen|möchten?)\s+(?:\w+\s)?wissen|fragt|fragen|überlegt|überlegen)\b"
    rf"(?:\s(?:mich|uns|ständig|immer|wieder|dauernd|gerade|jetzt))*"
    rf"|{_BEGINS}{_PERSON_EN}\s+(?:(?:always|constantly|just|now)\s+)?(?:keeps?\s(?:on\s)?asking"
    r"|(?:is|are)\s(?:always\s)?asking|asks?|asked|wants?\sto\sknow|would\slike\sto\sknow|wonders?)\b(?:\s(?:me|us))?"
    # "Ich muss begründen, warum …", "I need quotes on …"
    r"|\bich\s(?:muss|soll|will|möchte|kann)\s(?:\w+\s){0,3}?(?:begründen|rechtfertigen)\b"
    rf"|\b(?:ich|wir)\s(?:brauchen?|suchen?|benötigen?)\s(?:\w+\s){{0,2}}?{_EVIDENCE_DE}\b{_NO_SIDE}"
    rf"|\b(?:hast du|habt ihr|gibt es|gibts)\s(?:\w+\s){{0,2}}?{_EVIDENCE_DE}\b{_NO_SIDE}"
    r"|\bI\s(?:have|need|want)\sto\s(?:justify|argue)\b"
    r"|\b(?:I|we)(?:\sneed|\swant|(?:['’]m|['’]re|\sam|\sare)\slooking\sfor|\scould\suse)\s(?:\w+\s){0,2}?"
    rf"{_EVIDENCE_EN}\b{_NO_SIDE}"
    rf"|\b(?:any|do you have|have you got|are there)\s(?:\w+\s){{0,2}}?{_EVIDENCE_EN}\b{_NO_SIDE}"
    # "Wie überzeuge ich den Vorstand, dass …", "how do I convince the board …"
    rf"|\bwie\s(?:überzeuge|überrede|sage|vermittle)\s(?:ich|wir)(?=\s{_PERSON_DE})"
    rf"|\bhow\s(?:do|can|should|could)\s(?:I|we)\s(?:convince|persuade|tell)(?=\s{_PERSON_EN})"
    # "… was kann ich ihm sagen?", "what should I answer?"
    rf"|\b(?:was|wie)\s(?:kann|könnte|soll|sollte)\s?(?:ich|wir|man)(?:\s{_TO_THEM_DE}){{0,2}}"
    rf"\s(?:sagen|antworten|entgegnen|erwidern|raten|argumentieren|kontern)\b{_ENDS}"
    rf"|\b(?:was|wie)\s(?:sage|antworte|entgegne|erwidere|argumentiere)\sich(?:\s{_TO_THEM_DE}){{0,2}}{_ENDS}"
    r"|\b(?:what|how)\s(?:should|can|could|do|would|shall)\s(?:I|we)\s(?:best\s)?(?:answer|reply|respond|say|tell|argue"
    rf"|counter)\b(?:\s{_TO_THEM_EN}\b)*{_ENDS}",
    re.IGNORECASE,
)
# "Geht das anderen auch so?", "is that normal?", behind what they are asked of.
_SHARED = re.compile(
    r"(?:\bgeht\s(?:das|es)\s(?:nur\s)?(?:anderen|mir|uns)\s(?:auch\s|allein\s)?so|\bkennt\s(?:man|ihr|jemand|wer)\sdas"
    r"|\bist\sdas\s(?:\w+\s)?(?:normal|typisch|üblich|verbreitet)|\bbin\sich\s(?:da\s)?(?:der|die)\seinzige"
    r"|\bis\s(?:that|this|it)\s(?:\w+\s)?(?:normal|typical|usual|common|just\s(?:us|me))|\bam\sI\sthe\sonly\sone"
    r"|\b(?:does|do)\s(?:anyone|anybody|others?)(?:\selse)?\s(?:know|have|feel|experience)\s(?:that|this|it|the\ssame))"
    r"(?=\s*(?:$|[.!?]))",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


def without_frames(text: str) -> str:
    """Return a question without what people put around it ("My boss keeps asking …", "what should I answer?")."""
    plain = _FRAMES.sub(" ", text)
    alone = _SHARED.sub(" ", plain)
    return alone if _WORD.search(alone) else plain
