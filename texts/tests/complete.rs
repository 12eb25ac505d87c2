//! Every language has every text, with the same values in it; and the code asks only for texts that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use fluent_bundle::FluentResource;
use texts::{Lang, has};

/// The message files of a language, by name.
fn files(lang: Lang) -> io::Result<BTreeMap<PathBuf, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(lang.code());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files.insert(path.clone(), fs::read_to_string(path)?);
    }
    Ok(files)
}

/// The messages of a language: each key with the names of the values that it uses, and how often it stands there.
fn messages(lang: Lang) -> io::Result<BTreeMap<String, (BTreeSet<String>, usize)>> {
    let mut messages: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
    for source in files(lang)?.values() {
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                key = name.trim_end().to_owned();
                messages.entry(key.clone()).or_default().1 += 1;
            }
            messages.entry(key.clone()).or_default().0.extend(variables(line));
        }
    }
    messages.remove("");
    Ok(messages)
}

fn variables(line: &str) -> impl Iterator<Item = String> {
    let names = line.split('$').skip(1);
    names.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
}

#[test]
fn every_file_can_be_read_whole() -> io::Result<()> {
    for lang in Lang::ALL {
        for (file, source) in files(lang)? {
            let result = FluentResource::try_new(source);
            assert!(result.is_ok(), "{}: {:?}", file.display(), result.err().map(|(_, errors)| errors));
        }
    }
    Ok(())
}

#[test]
fn no_key_stands_in_two_places() -> io::Result<()> {
    for lang in Lang::ALL {
        let twice: Vec<_> =
            messages(lang)?.into_iter().filter(|(_, (_, count))| *count > 1).map(|(key, _)| key).collect();
        assert!(twice.is_empty(), "{}: {twice:?}", lang.code());
    }
    Ok(())
}

#[test]
fn every_language_has_the_same_keys() -> io::Result<()> {
    let dutch: BTreeSet<String> = messages(Lang::Nl)?.into_keys().collect();
    for lang in Lang::ALL {
        let keys: BTreeSet<String> = messages(lang)?.into_keys().collect();
        let (lacking, extra): (Vec<_>, Vec<_>) = (dutch.difference(&keys).collect(), keys.difference(&dutch).collect());
        assert!(lacking.is_empty() && extra.is_empty(), "{} lacks {lacking:?}, nl lacks {extra:?}", lang.code());
        // What the program itself makes of the files is the same again.
        assert_eq!(keys, texts::keys(lang).map(str::to_owned).collect(), "{}", lang.code());
    }
    Ok(())
}

#[test]
fn every_language_uses_the_same_values_in_a_message() -> io::Result<()> {
    let dutch = messages(Lang::Nl)?;
    for lang in [Lang::En, Lang::Pl] {
        for (key, (variables, _)) in messages(lang)? {
            let theirs = dutch.get(&key).map(|(variables, _)| variables);
            assert!(
                theirs.is_none_or(|theirs| *theirs == variables),
                "{}/{key}: {variables:?}, nl: {theirs:?}",
                lang.code()
            );
        }
    }
    Ok(())
}

#[test]
fn the_code_asks_only_for_texts_that_exist() -> io::Result<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = own.parent().unwrap_or(own);
    let mut missing = Vec::new();
    for member in fs::read_dir(workspace)? {
        let folder = member?.path();
        // This crate's own tests ask for a key that is not there, on purpose.
        if folder.join("Cargo.toml").is_file() && folder != own {
            scan(&folder, &mut missing)?;
        }
    }
    assert!(missing.is_empty(), "nl lacks:\n{}", missing.join("\n"));
    Ok(())
}

/// Adds each key that a Rust file below the folder asks for and that Dutch lacks, with the name of the file.
fn scan(folder: &Path, missing: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                scan(&path, missing)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path)?;
            let unknown = asked_keys(&source).into_iter().filter(|key| !has(Lang::Nl, key));
            missing.extend(unknown.map(|key| format!("  {key}  ({})", path.display())));
        }
    }
    Ok(())
}

/// The literal keys in calls of `t` and `tr`: as the first argument (`page.t("key")`) or the second (`t(lang, "key")`).
fn asked_keys(source: &str) -> Vec<&str> {
    let code = |index: usize| {
        let start = source[..index].rfind('\n').map_or(0, |newline| newline + 1);
        !source[start..index].trim_start().starts_with("//")
    };
    let calls =
        ["t(", "tr("].into_iter().flat_map(|call| source.match_indices(call).map(|(at, call)| (at, at + call.len())));
    // `t(` is also the end of `print(`.
    let whole = |at: usize| !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    calls.filter(|(at, _)| whole(*at) && code(*at)).filter_map(|(_, after)| key_argument(&source[after..])).collect()
}

fn key_argument(arguments: &str) -> Option<&str> {
    literal(arguments).or_else(|| literal(&arguments[end_of_argument(arguments)? + 1..]))
}

/// The text between the quotes, if the argument is a literal and nothing but that.
fn literal(argument: &str) -> Option<&str> {
    let (text, rest) = argument.trim_start().strip_prefix('"')?.split_once('"')?;
    rest.trim_start().starts_with([',', ')']).then_some(text)
}

/// Where the comma after the first argument is; `None` if there is but one argument.
fn end_of_argument(arguments: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (index, byte) in arguments.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            b',' if depth == 0 => return Some(index),
            b';' | b'"' => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn keys_are_found_in_each_way_of_asking() {
    let source = r#"
        t(lang, "one"); texts::t(self.lang(a, b), "two"); page.t("three"); page.tr("four", &[]);
        tr(
            lang,
            "five",
            &[("n", 1.into())],
        );
        // t(lang, "in a comment")
        print("no"); let x = start(lang, "no"); t(lang, key); t(lang, &format!("no-{x}")); fn t(lang: Lang, key: &str) {}
    "#;
    let found: BTreeSet<&str> = asked_keys(source).into_iter().collect();
    assert_eq!(found, ["one", "two", "three", "four", "five"].into());
}
