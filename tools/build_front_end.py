"""Builds what a browser needs from the locked npm packages and our own style: CSS, fonts, icons.

Beside it stands what papers and charts need: a style sheet, the colours, fonts. The result
stands in `src/banenbrug/web/static/web/built/` and is not committed; docs/front-end.md tells how a
component comes in. `make setup` calls this when something changed.
"""

import re
import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

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
    "fills",
    "figures",
    "tools",
    "shell",
    "public",
    "pages",
    "opportunities",
)
FAMILY = "Source Sans 3"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
ONE_WORD = "SourceSans3"  # who measures the text of charts takes no name with a word like "3"
ENGLISH, DUTCH = 0x409, 0x413  # languages of names in a font
SUBSETS = ("latin", "latin-ext")  # a browser gets the first; papers also write names from abroad

DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
USED = re.compile(r"var\(\s*(--[\w-]+)")
USED_ALONE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}", re.IGNORECASE)


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
        *(font_face(weight, f"source-sans-3-{weight}.woff2", "woff2") for weight in WEIGHTS),
        in_layer("example", f".voorbeeld-theme{{{example}}}"),
        in_layer("plain", *plain),
        in_layer("components", *components),
        in_layer("theme", theme),
        in_layer("own", *own),
        paper,  # in no layer, so that it wins from all
    )
    return squeezed("".join(sheets)) + "\n"


def font_face(weight: int, file: str, kind: str) -> str:
    """How a browser, or who makes a paper, finds one weight of the font."""
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
        f'src:url("{file}") format("{kind}")}}'
    )


def paper() -> str:
    """The style sheet of papers, which are PDFs: it stands by itself."""
    fonts = (
        font_face(weight, f"fonts/source-sans-3-{weight}.ttf", "truetype") for weight in WEIGHTS
    )
    sheets = (*fonts, read(FACE / "fills.css"), read(FACE / "paper.css"))
    return squeezed("".join(sheets)) + "\n"


def colours() -> str:
    """Every colour of the theme by its name, for who knows no cascade: papers and charts."""
    values = dict(DECLARATION.findall(read(PACKAGES / EXAMPLE) + read(FACE / "theme.css")))

    def found(value: str) -> str:
        return USED_ALONE.sub(lambda use: found(values[use[1]]), value.strip())

    named = {name: found(value) for name, value in values.items() if name.startswith("--bb-")}
    kept = (f"{name}:{value};" for name, value in named.items() if COLOUR.fullmatch(value))
    return f":root{{{''.join(kept)}}}\n"


def write_font(weight: int) -> None:
    """The font files of one weight as one font under its own name; those call it ExtraLight."""
    folder = PACKAGES / "@fontsource/source-sans-3/files"
    files = [str(folder / f"source-sans-3-{subset}-{weight}-normal.woff2") for subset in SUBSETS]
    font: TTFont = Merger().merge(files)
    style = WEIGHTS[weight]
    plain = f"{FAMILY} {style}".removesuffix(" Regular")
    names = {1: plain, 2: "Regular", 4: f"{FAMILY} {style}", 6: f"SourceSans3-{style}"}
    for place, name in (names | {3: names[6], 16: FAMILY, 17: style}).items():
        font["name"].setName(name, place, 3, 1, ENGLISH)
    font["name"].setName(ONE_WORD, 16, 3, 1, DUTCH)
    font["OS/2"].usWeightClass = weight
    font.recalcTimestamp = False
    font.save(BUILT / f"fonts/source-sans-3-{weight}.ttf")


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
    (BUILT / "fonts").mkdir(parents=True)
    for weight in WEIGHTS:
        write_font(weight)
        file = f"source-sans-3-latin-{weight}-normal.woff2"
        shutil.copyfile(
            PACKAGES / "@fontsource/source-sans-3/files" / file,
            BUILT / f"source-sans-3-{weight}.woff2",
        )
    (BUILT / "icons.svg").write_text(sprite(), encoding="utf-8")
    (BUILT / "theme.css").write_text(colours(), encoding="utf-8")
    (BUILT / "paper.css").write_text(paper(), encoding="utf-8")
    (BUILT / "banenbrug.css").write_text(style(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
