//! A sentence as it stands in the source, and the code that says it.

use proc_macro::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// What stands behind the English where one word means two things: `Front##pin`.
const APART: &str = "##";

/// A text with its places to be filled, and what is written behind it.
pub(crate) struct Sentence {
    english: String,
    places: Vec<Place>,
    arguments: Vec<Argument>,
}

/// A `{…}` of the text.
struct Place {
    name: String,
    /// How it is formatted, with the colon; empty as it stands.
    format: String,
}

/// What is written behind the text.
struct Argument {
    /// Absent where it is known by its place.
    name: Option<String>,
    value: TokenStream,
}

impl Sentence {
    /// Reads what stands within `tr!(…)`.
    pub(crate) fn read(input: TokenStream) -> Result<Self, String> {
        let mut pieces = pieces(input).into_iter();
        let text = pieces.next().unwrap_or_default();
        let english = literal(text).ok_or("tr! begins with the English sentence")?;
        let arguments: Vec<Argument> = pieces
            .filter(|piece| !piece.is_empty())
            .map(Argument::read)
            .collect();
        let places = places(&english)?;
        Ok(Self {
            english,
            places,
            arguments,
        })
    }

    /// The code that says it.
    pub(crate) fn said(self) -> TokenStream {
        let key = TokenStream::from(TokenTree::from(Literal::string(&self.english)));
        if let Some((english, _)) = self.english.split_once(APART) {
            let mut both = key;
            both.extend(code(","));
            both.extend(TokenStream::from(TokenTree::from(Literal::string(english))));
            return call("::earwright_core::words::text_of", both);
        }
        if self.places.is_empty() && !self.english.contains(['{', '}']) {
            return call("::earwright_core::words::text", key);
        }
        // Bound once, as `format!` does: a value may be shown twice.
        let mut values = TokenStream::new();
        let mut names = TokenStream::new();
        for (n, argument) in self.arguments.iter().enumerate() {
            values.extend(code("&"));
            values.extend(within(Delimiter::Parenthesis, argument.value.clone()));
            values.extend(code(","));
            names.extend(code(&format!("__value_{n},")));
        }
        let mut filled = TokenStream::new();
        let mut next = 0;
        for place in &self.places {
            let found = if place.name.is_empty() {
                next += 1;
                Some(next - 1)
            } else {
                place.name.parse().ok().or_else(|| {
                    let named = |argument: &Argument| argument.name.as_ref() == Some(&place.name);
                    self.arguments.iter().position(named)
                })
            };
            let value = found.map_or_else(|| place.name.clone(), |n| format!("__value_{n}"));
            filled.extend(code(&format!(
                "::core::format_args!(\"{{{}}}\", {value}),",
                place.format
            )));
        }
        let mut arguments = key;
        arguments.extend(code(", &"));
        arguments.extend(within(Delimiter::Bracket, filled));
        let mut arm = TokenStream::new();
        arm.extend(within(Delimiter::Parenthesis, names));
        arm.extend(code("=>"));
        arm.extend(call("::earwright_core::words::fill", arguments));
        let mut said = code("match");
        said.extend(within(Delimiter::Parenthesis, values));
        said.extend(within(Delimiter::Brace, arm));
        said
    }
}

impl Argument {
    fn read(piece: TokenStream) -> Self {
        let tokens: Vec<TokenTree> = piece.into_iter().collect();
        if let [TokenTree::Ident(name), TokenTree::Punct(equals), value @ ..] = &*tokens
            && equals.as_char() == '='
            && !matches!(value.first(), Some(TokenTree::Punct(p)) if p.as_char() == '=')
        {
            return Self {
                name: Some(name.to_string()),
                value: value.iter().cloned().collect(),
            };
        }
        Self {
            name: None,
            value: tokens.into_iter().collect(),
        }
    }
}

/// What stands between the commas.
fn pieces(input: TokenStream) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    for token in input {
        match &token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => pieces.push(TokenStream::new()),
            _ => {
                if let Some(piece) = pieces.last_mut() {
                    piece.extend([token]);
                }
            }
        }
    }
    pieces
}

/// The text of a lone literal, which another macro may have handed on in a group of its own.
fn literal(piece: TokenStream) -> Option<String> {
    let mut tokens = piece.into_iter();
    let token = tokens.next()?;
    if tokens.next().is_some() {
        return None;
    }
    match token {
        TokenTree::Literal(literal) => unescaped(&literal.to_string()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => literal(group.stream()),
        _ => None,
    }
}

/// The text that a literal of a plain string stands for; absent for any other literal.
pub(crate) fn unescaped(literal: &str) -> Option<String> {
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut letters = inside.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next()? {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            '0' => text.push('\0'),
            // The line goes on after the spaces of the next.
            '\n' => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
            'u' => {
                let digits: String = letters
                    .by_ref()
                    .skip(1)
                    .take_while(|letter| *letter != '}')
                    .collect();
                text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
            }
            'x' => {
                let digits: String = letters.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&digits, 16).ok()?));
            }
            other => text.push(other),
        }
    }
    Some(text)
}

/// The places of a text in which something is filled in.
fn places(text: &str) -> Result<Vec<Place>, String> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            rest = after;
            continue;
        }
        let end = (brace == "{").then(|| after.find('}')).flatten();
        let end = end.ok_or_else(|| format!("a lone {brace} in “{text}”"))?;
        let inside = &after[..end];
        let (name, format) = inside.split_at(inside.find(':').unwrap_or(end));
        places.push(Place {
            name: name.trim().to_owned(),
            format: format.to_owned(),
        });
        rest = &after[end + 1..];
    }
    Ok(places)
}

fn code(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

fn within(delimiter: Delimiter, stream: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(delimiter, stream)).into()
}

fn call(function: &str, arguments: TokenStream) -> TokenStream {
    let mut tokens = code(function);
    tokens.extend(within(Delimiter::Parenthesis, arguments));
    tokens
}
