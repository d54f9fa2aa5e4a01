"""Builds what a browser needs from the locked npm packages and our own style: CSS, fonts, icons.

The result stands in `src/banenbrug/web/static/web/built/` and is not committed; docs/front-end.md
tells how a component comes in. `make setup` calls this when something changed.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ROOT / "node_modules"
FACE = ROOT / "src/banenbrug/web/face"
BUILT = ROOT / "src/banenbrug/web/static/web/built"

EXAMPLE = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
PLAIN = ("heading", "paragraph", "link")  # how elements without a class look
CANDIDATES = ("button", "data-badge", "number-badge", "skip-link")
UTRECHT = (
    "root",
    "body",
    "page-header",
    "page-body",
    "nav-bar",
    "nav-list",
    "breadcrumb-nav",
    "alert",
    "status-badge",
    "table",
    "data-list",
    "pagination",
    "unordered-list",
    "form-field",
    "form-label",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "radio-button",
)
OWN = (
    "base",
    "parts",
    "forms",
    "tables",
    "reading",
    "figures",
    "tools",
    "shell",
    "public",
    "pages",
    "opportunities",
)
WEIGHTS = (400, 600)

DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
USED = re.compile(r"var\(\s*(--[\w-]+)")


def read(path: Path) -> str:
    """The text of a style sheet without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def squeezed(css: str) -> str:
    """The same style in fewer characters."""
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r"(?<=[\w-]):\s+", ":", css.replace(";}", "}")).strip()


def reached(example: str, others: str) -> dict[str, str]:
    """The properties of the example theme that anything else uses, straight or through another."""
    values = {name: value.strip() for name, value in DECLARATION.findall(example)}
    kept: dict[str, str] = {}
    wanted = set(USED.findall(others))
    while wanted:
        name = wanted.pop()
        if name in values and name not in kept:
            kept[name] = values[name]
            wanted.update(USED.findall(values[name]))
    return kept


def in_layer(name: str, *sheets: str) -> str:
    """Style sheets in one cascade layer: a later layer wins whatever its selectors weigh."""
    return f"@layer {name}{{{''.join(sheets)}}}"


def style() -> str:
    """The one style sheet: fonts, example theme, components, our theme, our classes."""
    candidate = PACKAGES / "@nl-design-system-candidate"
    plain = [read(candidate / f"{name}-css/dist/html/{name}.css") for name in PLAIN]
    components = [read(candidate / f"{name}-css/dist/{name}.css") for name in CANDIDATES]
    components += [read(PACKAGES / f"@utrecht/{name}-css/dist/index.css") for name in UTRECHT]
    theme = read(FACE / "theme.css")
    own = [read(FACE / f"{name}.css") for name in OWN]
    paper = read(FACE / "print.css")
    tokens = reached(read(PACKAGES / EXAMPLE), "".join([*plain, *components, theme, *own, paper]))
    example = "".join(f"{name}:{value};" for name, value in sorted(tokens.items()))
    sheets = (
        "@layer example,plain,components,theme,own;",
        *(font_face(weight) for weight in WEIGHTS),
        in_layer("example", f".voorbeeld-theme{{{example}}}"),
        in_layer("plain", *plain),
        in_layer("components", *components),
        in_layer("theme", theme),
        in_layer("own", *own),
        paper,  # in no layer, so that it wins from all
    )
    return squeezed("".join(sheets)) + "\n"


def font_face(weight: int) -> str:
    """How the browser finds one weight of the font."""
    return (
        f'@font-face{{font-family:"Source Sans 3";font-weight:{weight};font-display:swap;'
        f'src:url("source-sans-3-{weight}.woff2") format("woff2")}}'
    )


def sprite() -> str:
    """All icons of `icons.txt` as symbols of one file; `.bb-icon` gives them their line."""
    folder = PACKAGES / "@tabler/icons/icons/outline"
    symbols = []
    for name in (FACE / "icons.txt").read_text(encoding="utf-8").split():
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
        lines = re.findall(r"<(?:path|circle|rect|line|ellipse|poly\w+) [^>]*>", drawing)
        seen = "".join(line for line in lines if 'stroke="none"' not in line)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{seen}</symbol>')
    note = "<!-- Tabler Icons, MIT License, copyright (c) 2020-2026 Paweł Kuna -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{note}{"".join(symbols)}</svg>\n'


def main() -> int:
    """Build everything; the style sheet comes last, as the sign that all is there."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    for weight in WEIGHTS:
        file = f"source-sans-3-latin-{weight}-normal.woff2"
        shutil.copyfile(
            PACKAGES / "@fontsource/source-sans-3/files" / file,
            BUILT / f"source-sans-3-{weight}.woff2",
        )
    (BUILT / "icons.svg").write_text(sprite(), encoding="utf-8")
    (BUILT / "banenbrug.css").write_text(style(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
