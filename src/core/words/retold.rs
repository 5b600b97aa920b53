//! Sentences that were kept in one language, told in the one that is spoken now.
//!
//! What is kept is text: its sentences are found again by what stands around their places, in either
//! language. What is no sentence of this program stays as it is.

use super::{CHINESE, Language, Piece, language, pieces, text};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, sync::LazyLock};

/// Letters around the places of a sentence that tell it from others: in English, in Chinese.
const TELLING: [usize; 2] = [9, 3];
/// Full stops that are looked at for the end of a sentence.
const STOPS: usize = 12;
/// What may end one.
const ENDS: [char; 4] = ['.', '。', '!', '?'];

/// A sentence in one of the languages.
struct Known {
    english: &'static str,
    pieces: Vec<Piece<'static>>,
    /// Letters around its places.
    telling: usize,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let sides = |(english, chinese): &(&'static str, &'static str)| {
        [(*english, 0), (*chinese, 1)].map(|(said, side)| (*english, said, side))
    };
    let all = CHINESE.iter().flat_map(sides);
    all.filter_map(|(english, said, side)| {
        let pieces: Vec<Piece<'_>> = pieces(said).collect();
        let letters = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.chars().filter(|c| c.is_alphabetic()).count(),
            Piece::Place(_) => 0,
        });
        let telling = letters.sum();
        (telling >= TELLING[side]).then_some(Known {
            english,
            pieces,
            telling,
        })
    })
    .collect()
});

thread_local! {
    /// What was told last: the same is asked for in every frame.
    static TOLD: RefCell<FxHashMap<(Language, String), String>> = RefCell::default();
}
/// Texts that are remembered.
const REMEMBERED: usize = 64;

/// The text in the language that is spoken.
pub fn retold(stored: &str) -> String {
    let key = (language(), stored.to_owned());
    if let Some(told) = TOLD.with_borrow(|told| told.get(&key).cloned()) {
        return told;
    }
    let told = anew(stored);
    TOLD.with_borrow_mut(|all| {
        if all.len() == REMEMBERED {
            all.clear();
        }
        all.insert(key, told.clone());
    });
    told
}

fn anew(stored: &str) -> String {
    let mut out = String::with_capacity(stored.len());
    let mut rest = stored.trim();
    while !rest.is_empty() {
        // The shortest: in a longer one a place would take what follows.
        let mut all = ends(rest).take(STOPS);
        let told = all.find_map(|end| Some((end, sentence(rest.get(..end)?)?)));
        let first = ends(rest).next().unwrap_or(rest.len());
        let (end, told) =
            told.unwrap_or_else(|| (first, rest.get(..first).unwrap_or(rest).to_owned()));
        if !out.is_empty() && !out.ends_with('。') {
            out.push(' ');
        }
        out.push_str(told.trim());
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    out
}

/// Where sentences may end: behind full stops before a space, behind those of Chinese, and at the end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let stops = text.char_indices().filter_map(move |(at, c)| {
        let behind = at + c.len_utf8();
        let next = text.get(behind..)?.chars().next()?;
        let ends = c == '。' && next != '.' || ENDS.contains(&c) && next.is_whitespace();
        ends.then_some(behind)
    });
    stops.chain(std::iter::once(text.len()))
}

/// A sentence as it is said now; absent where it is none of this program.
fn sentence(told: &str) -> Option<String> {
    let bare = told.trim().trim_end_matches(ENDS);
    let lower = with_small_letter(bare);
    let found = KNOWN.iter().filter_map(|known| {
        let within = |text: &str| {
            let values = values(&known.pieces, text)?;
            let values = values.into_iter().map(ToOwned::to_owned);
            Some(values.collect::<Vec<String>>())
        };
        let values = within(bare).or_else(|| within(&lower))?;
        Some((known, values))
    });
    let (known, values) = found.max_by_key(|(known, _)| known.telling)?;
    let values: Vec<String> = values.iter().map(|value| fragment(value)).collect();
    let said = filled(known, &values)?;
    let said = said.trim_end_matches(ENDS);
    // A sentence of its own begins and ends like one, whatever it was said in before.
    Some(super::sentence(said))
}

/// What fills a place: words of this program, else what is a name or a number.
fn fragment(value: &str) -> String {
    let english = CHINESE.iter().find(|(_, chinese)| *chinese == value);
    text(english.map_or(value, |(english, _)| english)).to_owned()
}

/// What fills the places, in the order in which they stand; absent where the text is another one.
fn values<'a>(pieces: &[Piece<'_>], text: &'a str) -> Option<Vec<&'a str>> {
    let mut values = Vec::new();
    let mut rest = text;
    let mut open = false;
    for (n, piece) in pieces.iter().enumerate() {
        match piece {
            // Nothing parts two places: which of them has what cannot be told.
            Piece::Place(_) if open => return None,
            Piece::Place(_) => open = true,
            Piece::Text(text) => {
                let last = n + 1 == pieces.len();
                let text = if last {
                    text.trim_end_matches(ENDS)
                } else {
                    text
                };
                let at = match (open, last) {
                    (false, _) => rest.starts_with(text).then_some(0)?,
                    (true, true) => rest.len().checked_sub(text.len())?,
                    (true, false) => rest.find(text)?,
                };
                let (value, behind) = (rest.get(..at)?, rest.get(at..)?.strip_prefix(text)?);
                if open {
                    values.push(value);
                }
                rest = behind;
                open = false;
            }
        }
    }
    if open {
        values.push(rest);
        rest = "";
    }
    rest.is_empty().then_some(values)
}

/// The sentence as it is said now, with what fills the places of the one that was found.
fn filled(known: &Known, values: &[String]) -> Option<String> {
    let mut names = known.pieces.iter().filter_map(|piece| match piece {
        Piece::Place(name) => Some(*name),
        Piece::Text(_) => None,
    });
    // By their place in the English.
    let mut by_place: Vec<Option<&str>> = vec![None; super::places(known.english).count()];
    let mut unnamed = 0;
    for value in values {
        let at = super::place_of(known.english, names.next()?, &mut unnamed)?;
        *by_place.get_mut(at)? = Some(value);
    }
    let mut said = String::new();
    let mut unnamed = 0;
    for piece in pieces(text(known.english)) {
        match piece {
            Piece::Text(text) => said.push_str(text),
            Piece::Place(name) => {
                let at = super::place_of(known.english, name, &mut unnamed)?;
                said.push_str((*by_place.get(at)?)?);
            }
        }
    }
    Some(said)
}

fn with_small_letter(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
