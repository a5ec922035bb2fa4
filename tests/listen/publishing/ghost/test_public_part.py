import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.ghost.public_part import marked, public_part
from listen.publishing.public_part import PAYWALL

MEMBERS = '<!--kg-gated-block:begin nonMember:false memberSegment:"status:free,status:-free" -->'
VISITORS = '<!--kg-gated-block:begin nonMember:true memberSegment:"status:free" -->'
END = "<!--kg-gated-block:end-->"


@pytest.mark.parametrize(
    ("visibility", "html", "public"),
    [
        ("public", "<p>All.</p>", "<p>All.</p>"),
        ("public", f"<p>All</p>{PAYWALL}<p>of it.</p>", f"<p>All</p>{PAYWALL}<p>of it.</p>"),
        ("paid", "<p>Sold.</p>", ""),
        ("paid", f"<p>Free.</p>{PAYWALL}<p>Sold.</p>", "<p>Free.</p>"),
        ("paid", f"<p>Free.</p>{PAYWALL}<p>Sold.</p>{PAYWALL}<p>Sold.</p>", "<p>Free.</p>"),
        ("members", f"{PAYWALL}<p>Sold.</p>", ""),
        ("", f"<p>Free.</p>{PAYWALL}<p>Sold.</p>", "<p>Free.</p>"),
        ("public", f"<p>A{MEMBERS}<p>Sold.</p>{END}<p>B", "<p>A<p>B"),
        ("public", f"<p>A{VISITORS}<p>Join us.</p>{END}<p>B", "<p>A<p>Join us.</p><p>B"),
        ("public", f"{MEMBERS}Sold{END}A{VISITORS}B{END}C{MEMBERS}Sold{END}D", "ABCD"),
        ("public", f"A{MEMBERS}Sold", "A"),
        ("public", "A<!--kg-gated-block:begin nonMember:true", "A"),
        ("public", f"A<!-- kg-gated-block:begin nonMember:false -->Sold{END}B", "AB"),
        ("public", f"A<!--kg-gated-block:begin nonMember:'true'-->B{END}C", "ABC"),
        ("public", f"A<!--kg-gated-block:begin nonMember:truest-->Sold{END}B", "AB"),
        ("public", f"A<!--kg-gated-block:begin nonMember:true nonMember:false-->Sold{END}B", "AB"),
        ("public", f"A<!--kg-gated-block:begin-->Sold{END}B", "AB"),
        ("public", f"A{END}B", f"A{END}B"),
        ("paid", f"A{VISITORS}Join us.{END}{PAYWALL}Sold", "AJoin us."),
        ("paid", f"A{MEMBERS}Sold{PAYWALL}Sold{END}Sold", "A"),
    ],
)
def test_visitors_get_what_the_page_shows_them(visibility: str, html: str, public: str) -> None:
    end = "" if visibility == "public" else PAYWALL
    assert public_part(html, visibility) == public + end


TOKENS = st.sampled_from([MEMBERS, VISITORS, END, PAYWALL, "<p>", "<!--", "-->", "words", "\n"])


@given(tokens=st.lists(TOKENS), visibility=st.sampled_from(["public", "paid"]))
def test_what_stands_between_a_members_block_and_its_end_is_removed(
    tokens: list[str], visibility: str
) -> None:
    html = "".join((*tokens, END, MEMBERS, "SOLD", END))
    assert "SOLD" not in public_part(html, visibility)


@pytest.mark.parametrize(
    ("visibility", "html", "kept"),
    [
        ("public", f"A{MEMBERS}Sold{END}B", "AB"),
        ("paid", f"Free{PAYWALL}Sold", f"Free{PAYWALL}Sold"),
        ("paid", "Sold", f"{PAYWALL}Sold"),
        ("paid", "", PAYWALL),
    ],
)
def test_whole_html_is_marked_where_the_public_part_ends(
    visibility: str, html: str, kept: str
) -> None:
    assert marked(html, visibility) == kept
