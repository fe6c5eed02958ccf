"""Words that say nothing of why a customer writes, folded; written for this project."""

from __future__ import annotations

_FRENCH = """
a ai aie aient aies ait alors ainsi apres as assez au aucun aucune aujourd hui auquel aura aurai auraient aurais aurait
auriez aussi autre autres aux avaient avais avait avant avec avez aviez avions avoir avons ayant beaucoup bien bientot bon
bonne bonjour bonsoir bonnes car ce ceci cela celle celles celui ces cet cette ceux chaque chez cher chere ci comme comment
cordialement ca cependant c d da dans de deja debut depuis derniere dernier des desole dessous dessus deux devant devoir devra
dire dis dit dites doit dois doivent donc dont du durant elle elles en encore enfin entre envers environ es est et etaient
etais etait etant etc ete etes etiez etions etre eu eux fait faire faites faut fois font fur grace gros hein helas hier
hors ici il ils j jamais je jour jours jusqu jusque l la laquelle las le lequel les lesquelles lesquels leur leurs lors
lorsque lui m ma madame mademoiselle mai maintenant mais malgre me meme memes merci mes messieurs mettre mieux mien mois moi moins mon
monsieur n ne ni nombreux non nos notre nous nouveau nouvelle on ont ou oui par parce pareil parfois parmi pas passe pendant
personne peu peut peuvent peux plus plusieurs plutot possible pour pourquoi pourrait pourrais pourriez pouvez pouvoir pouvons
premier premiere pres pu puis puisque puisse qu quand quant que quel quelle quelles quelque quelques quels qui quoi quoique
rien s sa salut sans sauf savoir se sera serai serais serait seront ses seulement si sien sinon soi soient sois soit sommes
son sont sorte sous souhaite souhaiterais souvent suis suite sur surtout svp t ta tandis tant te tel telle tellement tels temps tes toi
ton tous tout toute toutes tres trop tu un une va vais vas vers veuillez veut veux viens vient voici voila voir vois vont
vos votre voudrais voulais voulez vouloir vous vraiment vu y aller alle allez aimerais besoin client cliente clients service
semaine semaines heure heures an ans annee avance attente demande demander explique probleme problemes question
aide aider regarder regardez verifier verifiez bonne journee mal autant dire savez sais suis cours point partir cas chose choses moyen donne donner donnez mettez met
est-ce quelqu quelqu'un actuellement svp stp pouvez-vous puis-je aujourd'hui lorsqu puisqu
"""

_ENGLISH = """
a able about above after again against all almost also although always am an and another any anyone anything are around as
ask asked at away back be became because been before being below between both but by can cannot could dear did do does
doing done down during each either else even ever every everything few first for from further get gets getting give given go
goes going gone good got great guys had has have having he hello help her here hers hey hi him his hope how however i if in
instead into is it its just keep know last least let like little long look made make many may maybe me mean might mine more
most much must my myself need never new next no nor not nothing now of off often ok okay on once one ones only or other our
ours out over own part please put quite rather really regards same say said see seem seems several shall she should since so
some someone something soon still such sure take tell than thank thanks that the their theirs them then there these they
thing things think this those though through time times to today together tomorrow too tried try trying two under until up
upon us use very via want wanted was way we well went were what when where whether which while who whom whose why will with
within without won would wondering yes yet you your yours yourself customer customers service issue issues problem problems
question day days week weeks month months year years hour hours morning afternoon evening yesterday ago dont doesnt didnt
cant couldnt wont wouldnt isnt arent wasnt im ive id youre theyre thats whats there's don doesn didn won't ll ve re isn wasn
"""

STOP_WORDS: frozenset[str] = frozenset(_FRENCH.split()) | frozenset(_ENGLISH.split())
