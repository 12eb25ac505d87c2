//! What somebody wrote themselves in an answer, without the letter that they answer.

/// How a program begins the letter that is answered, after a name and a day: `Op 3 mei 2027 om 10:12 schreef Werkbank:`.
const WROTE: [&str; 7] = ["schreef", "wrote", "pisze", "napisał", "napisano", "a écrit", "schrieb"];
/// How the lines begin in which Outlook repeats a letter's head.
const FROM: [&str; 5] = ["van:", "from:", "od:", "de :", "von:"];
const SENT: [&str; 8] = ["verzonden:", "sent:", "wysłano:", "envoyé :", "gesendet:", "datum:", "date:", "data:"];

/// The part above the letter that is answered; all of it, where nothing stands above.
pub(super) fn own_words(text: &str) -> &str {
    let lines: Vec<&str> = text.lines().collect();
    let ends = lines.iter().enumerate().position(|(n, line)| begins_the_other(line.trim(), &lines[n + 1..]));
    let Some(ends) = ends else { return text.trim() };
    let at = lines[ends].as_ptr() as usize - text.as_ptr() as usize;
    let own = text[..at].trim();
    if own.is_empty() { text.trim() } else { own }
}

fn begins_the_other(line: &str, next: &[&str]) -> bool {
    let small = line.to_lowercase();
    // The line may be broken before the colon.
    let ends = small.ends_with(':') || next.first().is_some_and(|next| next.trim().ends_with(':'));
    let introduced = ends && WROTE.iter().any(|wrote| small.contains(wrote) || next_says(next, wrote)) && dated(&small);
    let head = FROM.iter().any(|from| small.starts_with(from))
        && next.iter().take(3).any(|next| SENT.iter().any(|sent| next.trim().to_lowercase().starts_with(sent)));
    line.starts_with('>') || line == "--" || introduced || head || is_a_rule(line)
}

fn next_says(next: &[&str], wrote: &str) -> bool {
    next.first().is_some_and(|next| next.to_lowercase().contains(wrote))
}

/// A line that introduces a letter says when it was: somebody who writes “as I wrote:” says no number.
fn dated(line: &str) -> bool {
    line.chars().filter(char::is_ascii_digit).count() >= 4
}

/// `-----Oorspronkelijk bericht-----`, or a line that is drawn.
fn is_a_rule(line: &str) -> bool {
    (line.starts_with("-----") && line.ends_with("-----")) || (line.len() >= 20 && line.chars().all(|c| c == '_'))
}

#[cfg(test)]
mod tests {
    use super::own_words;

    #[test]
    fn the_letter_that_is_answered_is_left_out() {
        for other in [
            "> Beste klant,\n> wij komen dinsdag.",
            "Op di 4 mei 2027 om 10:12 schreef Werkbank <desk@werkbank.example>:\n\n> Beste klant",
            "Op 4 mei 2027 om 10:12 heeft Werkbank <desk@werkbank.example> het\nvolgende geschreven: of schreef:\n> Beste klant",
            "On Tue, May 4, 2027 at 10:12 AM Werkbank <desk@werkbank.example>\nwrote:\n> Dear customer",
            "W dniu 4.05.2027 o 10:12, Werkbank pisze:\n> Szanowni",
            "Le mar. 4 mai 2027 à 10:12, Werkbank a écrit :\n> Cher client",
            "-----Oorspronkelijk bericht-----\nVan: Werkbank\nVerzonden: dinsdag",
            "Van: Werkbank <desk@werkbank.example>\nVerzonden: dinsdag 4 mei 2027\nAan: Klant",
            "________________________________\nFrom: Werkbank\nSent: Tuesday",
            "--\nJan de Boer\nDirecteur",
        ] {
            assert_eq!(
                own_words(&format!("Dat is goed.\n\nGraag achterom.\n\n{other}")),
                "Dat is goed.\n\nGraag achterom."
            );
        }
    }

    #[test]
    fn what_is_written_below_or_only_looks_like_it_stays() {
        let below = "> Beste klant\n> wij komen dinsdag\n\nDat is goed.";
        assert_eq!(own_words(below), below);
        let own = "Zoals ik al schreef:\nde molen maalt niet.\nVan: 9 uur tot 12 uur kan.";
        assert_eq!(own_words(own), own);
        assert_eq!(own_words("  \n "), "");
    }
}
