# Jak daleko są tabele budowane od nowa.

problem-filling = Te listy są właśnie budowane. Trwa to samo z siebie.
filling-done = { $percent } % z { $of } zdarzeń
filling-rate = { $rate } na sekundę
filling-left-seconds = jeszcze niecała minuta
filling-left-minutes = { $minutes ->
    [one] jeszcze około 1 minuty
   *[other] jeszcze około { $minutes } minut
}
filling-by-itself = Ta strona otworzy się, gdy wszystko będzie gotowe. Z reszty Werkbank można w tym czasie korzystać.
filling-anew = Budowane od nowa
filling-hidden = Budowane
filling-again-one = Zbuduj od nowa: { $department }
filling-again-all = Zbuduj wszystko od nowa
filling-again-how = Listy są budowane od nowa z dziennika, a wszyscy pracują dalej.
filling-ordered = Listy są budowane od nowa
filling-stalled-at = zatrzymane po zdarzeniu { $position }
