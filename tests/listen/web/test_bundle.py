"""The bundler: modules in import order, and the space that may go."""

import re
from pathlib import Path

import pytest

from listen.web.bundle import bundle, minify


def test_modules_are_inlined_once_after_those_that_they_import(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.js").write_text("export const a = 1;\n")
    (tmp_path / "b.js").write_text('import { a } from "./parts/a.js";\n\nexport const b = a;\n')
    (tmp_path / "main.js").write_text(
        'import { a } from "./parts/a.js";\nimport {\n  b,\n} from "./b.js";\n\nrun(a, b);\n'
    )
    assert bundle(tmp_path / "main.js") == "const a=1;\nconst b=a;\nrun(a,b);\n"


def test_a_module_that_is_imported_on_demand_is_a_bundle_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.js").write_text("export const a = 1;\n")
    (tmp_path / "parts" / "b.js").write_text(
        'import { a } from "./a.js";\n\nexport const b = () => import(`./more/${a}.js`);\n'
    )
    (tmp_path / "main.js").write_text('import { b } from "./parts/b.js";\n\nb();\n')
    assert bundle(tmp_path / "main.js", "7f") == (
        "const a=1;\nconst b=()=>import(`./parts/more/${a}.js?v=7f`);\nb();\n"
    )
    assert bundle(tmp_path / "parts" / "b.js") == (
        "const a=1;\nexport const b=()=>import(`./more/${a}.js`);\n"
    )


def test_constants_of_other_modules_get_short_names(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        "const MAX_B = 1;\nexport const STATES = { MAX: MAX_B };\n"
        "f(...MAX_B, c.MAX_B, `MAX_B ${MAX_B}`);\n"
    )
    (tmp_path / "main.js").write_text(
        'import { STATES } from "./a.js";\n\nexport const OWN = STATES.MAX;\n'
    )
    assert bundle(tmp_path / "main.js") == (
        "const $a=1;const $b={MAX:$a};f(...$a,c.MAX_B,`MAX_B ${$a}`);\nexport const OWN=$b.MAX;\n"
    )


@pytest.mark.parametrize(
    ("source", "minified"),
    [
        ("// A comment: it's gone.\nf(); // and this one\ng();", "f();g();"),
        ("/** Doc. */\nf(/* inner */ a);", "f(a);"),
        ('const url = "https://a/  b"; // it\'s', 'const url="https://a/  b";'),
        ("const text = 'a // b';", "const text='a // b';"),
        ("const html = `\n  <p>\n    a // ${b + c}`;", "const html=`\n<p>\na // ${b+c}`;"),
        ("css = `\n  a {\n    b: c;\n  }\n  d { e: f }`;", "css=`\na {b: c;}d { e: f }`;"),
        ("x = /[\"'`/] {2}/u.test(y);", "x=/[\"'`/] {2}/u.test(y);"),
        ("return a && /b c/.test(d)", "return a&&/b c/.test(d)"),
        ("a / b / c;", "a/b/c;"),
        ("a + +b - -c;", "a+ +b- -c;"),
        ("a\n  ?.b()\n  .c(\n    d,\n  );", "a?.b().c(d);"),
        ("const f = (x) => {\n  g();\n}\nh()", "const f=(x)=>{g();}\nh()"),
        ("return\nx", "return\nx"),
        ("class A {\n  get b() {}\n  async #c() {}\n}", "class A{get b(){}\nasync #a(){}}"),
        ("class A { #one; #two; f() { return `${this.#two} #one`; } }",
         "class A{#a;#b;f(){return`${this.#b} #one`;}}"),
    ],
)  # fmt: skip
def test_minifying_keeps_literals_and_statements(source: str, minified: str) -> None:
    assert minify(source) == minified


def test_short_names_never_run_out() -> None:
    names = minify("".join(f"#n{number};" for number in range(60))).split(";")[:-1]
    assert names[0] == "#a"
    assert names[52] == "#aa"
    assert len(set(names)) == 60
    assert all(re.fullmatch(r"#[a-zA-Z]+", name) for name in names)
