"""The tags of every page. The design system's components by name, and the parts of our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goldenthread.kernel.reference import PAGES, answer_in_words, parts
from goldenthread.kernel.sentences import capital
from goldenthread.kernel.shares import percent_words
from goldenthread.ui import fields

register = template.Library()

MARKS = {
    "late": ("i-late", "gt-late"),
    "soon": ("i-soon", "gt-soon"),
    "clock": ("i-clock", ""),
    "done": ("i-ok", ""),
    "none": ("i-none", ""),
    "locked": ("i-lock", ""),
    "worse": ("i-worse", ""),
    "worseup": ("i-worseup", ""),
    "better": ("i-better", ""),
    "betterdown": ("i-betterdown", ""),
    "higher": ("i-higher", ""),
    "lower": ("i-lower", ""),
    "wave": ("i-noise", ""),
    "flag": ("i-flag", ""),
}
GRADES = {
    "O": "Outstanding",
    "G": "Good",
    "RI": "Requires improvement",
    "I": "Inadequate",
}
LONG_GRADES = {**GRADES, "RI": "Requires improvement to be good"}


def _icon(name: str, size: int = 18) -> SafeString:
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true" focusable="false">'
        '<use href="#{1}"/></svg>',
        size,
        name,
    )


@register.simple_tag
def gov(name: str, params: dict[str, Any] | None = None, **given: Any) -> SafeString:
    """A component of the design system: {% gov "tag" text="Late" classes="govuk-tag--red" %}."""
    return fields.component(name, {**(params or {}), **given})


@register.simple_tag
def gov_field(bound: BoundField, **given: Any) -> SafeString:
    """A field; `heading`, `small` and `inline` change how it looks."""
    return fields.field(bound, **given)


@register.simple_tag
def gov_errors(*forms: BaseForm) -> SafeString | str:
    """The error summary over all forms of the page; nothing when all is well."""
    items: list[dict[str, str]] = []
    for form in forms:
        if not getattr(form, "is_bound", False) or not form.errors:
            continue
        items += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in form.visible_fields():
            href = f"#{fields.first_id(bound)}"
            items += [{"text": str(error), "href": href} for error in bound.errors]
    if not items:
        return ""
    return fields.component(
        "error-summary", {"titleText": "There is a problem", "errorList": items}
    )


@register.filter
def thousands(number: int) -> str:
    """A count as people read it: 2,504."""
    return f"{number:,}"


@register.simple_tag
def mark(kind: str, words: str) -> SafeString:
    """A shape with its word, never alone: late, soon, clock, done, none, locked, worse, better."""
    icon, colour = MARKS[kind]
    return format_html(
        '<span class="gt-mark">{} <span class="{}">{}</span></span>', _icon(icon), colour, words
    )


@register.simple_tag
def grade(code: str, *, long: bool = False) -> SafeString:
    """A grade by its code, shape and word; a dash when there is none."""
    if code not in GRADES:
        return format_html('<span class="gt-mute">{}</span>', "Not graded")
    words = (LONG_GRADES if long else GRADES)[code]
    return format_html('<span class="gt-grade">{} {}</span>', _icon(f"g-{code}"), words)


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """A shape beside words of its own."""
    return _icon(name, size)


@register.simple_tag
def due(day: date | None, days: int | None) -> SafeString:
    """A date's distance with its mark: `days` working days from now, negative when late."""
    if day is None or days is None:
        return mark("none", "No date")
    late = day < timezone.localdate()
    kind = "late" if late else "soon" if days <= 1 else "clock"
    return mark(kind, distance(day, days))


@register.filter
def distance(day: date, days: int) -> str:
    """How far a date is, in working days: In 6 working days, Due tomorrow, 3 working days late."""
    return in_words(day, days, today=timezone.localdate())


def in_words(day: date, days: int, *, today: date) -> str:
    """The same as seen from a day; over a weekend no working day lies between, and it is named."""
    near = {today: "Due today", today + timedelta(days=1): "Due tomorrow"}
    if days in (0, 1):
        return near.get(day) or f"{'Was due' if day < today else 'Due'} on {day:%A}"
    if days < 0:
        return f"{-days} working day{'s' if days < -1 else ''} late"
    return f"In {days} working days"


_HAPPENED = {
    "accept": "Accepted",
    "acknowledge": "Acknowledged",
    "answers more": "Answers another finding",
    "ask_out": "Asked to give it back",
    "check": "Difference checked",
    "close": "Closed",
    "decide": "Decided",
    "draw": "Drawn",
    "hand_on": "Handed on",
    "issue": "Given out",
    "later date": "Later date given",
    "moderate": "Moderated",
    "new owner": "Given to a new owner",
    "open": "Record opened",
    "opened": "Files opened",
    "plan": "Planned",
    "practitioner": "Practitioner added",
    "reopen": "Opened again",
    "repeat": "To be audited again",
    "replace": "Child replaced",
    "report": "Reported",
    "return": "Returned",
    "see": "Child seen",
    "submit": "Handed in",
    "swap": "Given to somebody else",
    "verify": "Verified",
    "withdraw": "Withdrawn",
}


@register.filter
def happened(act: str) -> str:
    """What was done, as something that has happened: Verified, Given out, Child seen."""
    return _HAPPENED.get(act, capital(act))


@register.filter
def answer_words(code: str) -> str:
    """Which answer of an audit a code names: section 6, question 2."""
    return answer_in_words(code)


@register.filter
def short_date(day: date | str | None) -> str:
    """Fri 20 Nov; with the year when it is not this one. Takes a date as JSON keeps it, too."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


@register.filter
def long_date(day: date | None) -> str:
    """Friday 20 November 2026."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return f"{day:%A} {day.day} {day:%B %Y}"


@register.filter
def clock_time(moment: datetime | None) -> str:
    """3:42pm."""
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    if (here.hour, here.minute) == (12, 0):
        return "midday"
    return f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


@register.filter
def moment(at: datetime | None) -> str:
    """Fri 20 Nov, 3:42pm."""
    return f"{short_date(at)}, {clock_time(at)}" if at else ""


@register.filter
def n_of_n(part: int, whole: int) -> str:
    """24 of 29 (83%); no percentage under 10, and words when there is nothing."""
    if not whole:
        return "None"
    percent = f" ({percent_words(part, whole)})" if whole >= 10 else ""
    return f"{part:,} of {whole:,}{percent}"


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """The value of a key, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def get_item(row: Sequence[Any], index: int) -> Any:
    """The thing at this place of a row, or nothing."""
    return row[index] if index < len(row) else ""


@register.simple_tag
def steps(items: list[dict[str, Any]]) -> SafeString:
    """A lifecycle as a row of steps: {"name", "state": done, now or next, "more"}."""
    shapes = {"done": "s-done", "now": "s-now", "next": "s-next"}
    said = {"done": "Done: ", "now": "Now: ", "next": "To come: "}
    inside = "".join(
        format_html(
            '<li class="{}"{}>{}<b><span class="govuk-visually-hidden">{}</span>{}</b>{}</li>',
            item["state"],
            mark_safe(' aria-current="step"') if item["state"] == "now" else "",
            _icon(shapes[item["state"]], 28),
            said[item["state"]],
            item["name"],
            item.get("more", ""),
        )
        for item in items
    )
    five = " gt-steps--5" if len(items) == 5 else ""
    return mark_safe(f'<ol class="gt-steps{five}">{inside}</ol>')  # noqa: S308


@register.simple_tag
def grade_choice(bound: BoundField, descriptors: dict[str, str]) -> SafeString:
    """Four grades with their descriptors, two by two, best first; all of them always open."""
    value = bound.value()
    items = "".join(
        format_html(
            '<div class="govuk-radios__item{sel}"><input class="govuk-radios__input" type="radio" '
            'id="{id}" name="{name}" value="{code}"{checked} aria-describedby="{id}-hint">'
            '<label class="govuk-label govuk-radios__label" for="{id}">{words}</label>'
            '<div id="{id}-hint" class="govuk-hint govuk-radios__hint">{hint}</div></div>',
            sel=" sel" if value == code else "",
            id=bound.auto_id if index == 0 else f"{bound.auto_id}-{index + 1}",
            name=bound.html_name,
            code=code,
            checked=mark_safe(" checked") if value == code else "",
            words=words,
            hint=descriptors.get(code, ""),
        )
        for index, (code, words) in enumerate(GRADES.items())
    )
    error = (
        format_html(
            '<p class="govuk-error-message">'
            '<span class="govuk-visually-hidden">Error:</span> {}</p>',
            "; ".join(str(error) for error in bound.errors),
        )
        if bound.errors
        else ""
    )
    return format_html(
        '<div class="govuk-form-group{}"><fieldset class="govuk-fieldset">'
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{}</legend>'
        '<div class="govuk-hint">{}</div>{}<div class="govuk-radios gt-desc" '
        'data-module="govuk-radios">{}</div></fieldset></div>',
        " govuk-form-group--error" if bound.errors else "",
        bound.label,
        bound.help_text or "Read all four before you choose.",
        error,
        mark_safe(items),  # noqa: S308
    )


@register.simple_tag
def crumbs(*pairs: str) -> SafeString:
    """Breadcrumbs: words and address in turn; the last is the parent, not the page itself."""
    items = [
        {"text": words, "href": href} for words, href in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return fields.component("breadcrumbs", {"items": items})


@register.simple_tag
def reference_link(reference: str, words: str = "") -> SafeString:
    """A record's reference as a link to its page; plain words when it is of no kind we know."""
    named = parts(reference)
    if named is None:
        return format_html("{}", words or reference)
    return format_html(
        '<a class="govuk-link" href="{}">{}</a>',
        reverse(PAGES[named[0]], args=[reference]),
        words or reference,
    )


def _query(context: Context, **changes: Any) -> str:
    """The address's query with these changes; an empty value takes a key out.

    Of an address that has none, nothing is left: a link ends in no stray "?", on paper too.
    """
    given = context["request"].GET.copy()
    for key, value in changes.items():
        given.pop(key, None)
        if value not in ("", None):
            given[key] = str(value)
    return f"?{given.urlencode()}" if given or context["request"].GET else ""


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This address's query with changes: filters survive paging and sorting."""
    return _query(context, **changes)


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, words: str) -> SafeString:
    """A column's head that sorts by it, and back again."""
    now = context["request"].GET.get("sort", "")
    wanted = f"-{key}" if now == key else key
    arrow = {key: " ▲", f"-{key}": " ▼"}.get(now, "")
    said = {key: ", sorted up", f"-{key}": ", sorted down"}.get(now, "")
    return format_html(
        '<a class="govuk-link gt-sort" href="{}">{}<span aria-hidden="true">{}</span>'
        '<span class="govuk-visually-hidden">{}</span></a>',
        _query(context, sort=wanted, page=""),
        words,
        arrow,
        said,
    )


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any]) -> SafeString | str:
    """Paging that keeps the filters; nothing when there is one page."""
    if page.paginator.num_pages <= 1:
        return ""
    items: list[dict[str, Any]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            items.append(
                {
                    "number": number,
                    "href": _query(context, page=number),
                    "current": number == page.number,
                }
            )
        else:
            items.append({"ellipsis": True})
    params: dict[str, Any] = {"items": items, "landmarkLabel": "Pages"}
    if page.has_previous():
        params["previous"] = {"href": _query(context, page=page.previous_page_number())}
    if page.has_next():
        params["next"] = {"href": _query(context, page=page.next_page_number())}
    return fields.component("pagination", params)
