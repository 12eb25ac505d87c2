//! A paper that was scanned: one page as PDF, small and whole.

/// A page with some lines on it.
pub(super) fn page(lines: &[String]) -> Vec<u8> {
    let text: String = lines.iter().map(|line| format!("({}) Tj 0 -22 Td ", escaped(line))).collect();
    let drawing = format!("BT /F1 13 Tf 60 760 Td {text}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".into(),
        format!("<< /Length {} >>\nstream\n{drawing}\nendstream", drawing.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>".into(),
    ];
    let (mut file, mut places) = (String::from("%PDF-1.4\n"), String::new());
    for (n, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let (at, count) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    file.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"));
    file.into_bytes()
}

/// As a PDF string: plain letters, so that lengths are bytes; brackets and backslashes marked.
fn escaped(line: &str) -> String {
    let plain = |c: char| if c.is_ascii() && !c.is_ascii_control() { c } else { '.' };
    line.chars().map(plain).flat_map(|c| matches!(c, '(' | ')' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_object_stands_where_the_table_says() {
        let file = String::from_utf8_lossy(&super::page(&["Getekend (akkoord) door Ł".into()])).into_owned();
        let table = file.split("0000000000 65535 f \n").nth(1).unwrap_or_default();
        for (n, line) in table.lines().take(5).enumerate() {
            let place: usize = line[..10].parse().unwrap_or_default();
            assert!(file[place..].starts_with(&format!("{} 0 obj", n + 1)), "{line}");
        }
        assert!(file.contains(r"(Getekend \(akkoord\) door .) Tj"));
    }
}
