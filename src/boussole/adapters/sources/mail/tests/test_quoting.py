"""What a mail says, apart from what it repeats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.adapters.sources.mail.html_text import text_of
from boussole.adapters.sources.mail.quoting import split_mail
from tests.open_data import open_data

SAID = "Bonjour,\nMon colis n’est pas arrivé.\nPouvez-vous vérifier ?"
HISTORY = "Bonjour,\nVotre colis est parti.\nLe service client"
INTRODUCTIONS = [
    "Le lun. 15 nov. 2021 à 19:42, Service client <aide@exemple.fr> a écrit :",
    "Le lun. 15 nov. 2021 à 19:42, Service client <aide@exemple.fr>\na écrit\u00a0:",
    "Le 15/11/2021 à 19:42, Service client a écrit :",
    "On Mon, 15 Nov 2021 at 19:42, Customer care <help@example.com> wrote:",
    "Am 15.11.2021 um 19:42 schrieb Kundendienst <hilfe@example.de>:",
    "El lun, 15 nov 2021 a las 19:42, Atención (<ayuda@example.es>) escribió:",
    "Il giorno lun 15 nov 2021 alle ore 19:42 Assistenza <aiuto@example.it> ha scritto:",
    "De : Service client <aide@exemple.fr>\nEnvoyé : lundi 15 novembre 2021 19:42\nÀ : Léa\nObjet : Votre colis",
    "*De :* Service client\n*Envoyé :* lundi 15 novembre 2021\n*À :* Léa\n*Objet :* Votre colis",
    "-----Message d’origine-----\nDe : Service client\nDate : 15/11/2021",
    "-------- Message original --------",
    "-----Original Message-----",
    "________________________________\nFrom: Help <help@example.com>\nSent: Monday\nTo: Lea\nSubject: Parcel",
    "Von: Hilfe <hilfe@example.de>\nGesendet: Montag, 15. November 2021\nAn: Lea\nBetreff: Paket",
    "De: Ayuda <ayuda@example.es>\nEnviado el: lunes\nPara: Lea\nAsunto: Paquete",
    "Da: Aiuto <aiuto@example.it>\nInviato: lunedì\nA: Lea\nOggetto: Pacco",
    "Date: Mon, 15 Nov 2021\nFrom: help@example.com\nTo: lea@example.com\nSubject: Parcel",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("mark", ["", "> "])
def test_history_is_set_apart(introduction: str, mark: str) -> None:
    history = "\n".join(mark + line for line in HISTORY.split("\n"))
    parts = split_mail(f"{SAID}\n\n{introduction}\n\n{history}\n")
    assert parts.said == SAID
    assert parts.quoted.endswith("Le service client")
    assert not parts.signature


@pytest.mark.parametrize(
    "introduction",
    [
        "---------- Forwarded message ---------\nFrom: Paul <p@example.com>",
        "---------- Message transféré ---------\nDe : Paul",
        "Début du message réexpédié :",
        "-------- Message transféré --------",
        "---------- Weitergeleitete Nachricht ----------",
        "Begin forwarded message:",
    ],
)
def test_a_forwarded_mail_is_told_apart(introduction: str) -> None:
    parts = split_mail(f"Pour information.\n\n{introduction}\n\n{HISTORY}")
    assert (parts.said, parts.quoted) == ("Pour information.", "")
    assert parts.forwarded.endswith(HISTORY)


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("\n\n-- \nLéa Martin\n06 00 00 00 00", ""),
        ("\n\nCordialement,\n\nLéa Martin\nComptable", "\n\nCordialement,"),
        ("\n\nBien à vous\nLéa", "\n\nBien à vous"),
        ("\n\nEnvoyé de mon iPhone", ""),
        ("\n\nTélécharger Outlook pour Android", ""),
        ("\n\nMit freundlichen Grüßen\nLea Martin", "\n\nMit freundlichen Grüßen"),
        (
            "\n\nCe message et ses pièces jointes sont confidentiels et destinés à leur seul destinataire.",
            "",
        ),
    ],
)
def test_a_signature_is_set_apart(tail: str, kept: str) -> None:
    parts = split_mail(SAID + tail)
    assert parts.said == SAID + kept
    assert parts.signature


@pytest.mark.parametrize(
    "text",
    [
        "Le problème : la facture.\nÀ ce jour : rien.\nDe mon côté j’ai tout payé.",
        "Le 12 mars j’ai écrit au service : pas de réponse.",
        "J’ai reçu ce message : « De : vous »\net je ne comprends pas.",
        "Il a écrit trois fois.\nOn m’a dit d’attendre.",
        "Envoyé de mon bureau, ce message est urgent.",
        "Voici mes griefs :\n-- le retard\n-- le prix\n-- le ton\nMerci de répondre.",
        "Cordialement est un mot que je n’emploie plus avec vous, tant cette affaire me pèse.",
    ],
)
def test_plain_prose_stays_whole(text: str) -> None:
    assert split_mail(text).said == text


def test_answers_between_the_lines_are_kept() -> None:
    parts = split_mail(
        "Le 3 mai 2025 à 10:00, Aide <a@b.fr> a écrit :\n> Quelle taille ?\nDu 42.\n> Couleur ?\nBleu."
    )
    assert parts.said == "Du 42.\nBleu."
    assert "> Couleur ?" in parts.quoted


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    parts = split_mail(text)
    together = f"{parts.said} {parts.quoted} {parts.forwarded} {parts.signature}"
    lost = sorted(set(text.replace("\u200b", "").split()) - set(together.split()))
    assert all(not any(mark.isalnum() for mark in word) for word in lost)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Bonjour&nbsp;!</p><p>Merci</p>", "Bonjour !\n\nMerci"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\n>\nd"),
        ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
        ("<style>p{color:red}</style><script>x()</script>a", "a"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<hr>b", "a\n________________________________\nb"),
        ("<b>pas <i>fermé", "pas fermé"),
        ("<![CDATA[x]]><!-- caché -->y", "y"),
    ],
)
def test_html_reads_as_its_reader_sees_it(markup: str, text: str) -> None:
    assert text_of(markup) == text


@given(st.text(alphabet="<>/abp &;!-[]\"'=\n", max_size=200))
@settings(max_examples=50, deadline=None)
def test_html_never_fails(markup: str) -> None:
    assert isinstance(text_of(markup), str)


# The lines of each mail that its author wrote, labelled by hand; letters of the same body hold theirs first.
LABELLED = {
    "reply_text_en/correct_sig.txt": "1",
    "reply_text_en/email_1_1.txt": "1-7",
    "reply_text_en/email_1_2.txt": "1 9-34",
    "reply_text_en/email_1_3.txt": "1-5",
    "reply_text_en/email_1_4.txt": "1",
    "reply_text_en/email_1_5.txt": "1-15",
    "reply_text_en/email_1_6.txt": "1",
    "reply_text_en/email_1_7.txt": "1",
    "reply_text_en/email_1_8.txt": "13 19",
    "reply_text_en/email_2_1.txt": "1",
    "reply_text_en/email_2_2.txt": "1",
    "reply_text_en/email_2_3.txt": "1",
    "reply_text_en/email_BlackBerry.txt": "1",
    "reply_text_en/email_bullets.txt": "1-9",
    "reply_text_en/email_iPhone.txt": "1",
    "reply_text_en/email_multi_word_sent_from_my_mobile_device.txt": "1",
    "reply_text_en/email_one_is_not_on.txt": "1-5",
    "reply_text_en/email_sent_from_my_not_signature.txt": "1-3",
    "reply_text_en/email_sig_delimiter_in_middle_of_line.txt": "1-7",
    "reply_text_en/greedy_on.txt": "1-6",
    "reply_text_en/pathological.txt": "1-2",
    "reply_text_multilang/correct_sig.txt": "1",
    "reply_text_multilang/email_1.txt": "1-7",
    "reply_text_multilang/email_19.txt": "1",
    "reply_text_multilang/email_2.txt": "1 9-34",
    "reply_text_multilang/email_20.txt": "1",
    "reply_text_multilang/email_21.txt": "1-638",
    "reply_text_multilang/email_2_1.txt": "1",
    "reply_text_multilang/email_3.txt": "1-5",
    "reply_text_multilang/email_4.txt": "1",
    "reply_text_multilang/email_5.txt": "1-15",
    "reply_text_multilang/email_6.txt": "1-3",
    "reply_text_multilang/email_blackberry.txt": "1",
    "reply_text_multilang/email_bullets.txt": "1-9",
    "reply_text_multilang/email_custom_quote_header.txt": "1",
    "reply_text_multilang/email_customer_quote_header_2.txt": "1",
    "reply_text_multilang/email_customer_quote_header_3.txt": "1-3",
    "reply_text_multilang/email_emoji.txt": "1",
    "reply_text_multilang/email_iphone.txt": "1",
    "reply_text_multilang/email_multi_word_sent_from_my_mobile_device.txt": "1",
    "reply_text_multilang/email_not_a_signature.txt": "1-15",
    "reply_text_multilang/email_not_a_signature_2.txt": "1-10",
    "reply_text_multilang/email_one_is_not_on.txt": "1-5",
    "reply_text_multilang/email_reply_header.txt": "1-11",
    "reply_text_multilang/email_sent_from.txt": "1",
    "reply_text_multilang/email_sent_from_my_not_signature.txt": "1-3",
    "reply_text_multilang/email_thread.txt": "1",
    "reply_text_multilang/email_tricky_11_double_signature.txt": "1-3",
    "reply_text_multilang/email_tricky_13_timestamp_variations.txt": "1-9",
    "reply_text_multilang/email_tricky_16_unicode_signatures.txt": "1-3",
    "reply_text_multilang/email_tricky_17_forward_header.txt": "1",
    "reply_text_multilang/email_tricky_18_inline_reply.txt": "4 8 12",
    "reply_text_multilang/email_tricky_19_quote_without_header.txt": "1 7 12",
    "reply_text_multilang/email_tricky_1_on_false_positive.txt": "1-6",
    "reply_text_multilang/email_tricky_20_html_entities.txt": "1-3",
    "reply_text_multilang/email_tricky_2_url_with_wrote.txt": "1-7",
    "reply_text_multilang/email_tricky_3_code_block.txt": "1-12",
    "reply_text_multilang/email_tricky_4_from_in_body.txt": "1-5",
    "reply_text_multilang/email_tricky_6_regards_in_sentence.txt": "1-7",
    "reply_text_multilang/email_tricky_7_multiple_dashes.txt": "1-15",
    "reply_text_multilang/email_tricky_8_sent_from_in_content.txt": "1-5",
    "reply_text_multilang/email_tricky_9_nested_quotes.txt": "1",
    "reply_text_multilang/email_unquoted_reply.txt": "1",
    "reply_text_multilang/email_with_date_headers.txt": "1-5",
    "reply_text_multilang/email_with_from_headers.txt": "2-4",
    "reply_text_multilang/email_with_regards.txt": "1-7",
    "reply_text_multilang/email_zoho.txt": "1-2",
    "reply_text_multilang/sig_no_empty_line.txt": "1",
}
SAME_BODY = "Fusce bibendum"
SAME_BODY_LINES = "1-5"


def labelled(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    name = f"{path.parent.name}/{path.name}"
    ranges = SAME_BODY_LINES if lines[0].startswith(SAME_BODY) else LABELLED[name]
    kept = [
        line
        for part in ranges.split()
        for line in lines[int(part.split("-")[0]) - 1 : int(part.split("-")[-1])]
    ]
    return " ".join(" ".join(kept).split())


@pytest.mark.open_data
def test_replies_of_many_languages() -> None:
    """111 replies in 14 languages, which the wordings were written with in view: all are read."""
    paths = [
        path
        for folder in ("reply_text_en", "reply_text_multilang")
        for path in sorted(open_data(f"mail/{folder}").iterdir())
    ]
    wrong = [
        path.name
        for path in paths
        if " ".join(split_mail(path.read_text(encoding="utf-8")).said.split()) != labelled(path)
    ]
    assert (len(paths), wrong) == (111, [])


@pytest.mark.open_data
def test_html_replies_never_looked_at_before() -> None:
    """Eleven HTML replies of as many mail programs, kept aside until the rules were written: all are read."""
    paths = sorted(open_data("mail/talon_eml_html").glob("*.html"))
    said = {
        path.name: " ".join(split_mail(text_of(path.read_text(encoding="utf-8"))).said.split())
        for path in paths
    }
    expected = {path.name: "Hi. I am fine. Thanks, Alex" for path in paths}
    expected["OLK_SRC_BODY_SECTION.html"] = "Reply"
    expected["reply-separated-by-hr.html"] = "Hi there Bob"
    assert said == expected
