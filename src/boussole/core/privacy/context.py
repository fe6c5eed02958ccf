"""Words around a name that say it is one, or that it is not, folded, in French and in English."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never part of a name, even with a capital.
FUNCTION_WORDS = _words(
    "bonjour bonsoir salut hello merci thanks thank madame monsieur mme mlle melle mr mrs ms dr mesdames messieurs je j nous vous il elle on "
    "ils elles le la les un une des du votre vos mon ma mes notre nos son sa ses ce cette ces cet pour suite comment pourquoi quand service "
    "services equipe team support client clients cliente customer customers cordialement bien tout tous toute toutes oui non ok svp the this "
    "that these those it my we you your our can could please there everyone all sir sirs madam guys again lundi mardi mercredi jeudi vendredi "
    "samedi dimanche monday tuesday wednesday thursday friday saturday sunday envoye sent from objet tel telephone mobile mail email reference "
    "ref responsable conseiller conseillere directeur directrice ps nb re fw fwd tv nobody yes no not and but so if what when why how where is "
    "are do does did have has had any just now still after sorry great good best regards cher chere dear toujours encore aucun aucune depuis "
    "avec sans dans sur par mais donc car ici voici voila avez est suis ai alors super parfait bravo et ou au aux en y l d pouvez pourriez "
    "puis auriez serait c ca qui que quel quelle quelles quels rien jamais tres trop peut peux moi toi lui eux she he they his her their its "
    "furthermore moreover firstly secondly consequently therefore however additionally finally enfin ensuite puis ainsi malheureusement "
    "for with without about because then than as at by to of on or in who which was were been being be am i a an maitre docteur doctor miss "
    "president princess prince lord lady royal saint sainte st agent agente technicien"
)
# Whom one speaks of: "mon mari", "your colleague".
ROLES = _words(
    "mari femme epouse epoux conjoint conjointe compagnon compagne fils fille enfant pere mere frere soeur oncle tante cousin cousine neveu niece "
    "beau-pere belle-mere grand-mere grand-pere maman papa ami amie voisin voisine collegue collaborateur collaboratrice conseiller conseillere "
    "conseillers agent agente technicien technicienne livreur livreuse chauffeur gardien gardienne responsable directeur directrice docteur maitre "
    "medecin expert experte avocat avocate notaire patient patiente eleve etudiant etudiante locataire passager passagers passagere assure assuree "
    "titulaire beneficiaire destinataire adherent adherente allocataire client cliente gerant gerante vendeur vendeuse mademoiselle madame monsieur "
    "husband wife son daughter child father mother dad mom mum brother sister uncle aunt nephew niece friend partner boyfriend girlfriend fiance "
    "neighbour neighbor colleague coworker advisor adviser representative rep manager supervisor driver doctor nurse lawyer attorney agent customer "
    "passenger tenant landlord owner guardian patient student teacher boss assistant specialist officer prenomme prenommee nomme nommee named called "
    "certain certaine boy girl man woman kid baby singer songwriter actor actress author writer player director president minister senator professor "
    "presidente prefet prefete maire ministre juge commissaire capitaine commandant colonel general amiral senateur depute "
    "coach captain dj artist founder founders ceo chef photographer journalist"
)
# What a form writes before a name and a colon.
LABELS = ROLES | _words(
    "nom noms prenom prenoms name names signe signee contact interlocuteur demandeur emetteur expediteur souscripteur proprietaire emprunteur "
    "occupant from to cc user contacts signature signed attention"
)
# A person often follows: "avec Pierre", "told Marcus".
PREPOSITIONS = _words(
    "avec chez par selon apres d'apres contre sauf envers with by and et ou or for pour to que qu' d' l' c'est said says whose than "
    "à like feat featuring starring under early versus vs about"
)
# A company follows as often.
LOOSE_PREPOSITIONS = _words(
    "chez par contre by et and ou or for pour que qu' d' l' c'est than like versus vs about under"
)
VERBS = _words(
    "eu vu appele contacte rencontre connais demande demandez demander remercie remercier parle parler parlez rappelez rappeler rembourser "
    "remboursez contacter contactez passe appelez joindre remettre prevenir prevenez felicite remplace spoke told asked ask tell met call called "
    "contact contacted thank saw see know knows knew want wants refund meet visit visited email emailed emailing reached transferred married help "
    "add remove named hey hi hello love loves heard hear invite bring dit repond demanda"
)
# What a person does, right after their name.
PERSON_VERBS = _words(
    "m' dit m'a m'avait avait promis promet assure confirme affirme repond repondu repete demande explique rappelle pense veut souhaite voudrait refuse "
    "appelle ecrit vient arrive reste habite travaille semble connait dort part signale said says told asked tells asks promised called calls confirmed "
    "works worked lives lived wants wanted knows knew thinks thought loves loved signed sent went came gave took made left spoke speaks speaking "
    "replied answered wrote writes helped explained assured moved spent died plays played wore looks looked listed married got gets started met "
    "has'nt hasn doesn didn won wasn isn"
)
AFTER_NAME = _words(
    "a n' ne est etait sera va me ne nous vous vient s' has had is was will would can could does did who qui et and speaking here"
)
# A town or a country follows: "in Paris". "à" and "de" are left out: people stand after them too.
BEFORE_PLACE = _words(
    "in at near en vers depuis from dans sous sur across within throughout outside inside visit gare aeroport ville commune agence magasin boutique "
    "quartier region hotel village city town airport station street rue avenue place boulevard downtown east west north south nord sud est ouest "
    "marque modele version produit application appli app site brand model type gamme serie film livre jeu hurricane storm tempete ouragan cyclone chanson album the"
)
DETERMINERS = _words(
    "le la les l' un une des du au aux ma mon mes votre vos notre nos sa son ses ta ton ce cet cette ces chaque the a an my your our his her their this "
    "that these those each every some any no de"
)
COMPANY = _words(
    "inc ltd llc llp corp corporation company co group groupe bank banque university universite school hospital hotel foundation association institute "
    "college insurance assurance assurances services solutions systems technologies store stores shop restaurant orchestra band center centre "
    "museum sarl sasu eurl gmbh plc & + airlines airport motors act law bureau department agency party news times post press "
    "investments investment incorporated movers partners associates holdings holding brothers consulting industries capital financial finance "
    "mortgage servicing servicer recovery collections collection credit lending lender funding auto automotive records-bureau enterprises "
    "management logistics energy energie telecom mutuelle assurance transport transports immobilier immobiliere notaires avocats "
    "records films studio studios club fc united city county state island islands lake river mountain beach bay park bridge church "
    "™ ® @ / _ = #"
)
STREETS = _words(
    "street st road rd avenue ave boulevard blvd drive dr lane ln court ct way place pl square terrace parkway highway hwy circle trail close "
    "crescent gardens grove row walk plaza alley"
)
AFTER_PLACE = _words("region airport based bridge orchestra weekly")
# Only a person does this, so an unknown name that opens a sentence is one.
LIVES = _words("lives lived spent married habite habitait resides resided")
# "Rose de votre service", "Kelly from billing".
OF_A_TEAM = _words("de du from at chez of in au")
TEAMS = _words(
    "votre vos your service support billing claims accueil l'accueil boutique agence sav equipe team sales comptabilite"
)
# Names that stand for a product, a place or a work more often than for a person.
NOT_PEOPLE = frozenset(
    [
        "victor hugo",
        "charles de gaulle",
        "stan smith",
        "harry potter",
        "pearl harbor",
        "earl grey",
        "notting hill",
        "marine nationale",
        "zelda",
        "jp morgan",
        "bora bora",
        "wall street",
        "puerto rico",
        "costa rica",
        "jules verne",
        "jules ferry",
        "jean jaures",
        "marie curie",
        "pierre et marie curie",
        "calvin klein",
        "louis vuitton",
        "yves saint laurent",
        "hugo boss",
        "tommy hilfiger",
        "ralph lauren",
        "jean paul gaultier",
        "paco rabanne",
        "guy degrenne",
        "leroy merlin",
        "johnny walker",
        "jack daniel",
        "uncle ben",
        "mary kay",
        "estee lauder",
        "yves rocher",
        "nina ricci",
        "thierry mugler",
        "christian dior",
        "charles schwab",
        "morgan stanley",
        "goldman sachs",
        "edward jones",
        "raymond james",
        "harley davidson",
        "aston martin",
        "alfa romeo",
        "mercedes benz",
        "saint laurent",
        "santa claus",
        "black friday",
        "peter pan",
        "mickey mouse",
        "la fayette",
        "galeries lafayette",
        "jean bouin",
        "leonard de vinci",
        "louis pasteur",
        "claude bernard",
        "jean moulin",
        "georges pompidou",
        "john deere",
        "dolce gabbana",
        "max mara",
        "lewis vuitton",
        "armand thiery",
        "marc jacobs",
        "michael kors",
        "jean coutu",
        "credit karma",
        "fannie mae",
        "freddie mac",
        "sallie mae",
        "karen millen",
        "tim hortons",
        "saint nicolas",
        "jeanne d'arc",
        "la redoute",
        "rene furterer",
    ]
)
