//! How long the way takes between two postcodes: as the crow flies between the areas they lie in, and a bit more. A guess for
//! planning, made without asking anybody: two addresses in one area are a short drive, whichever they are.

/// Roads are so much longer than the crow flies.
const DETOUR: f64 = 1.3;
/// Kilometres an hour, over town and motorway.
const SPEED: f64 = 65.0;
/// Minutes to leave, find a place for the car and walk in.
const AROUND: f64 = 8.0;
/// Minutes between two postcodes of one area.
const IN_ONE_AREA: u32 = 15;
/// Minutes to the neighbours.
const IN_ONE_STREET: u32 = 5;

/// Minutes from one postcode to another, in steps of five; none when one of them lies in no area that is known.
pub fn minutes(from: &str, to: &str) -> Option<u32> {
    let (one, other) = (Area::of(from)?, Area::of(to)?);
    if one.code == other.code {
        return Some(IN_ONE_STREET);
    }
    if (one.country, one.digits) == (other.country, other.digits) {
        return Some(IN_ONE_AREA);
    }
    let way = AROUND + kilometres(one.at, other.at) * DETOUR / SPEED * 60.0;
    // Farther than across the three countries it never gets.
    let steps = (1..=400).find(|steps| f64::from(steps * 5) >= way)?;
    Some((steps * 5).max(IN_ONE_AREA))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Country {
    Netherlands,
    Belgium,
    Poland,
}

/// Where a postcode lies.
struct Area {
    country: Country,
    digits: u8,
    code: String,
    at: (f64, f64),
}

impl Area {
    /// `3701 CL` lies in the Netherlands, `2000` in Belgium, `00-950` in Poland.
    fn of(postcode: &str) -> Option<Self> {
        let code: String = postcode.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = code.chars().filter(char::is_ascii_digit).count();
        let (country, table): (Country, &[(u8, f64, f64)]) = match (digits, code.len()) {
            (5, 6) if code.contains('-') => (Country::Poland, &PL),
            (4, 6) => (Country::Netherlands, &NL),
            (4, 4) => (Country::Belgium, &BE),
            _ => return None,
        };
        let digits: u8 = code.get(..2)?.parse().ok()?;
        let (_, latitude, longitude) = table.iter().find(|(known, ..)| *known == digits)?;
        Some(Self { country, digits, code, at: (*latitude, *longitude) })
    }
}

/// Along the great circle.
fn kilometres((latitude, longitude): (f64, f64), (to_latitude, to_longitude): (f64, f64)) -> f64 {
    let half = |one: f64, other: f64| ((other - one).to_radians() / 2.0).sin().powi(2);
    let across = latitude.to_radians().cos() * to_latitude.to_radians().cos() * half(longitude, to_longitude);
    12_742.0 * (half(latitude, to_latitude) + across).sqrt().asin()
}

/// The first two digits of postcodes, with the latitude and longitude of the town that most of the area's people live in or near.
#[rustfmt::skip]
const NL: [(u8, f64, f64); 90] = [
    (10, 52.37, 4.90), (11, 52.33, 4.90), (12, 52.23, 5.15), (13, 52.37, 5.22), (14, 52.37, 4.95), (15, 52.45, 4.81),
    (16, 52.66, 5.10), (17, 52.76, 4.80), (18, 52.63, 4.74), (19, 52.49, 4.64), (20, 52.38, 4.64), (21, 52.28, 4.62),
    (22, 52.18, 4.42), (23, 52.16, 4.50), (24, 52.13, 4.66), (25, 52.08, 4.30), (26, 52.00, 4.36), (27, 52.06, 4.50),
    (28, 52.00, 4.75), (29, 51.90, 4.60), (30, 51.92, 4.47), (31, 51.91, 4.37), (32, 51.82, 4.20), (33, 51.81, 4.68),
    (34, 52.05, 5.02), (35, 52.09, 5.11), (36, 52.17, 4.97), (37, 52.14, 5.30), (38, 52.17, 5.41), (39, 52.03, 5.40),
    (40, 51.89, 5.43), (41, 51.93, 5.18), (42, 51.83, 4.97), (43, 51.54, 3.65), (44, 51.49, 3.90), (45, 51.33, 3.75),
    (46, 51.50, 4.28), (47, 51.54, 4.46), (48, 51.59, 4.78), (49, 51.65, 4.86), (50, 51.56, 5.08), (51, 51.64, 5.00),
    (52, 51.70, 5.30), (53, 51.77, 5.42), (54, 51.66, 5.65), (55, 51.38, 5.42), (56, 51.44, 5.48), (57, 51.47, 5.66),
    (58, 51.57, 5.97), (59, 51.37, 6.15), (60, 51.22, 5.85), (61, 51.02, 5.85), (62, 50.85, 5.70), (63, 50.84, 5.92),
    (64, 50.90, 5.99), (65, 51.84, 5.85), (66, 51.85, 5.75), (67, 52.03, 5.66), (68, 51.98, 5.91), (69, 51.93, 6.07),
    (70, 51.96, 6.29), (71, 51.98, 6.62), (72, 52.15, 6.30), (73, 52.21, 5.97), (74, 52.28, 6.35), (75, 52.24, 6.87),
    (76, 52.39, 6.68), (77, 52.60, 6.60), (78, 52.78, 6.90), (79, 52.70, 6.35), (80, 52.51, 6.09), (81, 52.36, 6.15),
    (82, 52.52, 5.65), (83, 52.75, 5.95), (84, 52.95, 6.05), (85, 52.92, 5.75), (86, 53.03, 5.66), (87, 53.03, 5.46),
    (88, 53.19, 5.48), (89, 53.20, 5.80), (90, 53.20, 5.78), (91, 53.31, 5.98), (92, 53.12, 6.12), (93, 53.13, 6.42),
    (94, 52.97, 6.58), (95, 52.98, 6.93), (96, 53.14, 6.95), (97, 53.22, 6.57), (98, 53.25, 6.40), (99, 53.34, 6.75),
];

/// The first two digits of postcodes, with the latitude and longitude of the town that most of the area's people live in or near.
#[rustfmt::skip]
const BE: [(u8, f64, f64); 80] = [
    (10, 50.85, 4.35), (11, 50.81, 4.40), (12, 50.84, 4.43), (13, 50.70, 4.58), (14, 50.60, 4.33), (15, 50.73, 4.22),
    (16, 50.76, 4.28), (17, 50.88, 4.20), (18, 50.94, 4.42), (19, 50.88, 4.48), (20, 51.22, 4.40), (21, 51.21, 4.45),
    (22, 51.15, 4.75), (23, 51.32, 4.94), (24, 51.18, 5.05), (25, 51.13, 4.52), (26, 51.17, 4.42), (28, 51.05, 4.45),
    (29, 51.32, 4.55), (30, 50.88, 4.70), (31, 50.97, 4.65), (32, 50.97, 4.90), (33, 50.80, 4.95), (34, 50.77, 5.08),
    (35, 50.93, 5.34), (36, 50.96, 5.50), (37, 50.78, 5.46), (38, 50.82, 5.19), (39, 51.18, 5.40), (40, 50.63, 5.57),
    (41, 50.57, 5.50), (42, 50.65, 5.12), (43, 50.69, 5.25), (44, 50.65, 5.45), (45, 50.52, 5.24), (46, 50.70, 5.72),
    (47, 50.60, 6.03), (48, 50.59, 5.87), (49, 50.45, 5.95), (50, 50.47, 4.87), (51, 50.45, 4.90), (53, 50.43, 5.15),
    (55, 50.23, 4.90), (56, 50.15, 4.53), (60, 50.41, 4.44), (61, 50.39, 4.35), (62, 50.45, 4.52), (64, 50.07, 4.32),
    (65, 50.27, 4.25), (66, 50.00, 5.72), (67, 49.65, 5.70), (68, 49.88, 5.35), (69, 50.25, 5.45), (70, 50.45, 3.95),
    (71, 50.47, 4.18), (73, 50.42, 3.78), (75, 50.61, 3.39), (76, 50.53, 3.55), (77, 50.74, 3.22), (78, 50.65, 3.75),
    (79, 50.60, 3.70), (80, 51.21, 3.22), (82, 51.17, 3.15), (83, 51.32, 3.23), (84, 51.22, 2.91), (85, 50.82, 3.27),
    (86, 51.06, 2.72), (87, 50.98, 3.33), (88, 50.95, 3.12), (89, 50.83, 2.90), (90, 51.05, 3.72), (91, 51.17, 4.15),
    (92, 51.03, 4.08), (93, 50.94, 4.04), (94, 50.84, 4.00), (95, 50.78, 3.88), (96, 50.83, 3.70), (97, 50.85, 3.60),
    (98, 50.98, 3.53), (99, 51.19, 3.50),
];

/// The first two digits of postcodes, with the latitude and longitude of the town that most of the area's people live in or near.
#[rustfmt::skip]
const PL: [(u8, f64, f64); 99] = [
    (0, 52.23, 21.01), (1, 52.25, 20.96), (2, 52.19, 20.98), (3, 52.26, 21.04), (4, 52.24, 21.12), (5, 52.15, 20.95),
    (6, 52.88, 20.75), (7, 52.85, 21.55), (8, 52.10, 22.10), (9, 52.60, 19.75), (10, 53.78, 20.49), (11, 53.95, 21.10),
    (12, 53.55, 21.45), (13, 53.30, 20.25), (14, 53.75, 19.85), (15, 53.13, 23.16), (16, 53.75, 23.20), (17, 52.72, 23.25),
    (18, 53.15, 22.20), (19, 53.85, 22.45), (20, 51.25, 22.57), (21, 51.65, 22.70), (22, 50.95, 23.35), (23, 50.75, 22.55),
    (24, 51.40, 22.00), (25, 50.87, 20.63), (26, 51.25, 20.90), (27, 50.88, 21.40), (28, 50.55, 20.60), (29, 50.83, 20.00),
    (30, 50.07, 19.92), (31, 50.08, 19.98), (32, 50.03, 19.85), (33, 49.80, 20.80), (34, 49.65, 19.60), (35, 50.04, 22.00),
    (36, 49.95, 21.95), (37, 50.15, 22.60), (38, 49.60, 21.90), (39, 50.30, 21.55), (40, 50.26, 19.02), (41, 50.31, 19.00),
    (42, 50.68, 19.15), (43, 49.95, 18.98), (44, 50.15, 18.60), (45, 50.67, 17.93), (46, 50.80, 18.05), (47, 50.30, 18.15),
    (48, 50.38, 17.50), (49, 50.85, 17.45), (50, 51.11, 17.03), (51, 51.14, 17.07), (52, 51.07, 17.02), (53, 51.09, 16.99),
    (54, 51.13, 16.95), (55, 51.10, 17.00), (56, 51.35, 17.15), (57, 50.50, 16.80), (58, 50.82, 16.15), (59, 51.25, 15.80),
    (60, 52.41, 16.90), (61, 52.41, 16.95), (62, 52.40, 17.60), (63, 51.90, 17.50), (64, 52.35, 16.45), (65, 51.94, 15.51),
    (66, 52.45, 15.35), (67, 51.78, 15.90), (68, 51.63, 15.10), (69, 52.40, 14.75), (70, 53.43, 14.55), (71, 53.45, 14.53),
    (72, 53.75, 14.80), (73, 53.33, 15.20), (74, 52.98, 14.75), (75, 54.19, 16.18), (76, 54.35, 16.70), (77, 53.95, 17.25),
    (78, 53.80, 16.20), (80, 54.36, 18.62), (81, 54.50, 18.53), (82, 54.10, 19.25), (83, 54.10, 18.35), (84, 54.63, 18.05),
    (85, 53.12, 18.01), (86, 53.40, 18.40), (87, 52.95, 18.85), (88, 52.75, 18.10), (89, 53.50, 17.60), (90, 51.77, 19.46),
    (91, 51.81, 19.43), (92, 51.76, 19.54), (93, 51.73, 19.46), (94, 51.75, 19.40), (95, 51.80, 19.40), (96, 52.05, 20.25),
    (97, 51.35, 19.60), (98, 51.50, 18.75), (99, 52.15, 19.40),
];

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn the_way_is_about_as_long_as_people_drive() {
        let between = |from, to, least, most| {
            let way = minutes(from, to).unwrap_or_default();
            assert!((least..=most).contains(&way), "{from} to {to}: {way}");
        };
        between("3511 AD", "3811 BB", 25, 40); // Utrecht, Amersfoort
        between("1011 AB", "9711 CD", 150, 210); // Amsterdam, Groningen
        between("2000", "9000", 50, 75); // Antwerp, Ghent
        between("4811 AA", "2000", 45, 75); // Breda, Antwerp: over the border
        between("00-950", "90-001", 120, 170); // Warsaw, Lodz
    }

    #[test]
    fn the_way_back_is_as_long_and_the_neighbours_are_near() {
        assert_eq!(minutes("3511 AD", "9711 CD"), minutes("9711CD", "3511 AD"));
        assert_eq!((minutes("3511 AD", "3511AD"), minutes("3511 AD", "3562 HC")), (Some(5), Some(15)));
    }

    #[test]
    fn of_a_postcode_that_lies_nowhere_known_nothing_is_said() {
        for nowhere in ["", "–", "SW1A 1AA", "0999 AB", "12345", "é511 A"] {
            assert_eq!(minutes(nowhere, "3511 AD"), None, "{nowhere}");
        }
    }
}
