"""Takes the header, the quoted messages and the signature out of an e-mail."""

from dataclasses import dataclass
from email.header import decode_header, make_header

import regex

_FIELDS = (
    r"From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Message-ID|MIME-Version|Content-[\w-]+|X-[\w-]+"
    r"|Received|Return-Path|Delivered-To|In-Reply-To|References|List-[\w-]+|Importance|Attachments?"
    r"|DKIM-Signature|Von|An|Kopie|Betreff|Gesendet|Datum|Antwort an|De|À|Objet|Envoyé|Pour|Cci"
    r"|Para|Asunto|Enviado(?: el)?|Fecha|Assunto|Enviada(?: em)?|Data|Da|A|Oggetto|Inviato|Van|Aan"
    r"|Onderwerp|Verzonden|Från|Till|Ämne|Skickat|Od|Do|DW|Temat|Wysłano|От|От кого|Кому|Тема|Дата"
    r"|Отправлено|Від|Надіслано|Gönderen|Kime|Konu|Tarih|差出人|宛先|件名|送信日時|发件人|收件人|主题"
)
_FIELD = rf"\*{{0,2}}(?P<field>{_FIELDS})\ ?[:：]\*{{0,2}}(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*"
_HEADER = regex.compile(rf"\s*+(?:[-=_ ]{{3,}}.*\n\s*)?(?:{_FIELD}){{2,40}}(?=\s*(?:\n|\Z))")
_SUBJECT = regex.compile(
    r"^\*{0,2}(?:Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Temat|Тема|Konu|件名"
    r"|主题)\ ?[:：]\*{0,2}\ *(?P<subject>\S.*(?:\n[ \t]+\S.*)*)",
    regex.MULTILINE,
)
_PREFIX = regex.compile(
    r"(?:(?:re|aw|fw|fwd|wg|tr|rv|sv|vs|antw|odp|rif|res|enc|i)(?:\[\d+\])?\s?:\s*)+",
    regex.IGNORECASE,
)
_INTRODUCTION = regex.compile(
    r"^ ?(?:On\ .{6,200}?(?:\n.{0,100}?)?\ wrote"
    r"|Am\ .{6,200}?(?:\n.{0,100}?)?\ schrieb.{0,80}?(?:\n.{0,80}?)?"
    r"|Le\ .{6,200}?(?:\n.{0,100}?)?\ a\ écrit"
    r"|E[ln]\ .{6,200}?(?:\n.{0,100}?)?\ escribió.{0,80}?"
    r"|Em\ .{6,200}?(?:\n.{0,100}?)?\ escreveu.{0,80}?"
    r"|Il\ .{6,200}?(?:\n.{0,100}?)?\ ha\ scritto"
    r"|Op\ .{6,200}?(?:\n.{0,100}?)?\ schreef.{0,80}?"
    r"|W\ dniu\ .{6,200}?(?:\n.{0,100}?)?\ (?:na)?pisał.{0,80}?"
    r"|.{4,120}\ (?:написал|пише|пишет|skrev).{0,80}?)\ ?:\ *\n(?=\s*>)",
    regex.MULTILINE,
)
_QUOTED_LINES = regex.compile(r"(?:^ ?>.*(?:\n|\Z)|^[ \t]*\n(?=[ \t\n]*>))+", regex.MULTILINE)
_ORIGINAL = regex.compile(
    r"^(?:-{2,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht"
    r"|Weitergeleitete Nachricht|Message d'origine|Message transféré|Mensaje original"
    r"|Mensaje reenviado|Mensagem original|Messaggio originale|Oorspronkelijk bericht"
    r"|Oryginalna wiadomość|Исходное сообщение|Пересылаемое сообщение)\b.*|_{20,} *)\n",
    regex.MULTILINE | regex.IGNORECASE,
)
_SIGNATURE = regex.compile(r"^-- ?\n(?>.*(?:\n|\Z)){0,12}\Z", regex.MULTILINE)
_SENT_FROM = regex.compile(
    r"^(?:Sent from my|Get Outlook for|Von meinem .{2,30} gesendet|Envoyé de mon|Enviado desde mi"
    r"|Inviato da|Verzonden vanaf mijn|Wysłane z|Отправлено с) ?.{0,40}(?:\n|\Z)",
    regex.MULTILINE | regex.IGNORECASE,
)


@dataclass(frozen=True)
class Mail:
    """An e-mail, taken apart."""

    body: str
    """The sender's own words; without any, the message that was forwarded."""
    subject: str
    """The subject without "Re:" and the like; may be empty."""
    removed: list[str]


def read_mail(text: str) -> Mail | None:
    """Return the parts of an e-mail; None for a text without a header or a quoted message."""
    header, original = _header(text), _ORIGINAL.search(text)
    has_original = original is not None and _header(text[original.end() :]) is not None
    if header is None and not has_original and not _INTRODUCTION.search(text):
        return None
    removed = [header] if header else []
    body = text[text.index(header) + len(header) :] if header else text
    subject = _SUBJECT.search(header or "")
    if original := _ORIGINAL.search(body):
        forwarded = body[original.end() :]
        is_reply = bool(body[: original.start()].strip())
        inner_header = _header(forwarded) or ""
        if is_reply and inner_header:
            removed.append(body[original.start() :])
            body = body[: original.start()]
        elif inner_header:
            removed += [original[0], inner_header]
            subject = _SUBJECT.search(inner_header) or subject
            body = forwarded[forwarded.index(inner_header) + len(inner_header) :]
    for pattern in (_INTRODUCTION, _QUOTED_LINES, _SIGNATURE, _SENT_FROM):
        removed += [match[0] for match in pattern.finditer(body)]
        body = pattern.sub("\n", body)
    if not regex.search(r"\w", body):
        return None
    name = _PREFIX.sub("", _decode(subject["subject"]), count=1) if subject else ""
    return Mail(body, name, removed)


def _decode(subject: str) -> str:
    """Return a subject as one line, with encoded words (RFC 2047) decoded."""
    line = " ".join(subject.split())
    try:
        return str(make_header(decode_header(line)))
    except (ValueError, LookupError):
        return line


def _header(text: str) -> str | None:
    """Return the header at the start of the text."""
    match = _HEADER.match(text, 0, 20_000)
    if match is None:
        return None
    fields = {field.lower() for field in match.captures("field")}
    return match[0] if len(fields) > 1 else None
