"""How mail programs word replies, forwards and signatures, language by language (regular expressions)."""

from __future__ import annotations


def _any(*wordings: str) -> str:
    return "|".join(wordings)


# What opens "On ..., someone wrote:", and the verb that ends it.
ATTRIBUTION_START = _any(
    "on", "le", "am", "il", "el", "em", "op", "in data", "den", "dne", "dnia", "w dniu", "på", "a la?", "no dia",
    "il giorno", "el día", "ti[rs]\\.", "ma\\.", "on[s]?\\.", "to[r]?\\.", "fr[e]?\\.", "l[øö][rn]\\.", "s[øö]n\\.",
    "pe", "pon\\.", "wt\\.", "śr\\.", "czw\\.", "pt\\.",
)  # fmt: skip
ATTRIBUTION_END = _any(
    "wrote", "writes", "a écrit", "a ecrit", "écrivait", "écrit", "schrieb", "geschrieben", "ha scritto", "scrive",
    "escribió", "ha escrito", "escribe", "escreveu", "schreef", "skrev", "kirjoitti", "napisał", "napisała", "írta",
    "написал", "написала", "пишет", "написав", "yazdı", "napsal",
)  # fmt: skip

# What stands alone on a line above a history that is not marked by ">".
ORIGINAL = _any(
    "original message", "message d['’]origine", "message original", "message initial", "message précédent",
    "ursprüngliche nachricht", "original-nachricht", "mensaje original", "messaggio originale", "mensagem original",
    "oorspronkelijk bericht", "oprindelig besked", "opprinnelig melding", "ursprungligt meddelande",
    "alkuperäinen viesti", "исходное сообщение", "wiadomość oryginalna", "original appointment", "reply message",
    "répondre au-dessus de cette ligne", "please reply above this line", "##-.{3,80}-##",
)  # fmt: skip
FORWARDED = _any(
    "forwarded message", "begin forwarded message", "message transféré", "message transfere", "message réexpédié",
    "début du message (?:réexpédié|transféré)", "courriel transféré", "weitergeleitete nachricht",
    "anfang der weitergeleiteten (?:nachricht|e-mail)", "mensaje reenviado", "inicio del mensaje reenviado",
    "messaggio inoltrato", "inizio messaggio inoltrato", "mensagem encaminhada", "doorgestuurd bericht",
    "forwarded by .{3,80}", "transféré par .{3,80}",
)  # fmt: skip

# The labels of a repeated header.
HEADER_LABELS = _any(
    "from", "sent", "date", "to", "cc", "subject", "reply-to", "importance", "sent by",
    "de", "envoyé", "envoyé le", "envoye", "à", "a", "copie", "copie à", "objet", "sujet", "répondre à", "destinataire",
    "von", "gesendet", "datum", "an", "betreff", "kopie",
    "enviado", "enviado el", "enviada em", "para", "asunto", "assunto", "fecha", "data",
    "da", "inviato", "oggetto", "ogg",
    "van", "verzonden", "aan", "onderwerp", "fra", "dato", "til", "emne", "från", "skickat", "till", "ämne",
    "wysłano", "do", "temat", "отправлено", "кому", "тема", "дата",
)  # fmt: skip

SENT_FROM = _any(
    "sent from (?:my|an? |mail|outlook|yahoo|proton|samsung|typeapp|the all new)", "sent (?:via|with|by) [A-Z]?\\w+",
    "get outlook for", "envoy[ée] (?:de|depuis) (?:mon|ma)", "envoy[ée] (?:à partir )?(?:d['’e]|depuis|avec|via) ?\\w+",
    "télécharger outlook", "provenance\\s?:", "gesendet (?:von|mit|aus)", "von meinem .{2,30} gesendet",
    "enviado (?:desde|de|do) (?:mi|meu|el)", "enviado (?:desde|do) \\w+", "inviato da(?:l mio)?", "verzonden (?:vanaf|met)",
    "skickat från", "sendt fra", "lähetetty", "wysłane z",
)  # fmt: skip

# A line that closes a letter; what follows it is a name.
CLOSING = _any(
    "(?:bien |très )?cordialement(?: vôtre)?", "bien à vous", "(?:avec mes )?(?:meilleures |sincères )?salutations(?: distinguées)?",
    "sincères salutations", "respectueusement", "amicalement", "bonne (?:journée|soirée|réception)", "cdlt", "cdt",
    "(?:(?:best|kind|kindest|warm|warmest|many) )?regards", "yours (?:sincerely|faithfully|truly)", "sincerely(?: yours)?",
    "best(?: wishes)?", "cheers", "many thanks", "(?:mit )?(?:freundlichen|besten|herzlichen|viele[n]?|liebe[n]?) gr(?:ü|ue)(?:ß|ss)en?",
    "mfg", "(?:un )?(?:cordial )?saludos?(?: cordiales)?", "atentamente", "(?:cordiali|distinti) saluti", "atenciosamente",
    "met vriendelijke groet(?:en)?",
)  # fmt: skip

DISCLAIMER = _any(
    "ce (?:message|courriel|mail|e-mail) (?:et|est|peut|contient|ainsi que).{0,80}(?:confiden|destin|pièces? jointe)",
    "(?:this|the information (?:in|contained)).{0,60}(?:e-?mail|message).{0,90}(?:confidential|intended|privileged)",
    "le informazioni contenute", "diese e-?mail (?:enthält|ist)", "este (?:mensaje|correo).{0,60}confiden",
    "pensez à l['’]environnement", "please consider the environment", "avant d['’]imprimer",
)  # fmt: skip

REPLY_SUBJECT = r"^\s*(?:(?:re|ré|rép|aw|antw|sv|vs|rif|r|odp|fwd?|tr|wg|rv|enc|i|vl|doorst)\s?(?:\[\d+\])?\s?:\s*)+"
