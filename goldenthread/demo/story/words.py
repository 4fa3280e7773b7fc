"""What the fictional people write: pieces to choose from, without a name in them."""

from __future__ import annotations

from typing import Final

STRENGTHS: Final = (
    "You kept going with the father: four letters, two visits at times that suited his shifts.",
    "You wrote to the child, not about the child. The letter of the summer will mean something.",
    "You noticed the pattern: the chronology links the moves to the missed school days.",
    "You were straight with the mother about what had to change, and stayed kind.",
    "You brought the grandparents in early, and the plan now rests on more than one adult.",
    "You saw the child alone, in three places, and what they said changed the plan.",
    "Your supervision notes show thinking, not only tasks.",
    "You challenged the delay in the health assessment until it happened.",
    "You used play and drawing, and recorded what they meant.",
    "You asked for the interpreter every time, and the family says so.",
)
AREAS: Final = (
    "The plan says what people will do. It does not yet say what will be different for the child.",
    "Identity: faith is recorded, not explored.",
    "The contingency is generic: no trigger and no date.",
    "The father is missing from the assessment, and nobody says why.",
    "Core groups list what was done; nobody asks whether it helped.",
    "The genogram stops at the household.",
    "Management oversight is there, and comes late.",
    "The child’s words are recorded and then not used.",
    "Drift: the same three actions for four months.",
    "The chronology is a list of contacts, not of what they meant.",
)
EVIDENCE: Final = (
    "Visit notes and the core group minutes show it; the child says the same in the direct work.",
    "The assessment weighs history and strengths; the plan follows from it, with dates.",
    "Recorded in case notes over three months; the family’s own words are quoted.",
    "Seen in supervision of the spring and in the review minutes; less clear since.",
    "The record shows activity. What it changed for the child is harder to find.",
    "Partner reports are on file and were used at the conference.",
)
WHY: Final[dict[str, str]] = {
    "O": "Practice is patient and creative, and the child and family can name what is different. "
    "The descriptor of Outstanding speaks of lasting, evidenced improvement: the school, the "
    "health visitor and the child all describe it. Not Good, because nothing was left to chance.",
    "G": "The child is safer than in the spring and help has been timely and valued, as the "
    "descriptor of Good asks. Visits and reviews are in time and the plan has moved on twice. Not "
    "Outstanding: the father is missing from the plan. Not lower: progress is real.",
    "RI": "There is some benefit, slower and less certain than it should be: the descriptor says "
    "so. Actions are reported as activity, and the same worry comes back in three visits. The "
    "child is not at immediate risk because of our practice. Not Good: drift since the summer.",
    "I": "The child has waited in conditions that no child should, and the record pointed to it. "
    "Visits were missed in two months, the assessment is out of date, and nobody challenged the "
    "delay. The descriptor of Inadequate fits: the child is less safe because of gaps in practice.",
}
CHANGED: Final = (
    "The plan lists seven actions and five are marked done, but nothing says what is different for "
    "the child since the summer. The descriptor of Requires improvement speaks of progress that is "
    "reported as activity rather than change. That is what I read here, on impact above all."
)
RAISED: Final = (
    "The auditor weighed late recording heavily. The practice itself, in the child’s words and in "
    "the school’s, meets the descriptor of Good: help was right, in time and valued. Recording can "
    "be put right by an action and does not by itself decide the grade of the work."
)
SAID: Final[dict[str, tuple[str, ...]]] = {
    "child": (
        "She listens but nothing happens with school.",
        "He does what he says. That is new.",
        "I have had three. I would like to keep this one.",
        "I told her about my room and now it has a lock.",
    ),
    "mother": (
        "She is straight with me. I don’t always like it but I trust it.",
        "I did not know what had to change until the second meeting.",
        "They saw what I do well, not only what I did wrong.",
    ),
    "professional": (
        "The plan is clear and I am rung before things go wrong.",
        "I send reports and do not hear what came of them.",
        "We challenge each other, and it helps.",
    ),
}
ACTIONS: Final = (
    ("Rewrite the plan with the family so that each outcome says what will be different, by when",
     "The child knows what has to change for the plan to end",
     "The plan names at most five outcomes with dates; the child can say two of them", "GT7"),
    ("Meet the father at a time that suits his shifts, and add his view to the assessment",
     "The child has one more adult who helps to keep them safe",
     "A recorded visit, and a changed assessment that the manager has signed", "GT5"),
    ("Draw a three-generation genogram with the mother at the next visit",
     "The plan uses everybody who can help",
     "The genogram is on the record and is named in the next plan", "GT6"),
    ("Write a contingency with one trigger and one date, agreed at the next core group",
     "Everybody knows what happens if things get worse",
     "The contingency is in the core group minutes, signed by both parents", "GT7"),
    ("Spend two direct-work sessions on school with the child, and bring the result to the review",
     "School changes because of what the child said",
     "Notes of two sessions, and a decision in the review minutes", "GT4"),
    ("Explore faith and identity with the child and record what it means to them",
     "The child recognises themselves in the plan",
     "A section of the assessment in the child’s own words", "GT1"),
)  # fmt: skip
DONE: Final = (
    "Done at the core group with both parents; minutes and plan of this month show it.",
    "Done: the new version is on the record, and went to the family in plain words.",
    "Done at two visits; the notes are on the record under direct work.",
)
SEEN: Final = (
    "I read the new plan: four outcomes in the child’s words, each with a date.",
    "The visit note and the changed assessment are there, signed by the manager.",
    "The minutes show it, and the review decided on it.",
)
HELPED: Final = (
    "The child says that school rings before things go wrong, and attendance is up since the plan.",
    "Read again after nine weeks: the plan has moved twice and the father came to both meetings.",
    "The same question asked again: now Yes. The mother says she knows what has to change.",
)
NOT_YET: Final = (
    "The plan has new words and the same drift: nothing has moved for the child in nine weeks."
)
REFLECTIONS: Final = (
    "I had not seen how many of the actions were ours and not the family’s.",
    "I would like to start the next core group with the child’s wish.",
    "It was good to be asked what I am proud of. I will see the father myself next month.",
    "Hard to read in places, and fair. I take the point about drift.",
)
CONCERNS: Final = (
    "The child told school that an adult who must not have contact stayed over at the weekend. "
    "I can find no strategy discussion, and no visit since.",
    "A baby sleeps in the room that the safety plan says must not be used. The last visit did not "
    "look at it.",
)
OWN_WORDS: Final = (
    "What I am proud of is that the child lets me wait with them. What I would do sooner is ask "
    "the father.",
    "The duty week took me away from this family at the wrong moment. I would hand over better.",
    "I have learned to ask what is different, not what was done.",
)
REPORT: Final[dict[str, str]] = {
    "summary": "Help is timely for most children and families feel respected. Plans still say what "
    "we do more than what changes. The next cycle looks at that first.",
    "grades": "The auditors’ grades are kinder than the moderated ones, and less so than in the "
    "spring. One cycle is too few to speak of a trend.",
    "moderation": "Where grades were lowered it was on impact. Auditors have been offered a "
    "session on it.",
    "strengths": "- Workers stay with families where it is hard\n- Children are seen alone, and "
    "their words are recorded",
    "stronger": "- Plans that name a difference and not a task\n- Fathers in assessments\n- "
    "Contingencies with a trigger",
    "voice": "Children ask for fewer changes of worker, and for school to change because of what "
    "they say.",
    "next": "- Practice managers look at one plan a month with its worker\n- Workforce Development "
    "runs two sessions on impact\n- QA asks question 6.3 again in eight weeks",
}
