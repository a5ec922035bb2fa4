"""ID3v2.3 tags for downloaded MP3 files (https://id3.org/id3v2.3.0).

Version 2.3, because Windows before 10 and many car stereos cannot read 2.4, which would only bring
UTF-8 instead of UTF-16.
"""

import re
from urllib.parse import quote

WRITER = "Listen"
LONGEST_TITLE = 500
"""Code points."""

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff]")

_ISO_639_2: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak
    be:bel bg:bul bi:bis bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
    cs:ces cu:chu cv:chv cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa
    et:est eu:eus fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn
    gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye hz:her ia:ina id:ind
    ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku iw:heb ja:jpn jv:jav jw:jav ka:kat
    kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor
    ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri
    mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld
    nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol
    ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag
    si:sin sk:slk sl:slv sm:smo sn:sna so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa
    ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi
    ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor
    za:zha zh:zho zu:zul""",
    )
)
"""From the two letters of ISO 639-1 to three."""


def id3_tag(
    title: str, language: str, milliseconds: int, comment: str = "", source: str = ""
) -> bytes:
    """What goes before the first byte of the MP3; the same for the same arguments.

    `language` is a BCP 47 tag, `source` the address of the article.
    """
    code = _language_code(language)
    frames = [
        _text("TIT2", title[:LONGEST_TITLE]),
        _text("TLAN", code),
        _text("TLEN", str(milliseconds)),
        _text("TSSE", WRITER),
    ]
    if comment:
        frames.append(_comment(code, comment))
    if source:
        address = quote(source, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
        frames.append(_frame("WOAS", address.encode("ascii")))
    body = b"".join(frames)
    return b"ID3\x03\0\0" + _synchsafe(len(body)) + body


def _text(name: str, text: str) -> bytes:
    encoding, value = _encoded(text)
    return _frame(name, encoding + value)


def _comment(language: str, text: str) -> bytes:
    """Its language, an empty description, the text."""
    encoding, value = _encoded(text)
    description = b"\0" if encoding == b"\0" else b"\xff\xfe\0\0"
    return _frame("COMM", encoding + language.encode("ascii") + description + value)


def _encoded(text: str) -> tuple[bytes, bytes]:
    """The byte that names the encoding, and the text: Latin-1 has room for ASCII only, since many
    players take it for their own code page."""
    text = " ".join(_CONTROL.sub(" ", text).split())
    if text.isascii():
        return b"\0", text.encode("ascii")
    return b"\1", b"\xff\xfe" + text.encode("utf-16-le")


def _frame(name: str, body: bytes) -> bytes:
    """Sizes of frames are plain numbers in 2.3, that of the tag is not."""
    return name.encode("ascii") + len(body).to_bytes(4, "big") + b"\0\0" + body


def _synchsafe(size: int) -> bytes:
    """28 bits in four bytes below 128, so that no decoder takes it for the start of a frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _language_code(tag: str) -> str:
    """The language of a BCP 47 tag as ISO 639-2 has it; "und" for one that it has not."""
    primary = tag.partition("-")[0].lower()
    if re.fullmatch("[a-z]{3}", primary):
        return primary
    return _ISO_639_2.get(primary, "und")
