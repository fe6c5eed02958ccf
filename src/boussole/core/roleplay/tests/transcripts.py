"""What agents type in front of each customer: an answer that works, and a clumsy one, in both languages."""

from __future__ import annotations

from typing import Literal

from boussole.core.text import Language

Manner = Literal["good", "clumsy"]

TRANSCRIPTS: dict[str, dict[tuple[Language, Manner], tuple[str, ...]]] = {
    "late_parcel": {
        ("fr", "good"): (
            "Bonjour Madame Lemaire. Douze jours de retard et trois messages, je comprends que vous en ayez assez.",
            "Pour quelle occasion attendez-vous cette commande ?",
            "Je vous renvoie la veilleuse en express aujourd’hui, vous l’aurez vendredi avant midi, et je vous écris dès qu’elle part.",
            "Est-ce que cela vous convient, ou reste-t-il un point à régler ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, le transporteur a du retard à cause d’un pic d’activité.",
            "Comme indiqué, il faut patienter encore quelques jours.",
        ),
        ("en", "good"): (
            "Hello Mrs Harding. Twelve days late and three messages, I can see why you have had enough.",
            "What is the parcel for, and when do you need it?",
            "I am sending another one by express today; you will have it on Friday before noon and I will email you when it leaves.",
            "Does that work for you, or is there anything left?",
        ),
        ("en", "clumsy"): (
            "Hello, the delay is due to the carrier, whose depot is overloaded this week.",
            "You just need to wait a few more days.",
            "We cannot do anything else.",
        ),
    },
    "wrong_bill": {
        ("fr", "good"): (
            "Bonjour Monsieur Garnier. Si je comprends bien, votre facture est passée de 140 à 412 euros sans que rien ait changé chez vous, c’est bien cela ?",
            "Que lisez-vous aujourd’hui sur le compteur ?",
            "Cette facture repose sur une estimation, parce que le dernier relevé réel date de huit mois. Je refais la facture avec votre chiffre et je suspends le prélèvement du 15, vous recevez la nouvelle demain.",
            "Est-ce que tout est clair pour vous, ou reste-t-il une question ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, nous ne pouvons pas modifier une facture déjà émise.",
            "Ce n’est pas possible, Monsieur.",
            "Il fallait relever votre compteur.",
        ),
        ("en", "good"): (
            "Hello Mr Whitlock. Let me check I have understood: your bill went from £140 to £412 and nothing has changed at home, is that right?",
            "What does the meter show today?",
            "This bill is based on an estimate because your last real reading is eight months old. I am issuing a corrected bill from your figure and putting the direct debit on hold; you will have the new one tomorrow.",
            "Is that clear for you, or is there anything else you would like to check?",
        ),
        ("en", "clumsy"): (
            "Hello, we cannot change a bill once it has been issued.",
            "No, that is not possible.",
            "You should have read your meter.",
        ),
    },
    "wish_for_a_manager": {
        ("fr", "good"): (
            "Bonjour Monsieur Delorme. Vous avez déjà tout expliqué deux fois et personne n’a tranché, je comprends votre agacement. Je transmets votre dossier à Mme Roux, ma responsable.",
            "Elle vous appelle avant 17 h, et je lui passe un résumé complet pour que vous n’ayez rien à répéter.",
        ),
        ("fr", "clumsy"): (
            "Les frais s’appliquent parce que votre compte n’était pas assez approvisionné le 4.",
            "Calmez-vous, ma responsable vous dira la même chose.",
        ),
        ("en", "good"): (
            "Hello Mr Pryce. You have explained this twice and nobody settled it, I understand why you are annoyed. I am passing your file to Mrs Reed, my manager.",
            "She will call you before 5 pm, and I am sending her a full summary so that you have nothing to repeat.",
        ),
        ("en", "clumsy"): (
            "The fees were charged because there was not enough money in your account on the 4th.",
            "Calm down, my manager will tell you the same.",
        ),
    },
    "cold_irony": {
        ("fr", "good"): (
            "Bonsoir Madame Castel. Vous avez payé une vue mer et vous vous retrouvez au-dessus du parking, votre déception est bien légitime.",
            "Qu’est-ce que ce séjour représente pour vous ?",
            "J’ai réservé une chambre vue mer qui se libère demain à 11 h, l’hôtel vous déménage, et je vous rembourse le supplément de 180 euros aujourd’hui.",
            "Est-ce que cela vous convient, ou y a-t-il autre chose que je puisse régler ce soir ?",
        ),
        ("fr", "clumsy"): (
            "Bonsoir, les chambres sont attribuées par l’hôtel en fonction des disponibilités.",
            "Nous ne pouvons pas changer votre chambre.",
            "Bonne soirée.",
        ),
        ("en", "good"): (
            "Good evening Ms Ashworth. You paid for a sea view and found yourself above a car park, you have every reason to be disappointed.",
            "What does this stay mean to you?",
            "I have booked a sea view room for you from 11 am tomorrow, the hotel will move your things, and I am refunding the £160 supplement today.",
            "Does that suit you, or is there anything else I can sort out tonight?",
        ),
        ("en", "clumsy"): (
            "Good evening, rooms are allocated by the hotel because availability changes every day.",
            "We cannot change your room.",
        ),
    },
    "bereavement_contract": {
        ("fr", "good"): (
            "Bonjour Madame Vidal. Je vous présente toutes mes condoléances. Recevoir cette lettre à son nom après nous avoir écrit, c’est une épreuve de plus, et nous n’aurions pas dû vous l’infliger.",
            "De quoi avez-vous besoin avec la voiture en ce moment ?",
            "J’arrête toutes les relances aujourd’hui et je passe le contrat à votre nom, sans frais ni interruption. Vous recevrez un seul papier à signer, mardi.",
            "Est-ce que tout est clair, ou avez-vous une autre question ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, la procédure prévoit un délai de traitement de quinze jours parce que les pièces sont vérifiées au siège.",
            "Profitez-en pour souscrire notre contrat Sérénité à 12 € par mois.",
            "Vous n’avez pas bien lu notre courrier.",
            "Ce n’est pas possible de bloquer les relances.",
        ),
        ("en", "good"): (
            "Hello Mrs Okafor. I am so sorry for your loss. You had already told us, and getting that letter in his name must have been very painful.",
            "What do you need the car for at the moment?",
            "I am stopping all reminders today and putting the policy in your name, with no fee and no gap in cover. You will get one form to sign on Tuesday.",
            "Is everything clear, or do you have any other question?",
        ),
        ("en", "clumsy"): (
            "Hello, the process takes fifteen days because documents are checked at head office.",
            "Why not take out our Serenity plan, it is only £12 a month.",
            "You should have called the bereavement team.",
            "We cannot stop the reminders.",
        ),
    },
    "refused_refund": {
        ("fr", "good"): (
            "Bonjour Madame Nguyen. Payer un abonnement dont vous ne vous servez plus, je comprends que ce soit rageant.",
            "Comment allez-vous vous déplacer dans les prochains mois ?",
            "Je ne peux pas vous rembourser, parce que la règle le prévoit dans les trente jours et que votre achat date de deux mois. En revanche, je peux suspendre l’abonnement jusqu’à six mois.",
            "Le temps restant est reporté à la reprise, vous ne perdez rien. Je fais la suspension aujourd’hui et vous recevez un message de confirmation ce soir.",
            "Est-ce que cela répond à votre demande ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, ce n’est pas possible.",
            "Je ne peux pas vous rembourser.",
            "Si vous aviez lu les conditions, vous le sauriez.",
        ),
        ("en", "good"): (
            "Hello Miss Patel. Paying for a pass you no longer use is frustrating, I understand.",
            "How will you be travelling over the next few months?",
            "I cannot refund the pass, because the rules allow it within thirty days and you bought it two months ago. What I can do is pause it for up to six months.",
            "The time left is carried over, so you lose nothing. I will set up the pause today and you will get a confirmation this evening.",
            "Does that answer your question?",
        ),
        ("en", "clumsy"): (
            "Hello, that is not possible.",
            "I can't refund you.",
            "If you had read the conditions you would know.",
        ),
    },
    "second_shop": {
        ("fr", "good"): (
            "Bonjour Madame Berthier. Allez dans Réglages, puis Équipe, et cliquez sur Inviter : votre vendeuse reçoit un lien par courriel.",
            "Vous parliez d’une seconde boutique. Comment allez-vous vous organiser entre les deux pour le stock ?",
            "Notre formule Deux boutiques partage le stock entre les deux caisses, pour 19 € de plus par mois, avec un mois d’essai gratuit.",
            "J’active l’essai aujourd’hui, et je vous appelle le 1er septembre pour voir si cela vous convient.",
        ),
        ("fr", "clumsy"): (
            "Bonjour, profitez de notre formule Deux boutiques à 19 € de plus par mois.",
            "Je vous propose la formule Premium avec 20 % de remise, abonnez-vous dès aujourd’hui.",
        ),
        ("en", "good"): (
            "Hello Mrs Lennox. Go to Settings, then Team, and click Invite: your assistant will get a link by email.",
            "You mentioned a second shop. How are you planning to manage stock between the two?",
            "Our Two Shops plan shares the stock between both tills for £17 more a month, with a free month’s trial.",
            "I will switch the trial on today, and I will call you on 1 September to see whether it suits you.",
        ),
        ("en", "clumsy"): (
            "Hello, why not upgrade to our Two Shops plan, it is only £17 more a month.",
            "You can get our Premium plan at 20% off, would you like to upgrade today?",
        ),
    },
    "threat_to_leave": {
        ("fr", "good"): (
            "Bonjour Monsieur Benali. Six semaines sans réseau chez vous et trois appels sans réponse, je comprends que vous vouliez partir.",
            "Qu’est-ce qui vous gêne le plus au quotidien ?",
            "J’active tout de suite les appels par le wifi sur vos deux lignes, votre mère pourra joindre les secours dès ce soir, et les travaux se terminent le 22.",
            "Je vous rappelle ce soir à 19 h pour vérifier que l’alarme fonctionne.",
        ),
        ("fr", "clumsy"): (
            "Bonjour, je peux vous proposer notre forfait 200 Go à 9,99 € par mois.",
            "Avec cette offre, vous économisez 28 € par mois, profitez-en avant ce soir.",
        ),
        ("en", "good"): (
            "Hello Mr Doyle. Six weeks without signal at home and three calls with no answer, I understand why you want to leave.",
            "What makes your day most difficult with this?",
            "I am switching on Wi-Fi calling for both lines now, so your mother’s alarm will work tonight, and the mast will be finished on the 22nd.",
            "I will call you back at 7 this evening to check that the alarm works.",
        ),
        ("en", "clumsy"): (
            "Hello, I can offer you our 200 GB plan for only £9.99 a month.",
            "With this deal you save £24 a month, why not upgrade before tonight.",
        ),
    },
    "promise_to_repair": {
        ("fr", "good"): (
            "Bonjour Madame Rossi. Vous avez attendu mardi pour rien, pour la deuxième fois et sans un appel. Nous avions promis et nous n’avons pas tenu parole.",
            "Comment faites-vous en attendant, pour ce que vous gardez au réfrigérateur ?",
            "Je vous réserve le premier passage de jeudi à 8 h. M. Aubert, le technicien, vous appelle mercredi soir pour confirmer.",
            "Je vous verse aussi 30 € pour les aliments perdus, vous les aurez vendredi. Est-ce que cela vous convient ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, la tournée a été annulée parce qu’un technicien était absent.",
            "Les plannings sont gérés par un autre service, ce n’est pas notre faute.",
        ),
        ("en", "good"): (
            "Hello Mrs Fenwick. You waited on Tuesday for nothing, for the second time and without a call. We gave you our word and did not keep it.",
            "How are you managing in the meantime with what you keep in the fridge?",
            "I am booking you the first visit on Thursday at 8 am. Mr Aldridge, the engineer, will call you on Wednesday evening to confirm.",
            "I will also send you £30 for the food you lost, it will be with you on Friday. Does that work for you?",
        ),
        ("en", "clumsy"): (
            "Hello, the round was cancelled because an engineer was off sick.",
            "Schedules are run by another department, it is not our fault.",
        ),
    },
    "unclear_breakdown": {
        ("fr", "good"): (
            "Bonjour Monsieur Petit. À quels moments de la journée cela s’arrête-t-il ?",
            "Si je comprends bien, cela se fige le soir quand vous préparez le repas. Qu’est-ce qui a changé chez vous ces derniers temps ?",
            "Le micro-ondes brouille le signal quand la box est à côté, c’est ce qui fige l’image. Sortez la box du meuble et posez-la dans le salon.",
            "Est-ce que tout fonctionne bien, avez-vous besoin d’autre chose ?",
        ),
        ("fr", "clumsy"): (
            "Bonjour, le problème vient du canal de votre réseau, parce que la bande des 2,4 GHz est saturée.",
            "Connectez-vous à l’interface d’administration et changez le canal.",
            "Vous n’avez pas bien lu ce que je vous ai écrit.",
            "Ce n’est pas notre faute si votre réseau est mal réglé.",
            "Je ne peux rien faire de plus pour vous.",
        ),
        ("en", "good"): (
            "Hello Mr Hobbs. When does it stop, at what times of day?",
            "Let me check I have understood: it freezes in the evening when you make dinner. What has changed at home lately?",
            "The microwave interferes with the signal when the box is next to it, that is what freezes the picture. Take the box out of the cabinet and put it in the living room.",
            "Is everything working now, or is there anything else?",
        ),
        ("en", "clumsy"): (
            "Hello, the problem comes from your wireless channel, because the 2.4 GHz band is congested.",
            "Log in to the admin interface and change the channel.",
            "You obviously misunderstood what I wrote.",
            "It is not our fault if your network is badly set up.",
            "I cannot help you any further.",
        ),
    },
}

# The same customers, answered in a hurry: no accents, short words, other turns of phrase.
HURRIED: tuple[tuple[str, Language, tuple[str, ...]], ...] = (
    (
        "late_parcel",
        "fr",
        (
            "bjr, 12 jours de retard et 3 messages, je comprends que vs soyez enervee",
            "c pour quoi ce colis, et pr quand ?",
            "je vs refais partir la lampe aujourd hui en express, livraison vendredi matin",
            "c bon pr vous ?",
        ),
    ),
    (
        "wrong_bill",
        "en",
        (
            "Hi, I'm sorry about that, that's a big jump. What does your meter say at the moment?",
            "OK that's a lot lower than our estimate. I'll redo the bill tonight and the direct debit won't go out.",
            "Anything else?",
        ),
    ),
    (
        "refused_refund",
        "fr",
        (
            "bonjour, malheureusement le remboursement n'est plus possible car le delai de 30 jours est depasse",
            "je comprends votre deception. on peut par contre mettre l'abonnement en sommeil le temps que vous reveniez au bureau",
            "je m'en occupe ce soir, vous aurez un mail",
        ),
    ),
    (
        "promise_to_repair",
        "en",
        (
            "I'm really sorry, you took time off twice for nothing.",
            "How are you managing without the fridge?",
            "I've put you first on Thursday, 8 o'clock. The engineer will phone you the night before.",
            "Is that OK for you?",
        ),
    ),
    (
        "wish_for_a_manager",
        "en",
        (
            "I'm afraid managers are not available on chat.",
            "I understand you're frustrated. Mrs Reed will ring you at 4pm today.",
            "She'll have all my notes, I promise she will call before 5.",
        ),
    ),
    (
        "unclear_breakdown",
        "fr",
        (
            "Bonjour, quel est le problème exactement ?",
            "Quand est-ce que ça se produit ?",
            "Essayez de remettre la box là où elle était, loin du micro-ondes.",
            "Ça marche mieux ?",
        ),
    ),
)
