# What went wrong for who asked something: in words, and what to do about it.

problem-invalid = Nog niet alles is goed ingevuld.
problem-unauthorized = U bent niet ingelogd. Log in en probeer het opnieuw.
problem-forbidden = Dit mag u met uw rol niet.
problem-only-now = Dit is het verleden: wijzigen kan alleen in het nu.
problem-not-found = Dit bestaat niet, of niet meer.
problem-erased = De wet laat ons dit document niet langer bewaren: de termijn is voorbij en het is gewist.
problem-in-doubt = Het bewaren is gestoord. Kijk of het er staat, en probeer het anders over een ogenblik opnieuw.
problem-unavailable = Het lukt nu even niet. Er is niets bewaard; probeer het zo nog eens.
problem-conflict = Iemand anders heeft dit intussen gewijzigd. Bekijk de nieuwe stand en doe het opnieuw.
problem-wrong-id = Deze gegevens horen bij een ander nummer dan waar u ze voor opstuurt.
problem-too-large = Dit is te groot om te bewaren. Maak de tekst korter of neem minder regels.
problem-sign-in = Deze naam en dit wachtwoord horen niet bij elkaar.
problem-too-many-tries = Te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.
problem-json-wanted = De gegevens moeten als JSON komen (application/json).
problem-not-json = Dit is geen leesbaar JSON-object.
problem-if-match = If-Match moet de revisie zijn die u zag, een heel getal.
problem-no-company = De gegevens van het eigen bedrijf ontbreken nog. Laat de beheerder ze bij Instellingen invullen.
problem-form-wanted = Stuur dit als formulier met een bestand (multipart/form-data).
problem-form-broken = Het formulier is niet heel aangekomen. Probeer het opnieuw.
problem-customer-double = Deze klant staat misschien al in de lijst.
problem-other-origin = Dit verzoek kwam van een andere website dan deze en is daarom niet uitgevoerd.
problem-wrong-password = Dit is niet uw huidige wachtwoord.
problem-ordered-already = Een deel hiervan is intussen al besteld. Kijk het advies na en plaats de rest opnieuw.
problem-method = Dit adres is niet om zo te openen. Ga terug naar de pagina en probeer het daar.
