//! Whether a text stands in any file, in plain or in the usual encodings.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
};

/// A text as it may stand in a file.
fn encodings(text: &str) -> BTreeSet<Vec<u8>> {
    let mut all = BTreeSet::new();
    for text in [text.to_owned(), text.to_lowercase(), text.to_uppercase(), projections::text::fold(text)] {
        let bytes = text.as_bytes();
        let units: Vec<u16> = text.encode_utf16().collect();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let quoted = |sign: char, keep: fn(&u8) -> bool| {
            let one = |byte: &u8| if keep(byte) { (*byte as char).to_string() } else { format!("{sign}{byte:02X}") };
            bytes.iter().map(one).collect::<String>()
        };
        let escaped = |c: char| {
            let mut units = [0; 2];
            let escape = |unit: &u16| format!("\\u{unit:04x}");
            if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut units).iter().map(escape).collect() }
        };
        all.extend([bytes.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()]);
        all.insert(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        all.insert(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        all.insert(quoted('=', |byte| byte.is_ascii_graphic() && *byte != b'=').into_bytes());
        all.insert(quoted('=', |byte| (byte.is_ascii_graphic() || *byte == b' ') && *byte != b'=').into_bytes());
        all.insert(quoted('%', u8::is_ascii_alphanumeric).into_bytes());
        all.insert(text.chars().map(escaped).collect::<String>().into_bytes());
        for shift in 0..3 {
            let mut shifted = vec![0; shift];
            shifted.extend(bytes);
            let whole = base64(&shifted);
            // What also depends on what stands before and behind is left out.
            let (begin, end) = ((shift * 8).div_ceil(6), (shift + bytes.len()) * 8 / 6);
            all.insert(whole[begin..end].to_vec());
        }
    }
    all
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::new();
    for three in bytes.chunks(3) {
        let all = three.iter().chain([&0, &0]).take(3).fold(0_usize, |all, byte| all << 8 | usize::from(*byte));
        text.extend([18, 12, 6, 0].map(|shift| DIGITS[all >> shift & 63]));
    }
    text
}

/// Every file below a folder, as it lies there, unpacked, and without the line breaks of mails.
fn contents(folder: &Path, into: &mut BTreeMap<String, Vec<Vec<u8>>>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            contents(&path, into)?;
            continue;
        }
        let raw = fs::read(&path)?;
        let mut variants = Vec::new();
        if path.extension().is_some_and(|extension| extension == "gz") {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(raw.as_slice()).read_to_end(&mut unpacked)?;
            variants.push(unpacked);
        }
        if path.extension().is_some_and(|extension| extension == "eml") {
            for soft in ["=\r\n", "\r\n"] {
                variants.push(String::from_utf8_lossy(&raw).replace(soft, "").into_bytes());
            }
        }
        variants.push(raw);
        into.insert(path.display().to_string(), variants);
    }
    Ok(())
}

/// Which of these texts stand in which file, however written.
pub fn found(folder: &Path, texts: &[&str]) -> anyhow::Result<BTreeSet<(String, String)>> {
    let mut files = BTreeMap::new();
    contents(folder, &mut files)?;
    let mut found = BTreeSet::new();
    for text in texts {
        for encoded in encodings(text) {
            for (name, variants) in &files {
                if variants.iter().any(|bytes| memmem(bytes, &encoded)) {
                    let name = name.strip_prefix(&folder.display().to_string()).unwrap_or(name);
                    found.insert(((*text).to_owned(), name.to_owned()));
                }
            }
        }
    }
    Ok(found)
}

fn memmem(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| byte == first) {
        at += next;
        if bytes[at..].starts_with(wanted) {
            return true;
        }
        at += 1;
    }
    false
}
