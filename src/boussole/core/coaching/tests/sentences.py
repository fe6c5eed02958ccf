"""Real sentences for each cue, in both languages: followed, missed, and without an occasion."""

from __future__ import annotations

C, A = "customer", "agent"
Lines = list[tuple[str, str]]

# Sentences as people write them, followed and missed, read by the models that ship.
SAID_FR: dict[str, tuple[Lines, Lines]] = {
    "reformulate_before_explaining": (
        [
            (C, "Bonjour, ma facture a augmenté de douze euros ce mois-ci."),
            (
                A,
                "Si je comprends bien, vous souhaitez savoir pourquoi votre facture a augmenté de douze euros, c’est bien cela ?",
            ),
            (C, "Oui, exactement."),
            (
                A,
                "Cette hausse s’explique par la fin de votre remise : elle durait un an, donc le tarif normal s’applique.",
            ),
        ],
        [
            (C, "Bonjour, ma facture a augmenté de douze euros ce mois-ci."),
            (
                A,
                "Cette hausse s’explique par la fin de votre remise : elle durait un an, donc le tarif normal s’applique.",
            ),
        ],
    ),
    "acknowledge_before_refusing": (
        [
            (C, "Je voudrais être remboursé des trois mois sans connexion."),
            (
                A,
                "Je comprends que trois mois sans connexion vous aient compliqué la vie. Malheureusement, je ne peux pas vous rembourser cette période.",
            ),
        ],
        [
            (C, "Je voudrais être remboursé des trois mois sans connexion."),
            (A, "Malheureusement, je ne peux pas vous rembourser cette période."),
        ],
    ),
    "explain_a_refusal": (
        [
            (C, "Pouvez-vous annuler les frais ?"),
            (
                A,
                "Je ne peux pas annuler ces frais, car ils correspondent au déplacement du technicien, qui a bien eu lieu.",
            ),
        ],
        [(C, "Pouvez-vous annuler les frais ?"), (A, "Non, ce n’est pas possible.")],
    ),
    "hand_over_at_first_request": (
        [
            (C, "Je veux parler à un responsable."),
            (A, "Je vous passe ma responsable, Mme Roux, je lui résume votre dossier."),
        ],
        [(C, "Je veux parler à un responsable."), (A, "Le délai habituel est de dix jours.")],
    ),
    "acknowledge_at_first_reply": (
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je comprends votre colère, trois semaines d’attente, c’est vraiment long."),
        ],
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Quel est votre numéro de dossier ?"),
        ],
    ),
    "apologise_for_a_repeat": (
        [
            (C, "C’est la troisième fois que je vous écris pour le même problème."),
            (A, "Je vous présente toutes nos excuses."),
        ],
        [
            (C, "C’est la troisième fois que je vous écris pour le même problème."),
            (A, "Quel est votre numéro de dossier ?"),
        ],
    ),
    "ask_when_a_need_is_said": (
        [
            (C, "Je viens d’ouvrir un deuxième magasin et il me faudra internet là-bas aussi."),
            (
                A,
                "Comment comptez-vous utiliser internet dans ce magasin, et avec combien de postes ?",
            ),
        ],
        [
            (C, "Je viens d’ouvrir un deuxième magasin et il me faudra internet là-bas aussi."),
            (A, "D’accord, c’est noté."),
        ],
    ),
    "say_who_what_when": (
        [
            (C, "C’est urgent, il me le faut avant vendredi midi."),
            (A, "Je m’en occupe moi-même et je vous rappelle demain avant dix heures."),
        ],
        [
            (C, "C’est urgent, il me le faut avant vendredi midi."),
            (A, "D’accord, c’est noté."),
        ],
    ),
    "check_before_leaving": (
        [
            (C, "Bonjour, où trouver ma facture ?"),
            (A, "Elle est dans votre espace client, rubrique documents."),
            (C, "Je la vois, merci."),
            (A, "Tout est-il réglé pour vous, ou avez-vous une autre question ?"),
        ],
        [
            (C, "Bonjour, où trouver ma facture ?"),
            (A, "Elle est dans votre espace client, rubrique documents."),
            (C, "Je la vois, merci."),
            (A, "Bonne journée."),
        ],
    ),
    "no_offer_while_tense": (
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je comprends votre colère. Je relance le dossier tout de suite."),
        ],
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je vous propose de passer à notre forfait Premium à 29 euros par mois."),
        ],
    ),
}
SAID_EN: dict[str, tuple[Lines, Lines]] = {
    "reformulate_before_explaining": (
        [
            (C, "Hello, my bill went up by twelve pounds this month."),
            (
                A,
                "If I understand correctly, you would like to know why your bill went up by twelve pounds, is that right?",
            ),
            (C, "Yes, exactly."),
            (
                A,
                "The increase is because your discount ended: it lasted a year, so the normal price now applies.",
            ),
        ],
        [
            (C, "Hello, my bill went up by twelve pounds this month."),
            (
                A,
                "The increase is because your discount ended: it lasted a year, so the normal price now applies.",
            ),
        ],
    ),
    "acknowledge_before_refusing": (
        [
            (C, "I would like a refund for the three months without a connection."),
            (
                A,
                "I understand how frustrating three months without a connection must have been. Unfortunately I cannot refund that period.",
            ),
        ],
        [
            (C, "I would like a refund for the three months without a connection."),
            (A, "Unfortunately I cannot refund that period."),
        ],
    ),
    "explain_a_refusal": (
        [
            (C, "Can you cancel the fee?"),
            (
                A,
                "I'm afraid I can't cancel this fee, because it covers the engineer's visit, which did take place.",
            ),
        ],
        [(C, "Can you cancel the fee?"), (A, "No, that is not possible.")],
    ),
    "hand_over_at_first_request": (
        [
            (C, "I want to speak to a manager."),
            (A, "I am putting you through to my manager, Mrs Roux."),
        ],
        [(C, "I want to speak to a manager."), (A, "The usual delay is ten days.")],
    ),
    "acknowledge_at_first_reply": (
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I understand how frustrating it is to wait three weeks."),
        ],
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "What is your case number?"),
        ],
    ),
    "apologise_for_a_repeat": (
        [
            (C, "This is the third time I have contacted you about the same problem."),
            (A, "I am very sorry about that."),
        ],
        [
            (C, "This is the third time I have contacted you about the same problem."),
            (A, "What is your case number?"),
        ],
    ),
    "ask_when_a_need_is_said": (
        [
            (C, "I have just opened a second shop and I will need internet there too."),
            (A, "How do you plan to use internet in that shop, and with how many tills?"),
        ],
        [
            (C, "I have just opened a second shop and I will need internet there too."),
            (A, "All right, noted."),
        ],
    ),
    "say_who_what_when": (
        [
            (C, "This is urgent, I need it before Friday noon."),
            (A, "I will take care of it myself and call you back tomorrow before ten."),
        ],
        [(C, "This is urgent, I need it before Friday noon."), (A, "All right, noted.")],
    ),
    "check_before_leaving": (
        [
            (C, "Hello, where do I find my invoice?"),
            (A, "It is in your account, under documents."),
            (C, "I can see it, thanks."),
            (A, "Is everything settled for you, or is there anything else I can help with?"),
        ],
        [
            (C, "Hello, where do I find my invoice?"),
            (A, "It is in your account, under documents."),
            (C, "I can see it, thanks."),
            (A, "Have a nice day."),
        ],
    ),
    "no_offer_while_tense": (
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I understand you are angry. I am chasing this up right now."),
        ],
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I can offer you our Premium plan at 29 pounds a month."),
        ],
    ),
}
