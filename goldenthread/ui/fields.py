"""Form fields that render themselves in the design system's markup, and a date in three boxes.

A template says `{{ form.due_on.as_field_group }}`. Labels, hints and errors are always passed as
text: audit questions come from the database.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString


class Renderer(DjangoTemplates):
    """Renders every field group through `ui/field.html`."""

    field_template_name = "ui/field.html"


class DateBoxes(forms.MultiWidget):
    """Day, month and year, each in a box of its own."""

    def __init__(self) -> None:
        super().__init__(
            {"day": forms.TextInput, "month": forms.TextInput, "year": forms.TextInput}
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class DateField(forms.MultiValueField):
    """A date, asked as the design system asks it. Its value is a `date` or None."""

    widget = DateBoxes

    def __init__(self, **given: Any) -> None:
        whole = forms.IntegerField(required=False)
        super().__init__(
            fields=(whole, whole, whole),
            widget=DateBoxes(),
            require_all_fields=False,
            error_messages={"invalid": "Enter a real date, such as 27 3 2026"},
            **given,
        )

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(parts):
            if self.required:
                raise forms.ValidationError(f"Enter {_small(_named(self.label))}")
            return None
        missing = [
            name for part, name in zip(parts, ("day", "month", "year"), strict=True) if not part
        ]
        if missing:
            raise forms.ValidationError(
                f"{_named(self.label)} must have a {' and a '.join(missing)}"
            )
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"]) from None


def _named(label: Any) -> str:
    """What a date is called in a sentence; a label that asks, or says more, is not its name."""
    text = str(label or "")
    if text.endswith("?") or "," in text or not {"day", "date"} & set(text.lower().split()):
        return "The date"
    return text if text.startswith("The") else f"The {_small(text)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


@cache
def _macro(component: str) -> Any:
    """The macro of this component of the design system."""
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    template = _environment().get_template(
        f"govuk_frontend_jinja/components/{component}/macro.html"
    )
    return getattr(template.module, name)


@cache
def _environment() -> Any:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PrefixLoader(
            {"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def component(name: str, params: dict[str, Any]) -> SafeString:
    """A component of the design system. Never pass `html` keys anything people typed."""
    return SafeString(_macro(name)(params))


def field(
    bound: BoundField,
    *,
    heading: bool = False,
    small: bool = False,
    inline: bool = False,
    **extra: Any,
) -> SafeString:
    """One field with its label, hint, error and box, in the design system's markup."""
    widget = bound.field.widget
    size = "l" if heading else "s" if small else "m"
    words = {"text": str(bound.label), "isPageHeading": heading}
    label = {"label": {**words, "classes": f"govuk-label--{size}"}}
    legend = {"fieldset": {"legend": {**words, "classes": f"govuk-fieldset__legend--{size}"}}}
    base: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
    if bound.errors:
        base["errorMessage"] = {"text": "; ".join(str(error) for error in bound.errors)}
    if bound.help_text:
        base["hint"] = {"text": str(bound.help_text)}
    attributes = {
        key: str(value)
        for key, value in widget.attrs.items()
        if key not in {"rows", "cols", "maxlength", "class", "autocomplete", "inputmode"}
    }
    if attributes:
        base["attributes"] = attributes
    base |= extra
    value = bound.value()
    if isinstance(widget, forms.RadioSelect):
        return _choice(bound, value, {**base, **legend}, small=small, inline=inline)
    if isinstance(widget, forms.CheckboxInput):
        item = {
            "value": "on",
            "text": str(bound.label),
            "checked": bool(value),
            "id": bound.auto_id,
        }
        if "hint" in base:
            item["hint"] = base.pop("hint")
        return component("checkboxes", {"idPrefix": bound.auto_id, **base, "items": [item]})
    if isinstance(widget, forms.MultiWidget):
        return component("date-input", {**base, **legend, "items": _boxes(bound, widget, value)})
    return _box(bound, value, {**base, **label})


def _choice(
    bound: BoundField, value: Any, base: dict[str, Any], *, small: bool, inline: bool
) -> SafeString:
    """Radios, or checkboxes where several may be chosen."""
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)  # a RadioSelect too
    wanted = {"govuk-radios--small": small, "govuk-radios--inline": inline}
    classes = "" if many else " ".join(name for name, want in wanted.items() if want)
    given = {"idPrefix": bound.auto_id, "classes": classes, **base}
    return component(
        "checkboxes" if many else "radios", {**given, **_items(bound, value, small=small)}
    )


def _box(bound: BoundField, value: Any, base: dict[str, Any]) -> SafeString:
    """A box to write in, to choose from, or to put a file in."""
    widget = bound.field.widget
    said = "" if value is None else str(value)
    if isinstance(widget, forms.Textarea):
        longest = getattr(bound.field, "max_length", None)
        name = "character-count" if longest else "textarea"
        more = {"maxlength": longest} if longest else {}
        rows = widget.attrs.get("rows", 5)
        return component(name, {**base, "value": said, "rows": rows, **more})
    if isinstance(widget, forms.Select):
        items = [{"value": str(key), "text": str(text)} for key, text in _flat(bound.field)]
        return component("select", {**base, "value": said, "items": items})
    if isinstance(widget, forms.FileInput):
        if widget.allow_multiple_selected:
            base["multiple"] = True
            base["attributes"] = {**base.get("attributes", {}), "multiple": "multiple"}
        return component("file-upload", base)
    return component(
        "input",
        {
            **base,
            "value": said,
            "type": getattr(widget, "input_type", "text"),
            "classes": str(widget.attrs.get("class", "")),
            "autocomplete": widget.attrs.get("autocomplete", "off"),
            "inputmode": widget.attrs.get("inputmode", ""),
        },
    )


def _flat(given: Any) -> list[tuple[Any, Any]]:
    choices = given.choices
    return [(key, text) for key, text in choices if not isinstance(text, list | tuple)]


def _items(bound: BoundField, value: Any, *, small: bool) -> dict[str, Any]:
    """Radios or checkboxes: one item a choice, the chosen ones marked."""
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    chosen = {str(one) for one in (value or [])} if many else {str(value)} - {"None"}
    hints = getattr(bound.field, "hints", {})
    items = [
        {
            "value": str(key),
            "text": str(text),
            "checked": str(key) in chosen,
            **({"hint": {"text": str(hints[key])}} if key in hints else {}),
        }
        for key, text in _flat(bound.field)
        if str(key) != ""
    ]
    return {"items": items}


def _boxes(bound: BoundField, widget: Any, value: Any) -> list[dict[str, Any]]:
    """The three boxes of a date."""
    parts = value if isinstance(value, list | tuple) else widget.decompress(value)
    wrong = " govuk-input--error" if bound.errors else ""
    return [
        {
            "id": f"{bound.auto_id}_{index}",
            "name": f"{bound.html_name}{suffix}",
            "label": name.capitalize(),
            "classes": f"govuk-input--width-{4 if name == 'year' else 2}{wrong}",
            "value": "" if part is None else str(part),
        }
        for index, (name, suffix, part) in enumerate(
            zip(("day", "month", "year"), widget.widgets_names, parts or ["", "", ""], strict=True)
        )
    ]


def first_id(bound: BoundField) -> str:
    """The id an error summary leads to."""
    if isinstance(bound.field.widget, forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return str(bound.auto_id)
