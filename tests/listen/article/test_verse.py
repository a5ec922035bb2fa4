"""The lines of a stanza are one block; lines that are no verse are blocks of their own."""

import pytest

from audio_cache.spec import Block
from listen.article.html.extract import extract_html
from listen.article.text.plain import extract_text

LAMP = (
    "The lamp is low, the lamp is low,\nand nobody is home.\nThe wind has gone\nand left its comb."
)
DOOR = "The door is shut.\nThe stair is bare."

POEMS = {
    "English, capitals": (
        "At six it pointed at the quay,\nAt noon it pointed at the stone.\n"
        "It does not ask what time may be,\nIt has a moon to call its own."
    ),
    "long lines before small letters": (
        "It counts the ropes, it counts the debts of the town,\n"
        "it brings the bottle and the broken crate,\nand asks for nothing when it lays them down."
    ),
    "English, without punctuation": (
        "I carried the water down from the hill\nI carried the stones to the sea\n"
        "Nobody asked me to carry a thing\nAnd nobody carried for me"
    ),
    "haiku": "An early ferry\nturns its back to the harbour\nand waits for no one.",
    "German": (
        "Die Uhr am Hafen geht nicht recht,\nsie zeigt die Flut, sie zeigt die Ebbe,\n"
        "und wer sie fragt, der hört nur schlecht\ndas Wasser unter seiner Treppe."
    ),
    "French": "La barque est vieille et le lac est grand,\npersonne ne rame,\nle vent seulement.",
    "Spanish": "El reloj del puerto no tiene razón,\nmarca la marea,\nmarca el corazón.",
    "Russian": "Часы у причала спешат и стоят,\nони сосчитали и рыб, и ребят,\nно время не знают.",
    "Greek": "Το ρολόι στο λιμάνι σιωπά,\nμετράει τα καράβια,\nμετράει τα παιδιά.",
    "Arabic": "يا ليل طال بنا السهر،\nوالنجم غاب عن النظر،\nفمتى تعود لنا الديار",
    "Hindi": "नदी के उस पार एक दीपक जले,\nहवा उसे छूकर चले,\nऔर रात धीरे ढले।",
    "Chinese": "窗前一片白霜，\n我问是谁的光。\n抬头看见月亮，\n低头想起故乡。",
}

LINES = {
    "an address": "The Harbour Office\n12 Quay Street\nNorthgate NG4 2AB\nEngland",
    "an address without numbers": "The Editor\nThe Daily Post\nHigh Street\nLondon",
    "a German address": "Listen GmbH\nHauptstraße 5\n10115 Berlin",
    "ingredients": "300 g flour\n1/2 tsp salt\n2 eggs\na pinch of sugar",
    "words": "Milk\nEggs\nBread\nButter",
    "a dialogue": "“Where are you going?”\n“To town,” he said.\n“Now?”\n“Now.”",
    "an interview": "Q: Do you still enjoy it?\nA: Yes, in the morning\nQ: In the evening?\nA: No",
    "a French dialogue": "– Tu viens,\n– ou tu restes avec lui,\n– ou personne ne part ?",
    "questions and answers": "Q. Do you still enjoy it,\nA. as I said before,\nQ. or do you not",
    "a table": "Team   Points\nArsenal   12\nChelsea   9",
    "contacts": "Call us on 0800 123 456\nWrite to desk@example.org\nVisit https://example.org",
    "credits": "Words: Anna Smith\nPhotos: John Doe\nEditor: Maud Pell",
    "a sentence each": "The council met on Monday.\nThe vote was close.\nNobody left early.",
    "a programme": "Monday: soup of the day\nTuesday: fish with rice\nFriday: closed",
    "a Chinese address": "北京市朝阳区12号\n邮编100020\n电话：010-123",
}
WRAPPED = (
    "The council of the small town voted on\nMonday evening to rebuild the bridge,\n"
    "which had been closed to all traffic, and\nthe mayor said that it would be open to\n"
    "all by the spring of next year."
)


def bodies(html: str) -> list[Block]:
    return [block for block in extract_html(html).blocks if block.kind != "title"]


@pytest.mark.parametrize("poem", POEMS.values(), ids=POEMS)
def test_a_stanza_is_one_block_wherever_it_comes_from(poem: str) -> None:
    stanza = [Block("paragraph", poem)]
    assert extract_text(poem).blocks == stanza
    assert bodies(f"<p>{poem.replace(chr(10), '<br>')}</p>") == stanza
    assert bodies(f"<p>{poem.replace(chr(10), '<br/>' + chr(10))}</p>") == stanza
    assert bodies(f"<pre>{poem}</pre>") == stanza
    markdown = extract_text("# Title\n\n" + poem.replace("\n", "  \n") + "\n\n> " + "**Yes.**")
    assert markdown.blocks[1] == stanza[0]


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_lines_that_are_no_verse_are_blocks_of_their_own(lines: str) -> None:
    for blocks in (
        extract_text(lines).blocks,
        bodies(f"<p>{lines.replace(chr(10), '<br>')}</p>"),
    ):
        one_spaced = [" ".join(line.split()) for line in lines.split("\n")]
        assert {" ".join(block.text.split()) for block in blocks} <= set(one_spaced)
        assert len(blocks) >= 2


def test_lines_that_a_program_wrapped_are_one_paragraph() -> None:
    assert [block.text for block in extract_text(WRAPPED).blocks] == [WRAPPED.replace("\n", " ")]


def test_blank_lines_divide_stanzas() -> None:
    stanzas = [Block("paragraph", LAMP), Block("paragraph", DOOR)]
    for text in (f"{LAMP}\n\n{DOOR}", f"{DOOR}\n\n{LAMP}\n\n{DOOR}"):
        assert extract_text(text).blocks[-2:] == stanzas
        assert bodies(f"<p>{text.replace(chr(10), '<br>')}</p>")[-2:] == stanzas
        assert bodies(f"<pre>{text}</pre>")[-2:] == stanzas


def test_a_group_of_sentences_is_a_stanza_only_beside_one() -> None:
    assert [block.text for block in extract_text(DOOR).blocks] == DOOR.split("\n")
    assert extract_text(f"{DOOR}\n\n{LAMP}").blocks[0].text == DOOR


def test_an_element_that_is_marked_up_as_verse_keeps_its_lines() -> None:
    assert bodies("<pre class=wp-block-verse>No.\nYes.</pre>") == [Block("paragraph", "No.\nYes.")]
    assert bodies("<div class=poem><p>No.<br>Yes.</p></div>") == [Block("paragraph", "No.\nYes.")]


def test_the_line_above_the_first_stanza_is_the_title() -> None:
    title, stanza = extract_text(f"A lamp at sea\n\n{LAMP}").blocks
    assert title == Block("title", "A lamp at sea")
    assert stanza.text == LAMP
    assert [block.kind for block in extract_text(f"{DOOR}\n\n{LAMP}").blocks] == ["paragraph"] * 2


def test_verse_in_a_quotation_stays_a_quotation() -> None:
    quote = [Block("quote", LAMP)]
    assert bodies(f"<blockquote><p>{LAMP.replace(chr(10), '<br>')}</p></blockquote>") == quote
    markdown = "# Title\n\n" + "\n".join(f"> {line}  " for line in LAMP.split("\n"))
    assert extract_text(markdown).blocks[1:] == quote


def test_the_items_of_a_list_are_no_stanza() -> None:
    items = "".join(f"<li>{line}</li>" for line in LAMP.split("\n"))
    assert [block.kind for block in bodies(f"<ul>{items}</ul>")] == ["list_item"] * 4
    assert {block.kind for block in extract_text("- " + LAMP.replace("\n", "\n- ")).blocks} == {
        "list_item"
    }
