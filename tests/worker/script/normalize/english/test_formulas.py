from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("f(x) = 2x + 1", "f of x equals two x plus one"),
        ("P(A, B)", "P of A and B"),
        ("O(n) time", "O of n time"),
        ("a(n) apple", "a (n) apple"),
        ("Section A(1)", "Section A (one)"),
        ("grew (2x)", "grew (two times)"),
        ("the file(s)", "the file (s)"),
    ],
)
def test_functions_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$x^2$", "x squared"),
        ("The area is $\\pi r^2$.", "The area is pi r squared."),
        ("$\\frac{1}{2}$ and $\\frac{a}{b}$", "one half and a over b"),
        ("$n \\leq 10$", "n is less than or equal to ten"),
        ("$x \\in \\mathbb{R}$", "x in R"),
        ("$\\sum_{i=1}^n i$", "the sum from i equals one to n of i"),
        ("$10^{-3}$", "ten to the power of minus three"),
        ("\\frac{3}{4}", "three quarters"),
        ("$$E = mc^2$$", "E equals mc squared"),
        ("\\(a + b\\)", "a plus b"),
        ("the $p$-value", "the p value"),
        ("\\textbf{bold} text", "bold text"),
        ("as in \\cite{knuth} before", "as in before"),
    ],
)
def test_latex_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$\\unknown{x}$", "a formula"),
        (
            "$a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + b$",
            "a formula",
        ),
        ("$\\frac{1$", "a formula"),
    ],
)
def test_latex_without_a_name_is_a_formula(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$5 and $6", "five dollars and six dollars"),
        ("between $5-$10", "between five dollars to ten dollars"),
        ("$HOME and $PATH", "Home and PATH"),
    ],
)
def test_amounts_are_no_formula(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
