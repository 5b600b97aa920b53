//! The two macros of the languages: `tr!` says a sentence, `catalogue!` embeds what it is in another
//! language.
//!
//! Macros of `macro_rules!` cannot look into a text, and those of kept crates know neither
//! `{value:.1}` nor variables named within the text: a sentence would have to be written in another
//! way than all other texts of Rust.

mod sentence;

use polib::po_file;
use proc_macro::{Literal, TokenStream, TokenTree};
use sentence::Sentence;
use std::{env, path::Path};

/// Says a sentence in the language of the program: written and formatted like `format!`, looked up
/// with its English as the key.
///
/// Without anything to fill in it is a `&'static str`, otherwise a `String`. Every `{…}` may be
/// placed anywhere in the other language. A word that means two things tells which behind `##`, which is
/// not said: `tr!("Front##pin")`.
#[proc_macro]
pub fn tr(input: TokenStream) -> TokenStream {
    match Sentence::read(input) {
        Ok(sentence) => sentence.said(),
        Err(why) => refusal(&why),
    }
}

/// The pairs of English and translation in a `.po` file, its path from the crate's folder, as a
/// `&[(&str, &str)]`. What is marked fuzzy or not translated is left out.
#[proc_macro]
pub fn catalogue(input: TokenStream) -> TokenStream {
    let name = match input.into_iter().next() {
        Some(TokenTree::Literal(name)) => sentence::unescaped(&name.to_string()),
        _ => None,
    };
    let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let Some(path) = name.map(|name| Path::new(&folder).join(name)) else {
        return refusal("catalogue! takes the path of a .po file");
    };
    let found = match po_file::parse(&path) {
        Ok(found) => found,
        Err(error) => return refusal(&format!("{}: {error}", path.display())),
    };
    let pairs: String = (found.messages())
        .filter(|message| message.is_translated() && !message.is_fuzzy())
        .filter_map(|message| Some((message.msgid(), message.msgstr().ok()?)))
        .map(|(english, said)| format!("({english:?}, {said:?}),"))
        .collect();
    // Named so that a change of the file compiles the catalogue anew.
    let text = format!(
        "{{ const _: &str = include_str!({:?}); &[{pairs}] }}",
        path.display().to_string()
    );
    text.parse()
        .unwrap_or_else(|_| refusal("the catalogue is no list"))
}

/// An error of the compiler.
fn refusal(why: &str) -> TokenStream {
    let mut tokens: TokenStream = "::core::compile_error!".parse().unwrap_or_default();
    let said = TokenStream::from(TokenTree::from(Literal::string(why)));
    let within = proc_macro::Group::new(proc_macro::Delimiter::Brace, said);
    tokens.extend([TokenTree::from(within)]);
    tokens
}
