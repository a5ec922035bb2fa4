r"""Names of the commands of LaTeX: \alpha, \leq, \cup."""

from worker.script.normalize.tables import table, word_set

_GREEK = word_set("""
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma
    tau upsilon phi chi psi omega
""")
NAMES = (
    {name: name for name in _GREEK}
    | {name.capitalize(): name for name in _GREEK}
    | table("""
    varepsilon epsilon, vartheta theta, varphi phi, varrho rho, varsigma sigma, varpi pi
    times times, cdot times, div divided by, pm plus or minus, mp minus or plus, ast times
    leq is less than or equal to, le is less than or equal to, geq is greater than or equal to
    ge is greater than or equal to, neq is not equal to, ne is not equal to, lt is less than
    gt is more than, ll is much less than, gg is much greater than
    approx is about, sim is about, simeq is about, equiv is identical to, propto is proportional to
    in in, notin not in, cup union, cap intersection, subset subset of
    subseteq subset of or equal to
    setminus without, emptyset the empty set, forall for all, exists there is, neg not
    land and, wedge and, lor or, vee or, to to, rightarrow to, mapsto maps to, implies implies
    Rightarrow implies, iff if and only if, Leftrightarrow if and only if, infty infinity
    partial partial, nabla nabla
    log log, ln log, exp exp, sin sine, cos cosine, tan tangent, max maximum
    min minimum, sup supremum, inf infimum, det determinant, circ degrees, ldots and so on
    cdots and so on, dots and so on, prime prime, ell ell, hbar h bar, langle -, rangle -
    degree degrees, percent percent, LaTeX LaTeX, TeX TeX, S section
""")
)
NAMES = {command: "" if name == "-" else name for command, name in NAMES.items()}
WITH_LIMITS = table("""
    sum the sum, prod the product, int the integral, oint the integral, lim the limit
    bigcup the union, bigcap the intersection
""")
"""Commands that may have limits: the sum from i equals one to n of."""
WITH_TEXT = word_set("""
    text textbf textit texttt textrm textsf textsc emph mathrm mathbf mathit mathbb mathcal mathsf
    mathfrak boldsymbol bm operatorname hat bar tilde vec overline underline widehat mbox boxed
    section subsection subsubsection paragraph title author footnote caption
""")
"""Commands whose argument is said."""
SILENT_WITH_ARGUMENT = word_set("""
    begin end cite citep citet ref eqref pageref label includegraphics usepackage documentclass
    bibliography bibliographystyle input include vspace hspace tag nocite color
""")
SILENT = word_set("""
    left right big Big bigg Bigg bigl bigr quad qquad displaystyle limits nolimits item maketitle
    noindent newline par hline centering smallskip medskip bigskip newpage clearpage
""")
