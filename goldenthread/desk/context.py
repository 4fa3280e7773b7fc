"""What every page's frame shows of the reader: menu, notices, name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.desk import queries
from goldenthread.notices import queries as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.trail import queries as trail


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu of the reader's roles, and Raise a concern on every page (screens §2.2)."""
    reader: Any = getattr(request, "user", None)
    if reader is None or not reader.is_authenticated:
        return {}
    here = request.path
    places = [
        {
            "text": text,
            "href": href,
            "active": here == "/" if href == "/" else here.startswith(href),
        }
        for text, href in queries.places(reader)
    ]
    no_child = people.standing(reader).roles <= {Role.ADM, Role.IGO}
    return {
        "menu": places,
        "notices_url": "/notices/",
        "log_url": reverse("access_log") if trail.may_read_log(reader) else "",
        "notices_count": notices.unread(reader),
        "raise_concern_url": "" if no_child else f"{reverse('concerns:raise')}?next={here}",
    }
