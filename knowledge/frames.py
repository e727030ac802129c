"""What people put around a question: who wants to know, what the answer is for, whether others know it too."""

from __future__ import annotations

import re

_PERSON_DE = (
    r"(?:mein|unser|de[rmn]|die|ein)\w*\s+(?:chef\w*|boss|vorst[aä]nd\w*|vorgesetzte\w*|geschäftsführ\w*|kolleg\w*"
    r"|kund\w*|team|abteilungsleiter\w*)"
)
_PERSON_EN = (
    r"(?:my|our|the|a)\s+(?:boss|bosses|manager|management|ceo|board|director|head of \w+|team|colleagues?|clients?"
    r"|customers?)"
)
_EVIDENCE_DE = r"(?:argumente?n?|zitate?|belege?|gründe?|stimmen|aussagen?|meinung(?:en)?)"
_EVIDENCE_EN = r"(?:argu?e?ments?|quotes?|evidence|reasons?|voices?|statements?|opinions?|thoughts|views?)"
_TO_THEM_DE = rf"(?:ihm|ihr|ihnen|da|darauf|dazu|{_PERSON_DE})"
_TO_THEM_EN = rf"(?:to|back|him|her|them|that|this|it|{_PERSON_EN})"
_FRAMES = re.compile(
    # "Unser Vorstand fragt, ob …", "my boss keeps asking for …"
    rf"\b{_PERSON_DE}\s+(?:(?:will|wollen|möchten?)\s+(?:\w+\s)?wissen|fragt|fragen|überlegt|überlegen)\b"
    rf"(?:\s(?:mich|uns|ständig|immer|wieder|dauernd|gerade|jetzt))*"
    rf"|\b{_PERSON_EN}\s+(?:(?:always|constantly|just|now)\s+)?(?:keeps?\s(?:on\s)?asking|(?:is|are)\s(?:always\s)?asking"
    r"|asks?|asked|wants?\sto\sknow|would\slike\sto\sknow|wonders?)\b(?:\s(?:me|us))?"
    # "Ich muss begründen, warum …", "I need arguments for …"
    rf"|\bich\s(?:muss|soll|will|möchte|kann)\s(?:\w+\s){{0,3}}?(?:begründen|erklären|rechtfertigen)\b"
    rf"|\b(?:ich|wir)\s(?:brauchen?|suchen?|benötigen?)\s(?:\w+\s){{0,2}}?{_EVIDENCE_DE}\b"
    rf"|\b(?:hast du|habt ihr|gibt es|gibts)\s(?:\w+\s){{0,2}}?{_EVIDENCE_DE}\b"
    r"|\bI\s(?:have|need|want)\sto\s(?:justify|explain|argue)\b"
    rf"|\b(?:I|we)(?:\sneed|\swant|(?:['’]m|['’]re|\sam|\sare)\slooking\sfor|\scould\suse)\s(?:\w+\s){{0,2}}?{_EVIDENCE_EN}\b"
    rf"|\b(?:any|do you have|have you got|are there)\s(?:\w+\s){{0,2}}?{_EVIDENCE_EN}\b"
    # "Wie überzeuge ich den Vorstand, dass …", "how do I convince the board …"
    r"|\bwie\s(?:überzeuge|überrede|erkläre|sage|vermittle|begründe)\s(?:ich|wir)\b"
    r"|\bhow\s(?:do|can|should|could)\s(?:I|we)\s(?:convince|persuade|explain(?:\sto)?|tell|justify)\b"
    # "… was kann ich ihm sagen?", "what should I answer?"
    rf"|\b(?:was|wie)\s(?:kann|könnte|soll|sollte|sage?|antworte|entgegne)\s?(?:ich|wir|man)(?:\s{_TO_THEM_DE}){{0,2}}"
    r"(?:\s(?:sagen|antworten|entgegnen|erwidern|raten|argumentieren|kontern))\b"
    rf"|\b(?:was|wie)\s(?:sage|antworte|entgegne|erwidere|argumentiere)\sich(?:\s{_TO_THEM_DE}){{0,2}}\W*$"
    r"|\b(?:what|how)\s(?:should|can|could|do|would|shall)\s(?:I|we)\s(?:best\s)?(?:answer|reply|respond|say|tell|argue"
    rf"|counter)\b(?:\s{_TO_THEM_EN}\b)*"
    # "Geht das anderen auch so?", "is that normal?"
    r"|\bgeht\s(?:das|es)\s(?:nur\s)?(?:anderen|mir|uns)\s(?:auch\s|allein\s)?so\b|\bkennt\s(?:man|ihr|jemand|wer)\sdas\b"
    r"|\bist\sdas\s(?:\w+\s)?(?:normal|typisch|üblich|verbreitet)\b|\bbin\sich\s(?:da\s)?(?:der|die)\seinzige\b"
    r"|\bis\s(?:that|this|it)\s(?:\w+\s)?(?:normal|typical|usual|common|just\s(?:us|me))\b"
    r"|\b(?:does|do)\s(?:anyone|anybody|others?)(?:\selse)?\s(?:know|have|feel|experience)\s(?:that|this|it|the\ssame)\b"
    r"|\bam\sI\sthe\sonly\sone\b",
    re.IGNORECASE,
)


def without_frames(text: str) -> str:
    """Return a question without what people put around it ("My boss keeps asking …", "what should I answer?")."""
    return _FRAMES.sub(" ", text)
