# Wat klanten antwoorden: op uitnodigingen en op mails.
thing-mailbox = Mailbox
event-invitation-answered = Klant antwoordde op de uitnodiging
event-mail-answered = Antwoord van de klant
event-mail-returned = Mail kwam onbezorgd terug
event-mailbox-read = Mailbox gelezen
command-visit-answer-invitation = Antwoord van de klant noteren
command-mail-note-answer = Antwoord op een mail noteren
command-mail-mark-returned = Mail als onbezorgd noteren
command-mailbox-note-read = Noteren tot waar de mailbox is gelezen
field-reply = Antwoord
field-comment = Toelichting
field-sequence = Uitnodiging
field-writer = Geschreven door
field-validity = Telling van de server
field-uid = Laatst gelezen
refusal-visit-not-invited = Zo is de klant niet uitgenodigd. Kijk welke afspraak is bedoeld.
rule-customer-answers = Wie iets moet doen, hoort wat een klant antwoordt.
rule-mailbox = Antwoorden van klanten komen uit de mailbox binnen.
answer-title = Antwoord van de klant
answer-none = De klant heeft nog niet geantwoord.
answer-accepted = Klant komt het uit
answer-tentative = Klant weet het nog niet
answer-declined = Klant kan niet
answer-countered = Klant vraagt andere tijd
answer-proposes = Zou passen: { $when }
answer-plan-so = Zo plannen
answer-note = Antwoord noteren
answer-stretch = Op welke afspraak
answer-by = Wie antwoordde
answer-comment = Toelichting
customers-story-invitation-accepted = Bezoek { $label } op { $when } komt de klant uit
customers-story-invitation-tentative = Klant weet nog niet of bezoek { $label } op { $when } uitkomt
customers-story-invitation-declined = Bezoek { $label } op { $when } komt de klant niet uit
customers-story-invitation-countered = Klant wil voor bezoek { $label } een ander moment dan { $when }
customers-story-mail-answered = Antwoord op mail: { $label }
customers-story-mail-answered-who = { $who } antwoordde op: { $label }
customers-story-mail-returned = Mail niet bezorgd: { $label }
task-customer-wrote = Een klant antwoordde op een mail. Lees het antwoord en reageer.
task-visit-declined = De klant kan niet bij { $number } op { $day } om { $from }. Spreek een andere tijd af.
task-visit-countered = De klant stelt een ander moment voor dan { $day } om { $from } voor { $number }. Plan het zo, of spreek iets anders af.
task-mailbox-unread = De mailbox is niet te lezen. De server meldde: “{ $reason }”. Antwoorden van klanten blijven liggen.
mail-mailbox-unread-subject = Werkbank kan de mailbox niet lezen
mail-mailbox-unread-body =
    Goedendag,

    Werkbank kan de mailbox al een half uur niet lezen. De server meldde:

    { $reason }

    Werkbank blijft het proberen. Zolang dit niet lukt, blijven antwoorden van klanten in de mailbox liggen. Controleer de mailserver en het wachtwoord onder [imap].
