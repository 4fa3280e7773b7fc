"""Copy the few browser files the project needs from node_modules: `make assets`.

    vendor_assets.py NODE_MODULES STATIC_VENDOR AXE

GDS Transport and the crest are for GOV.UK domains only, so both are taken out.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path


def css(source: Path, target: Path) -> None:
    """Copy a style sheet without the font, the crest and the source map."""
    text = re.sub(r"@font-face\{[^}]*\}", "", source.read_text())
    text = re.sub(r'"?GDS Transport"?,\s*arial', "Arial,Helvetica", text, flags=re.IGNORECASE)
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace("url(/assets/", "url(")
    text = re.sub(r"url\([^)]*govuk-crest[^)]*\)", "none", text)
    assert "GDS Transport" not in text
    assert "crest.svg" not in text
    target.write_text(text)


def js(source: Path, target: Path) -> None:
    """Copy a script without its source map."""
    target.write_text(re.sub(r"//# sourceMappingURL=\S+", "", source.read_text()))


def main(modules: Path, vendor: Path, axe: Path) -> None:
    """Copy everything."""
    govuk = modules / "govuk-frontend/dist/govuk"
    moj = modules / "@ministryofjustice/frontend/moj"
    (vendor / "images").mkdir(parents=True, exist_ok=True)
    css(govuk / "govuk-frontend.min.css", vendor / "govuk-frontend.css")
    css(moj / "moj-frontend.min.css", vendor / "moj-frontend.css")
    js(govuk / "govuk-frontend.min.js", vendor / "govuk-frontend.js")
    js(moj / "moj-frontend.min.js", vendor / "moj-frontend.js")
    for picture in (moj / "assets/images").glob("*.svg"):
        shutil.copy(picture, vendor / "images")
    shutil.copy(modules / "axe-core/axe.min.js", axe)


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
