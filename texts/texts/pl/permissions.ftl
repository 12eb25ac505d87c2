# What may be allowed, as the table of permissions and a refusal name it.

permission-see-customers = Przeglądanie klientów i maszyn
permission-edit-customers = Prowadzenie klientów, kontaktów i maszyn
permission-import-customers = Wczytywanie i eksport list klientów
permission-edit-opportunities = Prowadzenie szans sprzedaży
permission-see-faults = Przeglądanie awarii
permission-report-faults = Przyjmowanie i zmiana awarii
permission-see-planning = Przeglądanie planu
permission-plan-visits = Planowanie wizyt
permission-move-visits = Przekładanie i odwoływanie wizyt
permission-do-visits = Realizacja i kończenie wizyt
permission-see-stock = Przeglądanie artykułów i magazynu
permission-edit-stock = Prowadzenie magazynu, dostawców i zamówień
permission-see-contracts = Przeglądanie umów
permission-edit-contracts = Sporządzanie, podpisywanie i kończenie umów
permission-see-invoices = Przeglądanie faktur
permission-edit-invoices = Wystawianie faktur i księgowanie płatności
permission-see-mail = Przeglądanie poczty do klientów
permission-handle-mail = Ponawianie lub porzucanie nieudanych wiadomości
permission-handle-tasks = Podejmowanie, przekazywanie i kończenie zadań
permission-see-log = Przeglądanie dziennika
permission-see-settings = Przeglądanie ustawień
permission-edit-settings = Zmiana ustawień
permission-see-users = Przeglądanie pracowników i uprawnień
permission-edit-users = Prowadzenie pracowników
permission-own-account = Zmiana własnego hasła, języka i wyglądu
permission-system-only = Tylko sam Werkbank
