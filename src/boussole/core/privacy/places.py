"""The words addresses are made of, folded: streets, buildings, links, what announces an address."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Plain words too: after them a name needs its capital.
WEAK_STREETS = _words(
    "place cours passage villa parc domaine clos route voie cite square view way court drive run path loop hill row walk park lot close "
    "circle grove gardens garden crossing ridge pike trail plaza alley gate pl sq ct dr way cote bridge st av ave"
)
MILITARY = _words("fpo apo dpo")
STREETS = (
    WEAK_STREETS
    | MILITARY
    | _words(
        "rue avenue boulevard boul bd bld blvd chemin che allee allees impasse imp rte quai faubourg fbg sentier esplanade promenade "
        "rond-point venelle montee chaussee parvis traverse mail ruelle rn street road rd lane ln terrace parkway pkwy highway hwy cir trl crescent "
        "mews turnpike estate coves squares islands forges via viale corso piazza calle avda avenida paseo plaza rua travessa ulica ul utca ut korut ter "
        "trg strasse gasse weg allee platz laan plein dreef straat gate gata gatan vej vejen vei veien vag vagen tie katu kuja tee strada bulevardul "
        "namesti nabrezi postbox canada u"
    )
) - _words("canada ter")
STREET_ENDS = re.compile(
    r"[^\W\d_]{3,}(?:strasse|straße|straat|gasse|gatan|gata|gade|vej|vegen|veien|vegur|gaten|stien|katu|kuja|utca|laan|platz|"
    r"stræti|stræde|straeti|bakken|steeg|singel|gracht|ulica|backen|vagen|holt)"
)
# The last ones are too much like the end of plain words without their capital.
ANY_STREET_ENDS = re.compile(
    rf"{STREET_ENDS.pattern}|[^\W\d_]{{3,}}(?:tie|weg|plein|allee|damm|ufer|hof|kade)"
)
UNITS = _words(
    "apt app appt appartement apartment suite ste unit flat floor building bldg bat batiment etage porte esc escalier bte boite box bp cs tsa psc "
    "cedex tour chambre hall immeuble imm gauche droite entree studio pavillon maison logement rdc etage room pobox"
) | {"po box", "p.o. box", "p.o box", "p o box", "poste restante"}
# They take a name rather than a number.
NAMED = _words(
    "residence res lotissement lieu-dit lieudit hameau quartier zone za zi zac zae hlm ehpad foyer camping village centre-bourg bourg mas"
) | {"lieu dit"}
LINKS = _words(
    "de du des d' la le les l' et and of the sur sous en aux au a lez al el del della dei do dos das da van von der den dem im am na in saint "
    "artisanale industrielle commerciale"
)
REGIONS = _words(
    "al ak az ar ca co ct de fl ga hi id il ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy "
    "dc aa ae ap pr qc on bc ab mb sk ns nb nl pe yt nt nu nsw qld vic tas act usa uk"
)
# No address goes on over these.
STOPS = _words(
    "je j j'ai tu il elle on nous vous ils elles est sont etait et/ou ou mais donc car ni pour par avec sans dans depuis avant apres pendant vers chez "
    "entre que qui quoi dont quand comme si merci svp cordialement bonjour bonsoir mon ma mes votre vos notre nos ce cette ces son sa ses leur ai as a avez ont "
    "n'est n'a c'est s'il tel telephone mobile portable fax email mail adresse address appel svp stp code mais toujours jamais pas plus moi "
    "is are was were has have had i you he she it we they for with from by to but or because so that this these those at on my your his her our their "
    "please thanks thank not no yes will would can could should when where who which after before since during until do does did now here there "
    "phone desk cell mobile fax then section code act title article alinea usc"
)
# They open the name of a town or a country: "New York", "United Kingdom".
TOWN_OPENINGS = _words(
    "united new south north west east czech saint sainte san santa los las la le les el upper lower great"
)
# What says that an address comes.
CUE_WORDS = (
    "adresse|address|addresses|habite|habitons|habitais|habitant|lives?|living|lived|livre[rsz]?|livraison|deliver(?:ed|y)?|ship|shipped|send|sent|"
    "domiciliee?|demeurant|demeure|reside[sz]?|located|situee?s?|office is|restaurant is|meet|meeting|drops|taxi|return|envoye[rz]?|where|they are|"
    "it is|it's in|demenage|logement|chez moi|corner|street is|entered|destinataire|residing|sinistre|new one"
)
CUE = re.compile(rf"\b(?:{CUE_WORDS})\b[^.;!?\d]{{0,40}}$")
