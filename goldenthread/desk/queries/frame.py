"""The menu, who the reader is, and what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from goldenthread.caseload import queries as caseload
from goldenthread.desk import rules
from goldenthread.desk.vocabulary import Changed
from goldenthread.kernel.dates import in_words
from goldenthread.notices import queries as notices
from goldenthread.people import queries as people
from goldenthread.people.rules import may
from goldenthread.people.vocabulary import Matter, Role, Scope

if TYPE_CHECKING:
    from goldenthread.people.models import Person

PLACES: Final[dict[str, tuple[str, str]]] = {
    "desk": ("Your desk", "/"),
    "my_audits": ("My audits", "/audits/"),
    "programme": ("Programme", "/programme/"),
    "audits": ("Audits", "/audits/"),
    "my_actions": ("My actions", "/actions/"),
    "actions": ("Actions", "/actions/"),
    "my_children": ("My children", "/children/"),
    "concerns": ("Concerns", "/concerns/"),
    "children": ("Children", "/children/"),
    "my_figures": ("What is due", "/performance/own/"),
    "totals": ("Totals", "/performance/totals/"),
    "performance": ("Performance", "/performance/"),
    "loads": ("Loads", "/loads/"),
    "people": ("People", "/people/"),
    "health": ("Health", "/health/"),
    "access_log": ("Access log", "/access-log/"),
    "standards": ("Standards", "/standards/"),
}


def places(reader: Person) -> list[tuple[str, str]]:
    """The words and addresses of the reader's menu, in order."""
    roles = sorted(people.standing(reader).roles)
    return [PLACES[place] for place in rules.menu_of(roles)]


def who(reader: Person, on: date) -> str:
    """The reader in one line: Helen Marsh, Head of Service: CWD. You can see 612 open children."""
    posts = list(people.posts_of(reader, on))
    names = []
    for post in posts:
        place = post.team or post.area
        role = Role(post.role).label
        names.append(f"{role}: {place.name}" if place else role)
    words = f"{reader.name}, {'; '.join(names) or 'no post today'}"
    if may(people.standing(reader), Matter.CHILD_LISTS, Scope.ALL, Scope.SPAN, Scope.OWN):
        count = caseload.children(reader).filter(open=True).count()
        words += f". You can see {count:,} open {'child' if count == 1 else 'children'}"
    acting = [
        f"{one.away.name} until {in_words(one.ends_on)}"
        for one in people.acting_for(reader, on)
        if one.starts_on <= on
    ]
    if acting:
        words += f". You act for {' and for '.join(acting)}"
    return f"{words}."


def changed(reader: Person) -> list[Changed]:
    """What the reader was told last and has not read: at most five."""
    return [
        Changed(
            what=notice.words,
            link=notice.link,
            more=notice.by.name if notice.by else "",
            at=notice.at,
        )
        for notice in notices.notices(reader).filter(read_at=None)[:5]
    ]
