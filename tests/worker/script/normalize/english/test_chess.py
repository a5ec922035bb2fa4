from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1. e4 e5 2. Nf3 Nc6", "one. E four E five two. knight F three knight C six"),
        ("Qxf7+ and Nbd7#", "queen takes F seven, check and knight B D seven, checkmate"),
    ],
)
def test_chess_pieces_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("O-O and O-O-O", "castles and castles long"),
    ],
)
def test_castling_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("B52 and R2D2", "B fifty two and R two D two"),
    ],
)
def test_other_codes_are_not_moves(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
