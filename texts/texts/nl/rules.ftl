# Waarom iets vanzelf gebeurt: de regel, en de instelling zoals die toen was.

rule-anchors = Het logboek wordt elke dag verzegeld.
rule-backup = Back-ups worden vanzelf gemaakt.
rule-backup-alerts = Beheerders horen het als een back-up mislukt of uitblijft.
rule-clock = De klok laat vaste taken beginnen.
rule-contract-alerts = Voor een contract afloopt of opgezegd kan worden, wordt gewaarschuwd.
rule-contract-fees = Elke maand worden de contracten gefactureerd.
rule-contract-terms = Contracten verlengen of eindigen op hun dag.
rule-eraser = Wie vergeten wordt, wordt overal gewist.
rule-fault-closes-visits = Een opgeloste of vervallen storing heeft geen bezoek meer nodig.
rule-fault-follows-visit = Een afgerond bezoek lost de storing op, of vraagt om een vervolg.
rule-fault-mails = De klant hoort wanneer een storing is aangenomen, gepland en opgelost.
rule-fault-opens-visit = Elke storing krijgt een bezoek in de planning.
rule-forgotten-ends = Van wie vergeten is, wacht niets meer.
rule-goods-enter-stock = Wat binnenkomt, gaat op voorraad.
rule-invoice-mails = Een uitgegeven factuur wordt gemaild.
rule-numbers = Nummers die door een storing open bleven, worden afgemaakt.
rule-order-mails = Een geplaatste bestelling gaat per mail naar de leverancier.
rule-parts-leave-stock = Wat bij een bezoek gebruikt wordt, gaat van de voorraad af.
rule-payment-reminders = Wie te laat betaalt, wordt stap voor stap herinnerd.
rule-review-questions = Wie een vraag krijgt over iets wat die deed, vindt die bij de taken.
rule-review-raised = Wat de regels van de controle aanwijzen, kijkt de directie na.
rule-sender = Mails die klaarstaan, worden verstuurd.
rule-stock-alerts = Wat onder het minimum komt, wordt gemeld of besteld.
rule-task-taken-over = Wie een taak kwijtraakt aan een collega, hoort dat.
rule-technician-leaves = Bezoeken van wie weggaat, moeten opnieuw gepland worden.
rule-terms-end = Wat niet langer bewaard hoeft te worden, wordt gewist.
rule-visit-is-billed = Een bezoek dat betaald moet worden, wordt een conceptfactuur.
rule-visits-clash = Bezoeken die elkaar overlappen, worden gemeld.

setting-reminder-days = Toen na { $days } dagen te laat.
setting-alert-days = Toen { $days } dagen vooraf.
setting-payment-days = Toen met { $days } dagen om te betalen.
setting-opening = Werktijd toen: { $from } tot { $until }.
rule-report-mails = Een rapport wordt gemaild aan wie dat wilde, op de ochtend die daarbij gekozen is.
