//! What the program says, in English or in another language.
//!
//! The English sentence is the key, as gettext has it: `tr!` looks it up where it is said, and says
//! it as it stands where a catalogue (`assets/language/*.po`) has nothing. The language is one setting
//! of the whole process that only the window and the command line change. What others read, files and
//! exports, is written [`in_english`].

mod retold;

pub use retold::retold;

use rustc_hash::FxHashMap;
use std::{
    cell::Cell,
    fmt::{self, Write as _},
    sync::{
        LazyLock,
        atomic::{AtomicU8, Ordering},
    },
};

/// What is said in Chinese for each English sentence.
static CHINESE: &[(&str, &str)] = earwright_tr::catalogue!("../../assets/language/zh_CN.po");

static LOOKED_UP: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| CHINESE.iter().copied().collect());

static SPOKEN: AtomicU8 = AtomicU8::new(0);

thread_local! {
    static ENGLISH_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Environment variable that chooses the language.
const LANGUAGE_VARIABLE: &str = "EARWRIGHT_LANGUAGE";

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, in which the source is written.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// Its short name (BCP 47), as settings and the command line write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language of a tag or locale such as `zh-CN`, `zh_CN.UTF-8` or `en`; absent for those the
    /// program does not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| first.eq_ignore_ascii_case(language.tag()))
    }

    /// The language that the environment asks for, if it does.
    pub fn of_environment() -> Option<Self> {
        Self::from_tag(&std::env::var(LANGUAGE_VARIABLE).ok()?)
    }

    /// The pairs of English and translation; none for English.
    pub fn catalogue(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => &[],
            Self::Chinese => CHINESE,
        }
    }
}

/// The language that is spoken here and now.
pub fn language() -> Language {
    if SPOKEN.load(Ordering::Relaxed) == 0 || ENGLISH_HERE.get() {
        Language::English
    } else {
        Language::Chinese
    }
}

/// Speaks this language from now on. What was said before stays as it is until it is said again.
pub fn speak(language: Language) {
    SPOKEN.store(u8::from(language == Language::Chinese), Ordering::Relaxed);
}

/// A message as a sentence of its own: with a capital letter and a full stop.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if message.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}

/// Does something whose words are English whatever is spoken: files must read the same everywhere.
/// Holds for this thread.
pub fn in_english<T>(work: impl FnOnce() -> T) -> T {
    /// Ends it also where the work panics.
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            ENGLISH_HERE.set(self.0);
        }
    }
    let _before = Before(ENGLISH_HERE.replace(true));
    work()
}

/// The sentence in the language that is spoken; as it stands where there is no other.
pub fn text(english: &str) -> &str {
    match language() {
        Language::English => english,
        Language::Chinese => LOOKED_UP.get(english).copied().unwrap_or(english),
    }
}

/// The name of a port as it is read: a minus is written as one.
pub fn port(name: &str) -> String {
    text(name).replace('-', "−")
}

/// The same of a word that means two things: its key tells which of them is meant.
pub fn text_of(key: &'static str, english: &'static str) -> &'static str {
    match language() {
        Language::English => english,
        Language::Chinese => LOOKED_UP.get(key).copied().unwrap_or(english),
    }
}

/// The sentence with its places filled, in the language that is spoken: what `tr!` becomes.
/// `values` stand in the order of the places in the English.
pub fn fill(english: &str, values: &[fmt::Arguments<'_>]) -> String {
    let said = text(english);
    let mut filled = String::with_capacity(said.len() + 16 * values.len());
    let mut unnamed = 0;
    for piece in pieces(said) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Place(name) => {
                let at = place_of(english, name, &mut unnamed);
                let value = at.and_then(|at| values.get(at));
                debug_assert!(value.is_some(), "{{{name}}} is not in “{english}”");
                if let Some(value) = value {
                    // A String takes everything.
                    let _ = filled.write_fmt(*value);
                }
            }
        }
    }
    filled
}

/// Which place of the English this one is, `unnamed` of those without a name before it. A number stands
/// for the place it has in the English.
fn place_of(english: &str, name: &str, unnamed: &mut usize) -> Option<usize> {
    if name.is_empty() {
        *unnamed += 1;
        return nth_unnamed(english, *unnamed - 1);
    }
    let named = places(english).position(|other| other == name);
    named.or_else(|| name.parse().ok())
}

/// The names of the places of a sentence, in order; empty for `{}`.
pub fn places(sentence: &str) -> impl Iterator<Item = &str> {
    pieces(sentence).filter_map(|piece| match piece {
        Piece::Place(name) => Some(name),
        Piece::Text(_) => None,
    })
}

fn nth_unnamed(sentence: &str, n: usize) -> Option<usize> {
    let unnamed = places(sentence)
        .enumerate()
        .filter(|(_, name)| name.is_empty());
    unnamed.map(|(at, _)| at).nth(n)
}

/// A piece of a sentence.
enum Piece<'a> {
    Text(&'a str),
    Place(&'a str),
}

fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if !matches!(first, '{' | '}') {
            let (text, after) = rest.split_at(rest.find(['{', '}']).unwrap_or(rest.len()));
            rest = after;
            return Some(Piece::Text(text));
        }
        // Two of them stand for one.
        if rest[1..].starts_with(first) {
            let text = &rest[..1];
            rest = &rest[2..];
            return Some(Piece::Text(text));
        }
        let end = rest.find('}').unwrap_or(rest.len());
        let inside = rest.get(1..end).unwrap_or_default();
        rest = rest.get(end + 1..).unwrap_or_default();
        let name = inside.split(':').next().unwrap_or_default();
        Some(Piece::Place(name.trim()))
    })
}
