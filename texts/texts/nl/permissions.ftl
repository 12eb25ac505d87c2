# What may be allowed, as the table of permissions and a refusal name it.

permission-see-customers = Klanten en machines bekijken
permission-edit-customers = Klanten, contacten en machines bijhouden
permission-import-customers = Klantenlijsten inlezen en exporteren
permission-edit-opportunities = Verkoopkansen bijhouden
permission-see-faults = Storingen bekijken
permission-report-faults = Storingen aannemen en wijzigen
permission-see-planning = Planning bekijken
permission-plan-visits = Bezoeken inplannen
permission-move-visits = Bezoeken verzetten of afzeggen
permission-do-visits = Bezoeken uitvoeren en afronden
permission-see-stock = Artikelen en voorraad bekijken
permission-edit-stock = Voorraad, leveranciers en bestellingen bijhouden
permission-see-contracts = Contracten bekijken
permission-edit-contracts = Contracten opstellen, ondertekenen en beëindigen
permission-see-invoices = Facturen bekijken
permission-edit-invoices = Facturen maken en betalingen boeken
permission-see-mail = Mail aan klanten bekijken
permission-handle-mail = Mislukte mail opnieuw versturen of opgeven
permission-handle-tasks = Taken oppakken, doorgeven en afronden
permission-see-log = Logboek bekijken
permission-see-settings = Instellingen bekijken
permission-edit-settings = Instellingen wijzigen
permission-see-users = Medewerkers en rechten bekijken
permission-edit-users = Medewerkers bijhouden
permission-own-account = Eigen wachtwoord, taal en uiterlijk wijzigen
permission-system-only = Alleen Werkbank zelf
