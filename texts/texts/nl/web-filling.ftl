# Hoe ver tabellen zijn die opnieuw worden opgebouwd.

problem-filling = Deze lijsten worden opgebouwd. Dat gaat vanzelf verder.
filling-done = { $percent } % van { $of } gebeurtenissen
filling-rate = { $rate } per seconde
filling-left-seconds = nog geen minuut
filling-left-minutes = { $minutes ->
    [one] nog ongeveer 1 minuut
   *[other] nog ongeveer { $minutes } minuten
}
filling-by-itself = Deze pagina opent zodra het klaar is. De rest van Werkbank kunt u intussen gebruiken.
filling-anew = Wordt opnieuw opgebouwd
filling-hidden = Wordt opgebouwd
filling-again-one = { $department } opnieuw opbouwen
filling-again-all = Alles opnieuw opbouwen
filling-again-how = De lijsten worden uit het logboek opnieuw opgebouwd, terwijl iedereen doorwerkt.
filling-ordered = De lijsten worden opnieuw opgebouwd
filling-stalled-at = staat stil na gebeurtenis { $position }
