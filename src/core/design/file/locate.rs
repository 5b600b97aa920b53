//! Finding the part a place in the text belongs to, and the line a field is on.

/// An item of one of the design's lists (parts, links …) as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The list it is in: `parts`.
    pub(super) list: String,
    /// Its name, where it has one.
    pub(super) name: Option<String>,
    /// Byte it begins at.
    pub(super) start: usize,
    /// Byte behind it.
    pub(super) end: usize,
}

/// Depth of an item's own fields: inside the document, the list, the item.
const ITEM_DEPTH: usize = 3;

/// Every item of every list of the document, as far as the text can be read.
pub(super) fn items(text: &str) -> Vec<Item> {
    let mut scan = Scan {
        text,
        at: 0,
        depth: 0,
        in_list: false,
        list: String::new(),
        word: String::new(),
        items: Vec::new(),
    };
    scan.run();
    scan.items
}

/// The name of the item that holds a byte.
pub(super) fn owner_at(text: &str, at: usize) -> Option<String> {
    items(text)
        .into_iter()
        .find(|item| item.start <= at && at <= item.end)
        .and_then(|item| item.name)
}

/// The byte at a line and column, both from 1.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut offset = 0;
    for (index, content) in text.split_inclusive('\n').enumerate() {
        if index + 1 == line {
            let within: usize = content
                .chars()
                .take(column.saturating_sub(1))
                .map(char::len_utf8)
                .sum();
            return offset + within;
        }
        offset += content.len();
    }
    text.len()
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or(text).matches('\n').count()
}

/// The column of a byte, from 1.
pub(super) fn column_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    1 + before.chars().rev().take_while(|&c| c != '\n').count()
}

/// The byte at which an element of the list begins that stands behind the byte `at` of a field.
pub(super) fn element(text: &str, at: usize, index: usize) -> Option<usize> {
    let from = at + text.get(at..)?.find(':')? + 1;
    let mut depth = 0_usize;
    let mut passed = 0;
    // Whether the element that begins next is the one.
    let mut due = false;
    let mut quoted = false;
    let mut escaped = false;
    for (offset, c) in text.get(from..)?.char_indices() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        if due && !c.is_whitespace() {
            return (c != ']').then_some(from + offset);
        }
        match c {
            '"' => quoted = true,
            '[' if depth == 0 => {
                depth = 1;
                due = index == 0;
            }
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            ',' if depth == 1 => {
                passed += 1;
                due = passed == index;
            }
            // The field is no list.
            c if depth == 0 && !c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The byte of the `index`-th field `key` between two bytes.
pub(super) fn field(
    text: &str,
    start: usize,
    end: usize,
    key: &str,
    index: usize,
) -> Option<usize> {
    let within = text.get(start..end)?;
    let mut found = 0;
    for (at, _) in within.match_indices(key) {
        let before = within.get(..at)?.chars().next_back();
        let after = within.get(at + key.len()..)?.trim_start();
        let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if whole && after.starts_with(':') {
            if found == index {
                return Some(start + at);
            }
            found += 1;
        }
    }
    None
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Whether that field is a list: what is inside others is no item.
    in_list: bool,
    /// The field of the document that is being read.
    list: String,
    /// The last identifier read.
    word: String,
    items: Vec<Item>,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if c == '"' {
                self.string();
            } else if c.is_alphanumeric() || c == '_' {
                let length = rest
                    .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len());
                self.word = rest.get(..length).unwrap_or("").to_owned();
                self.at += length;
            } else {
                self.mark(c);
                self.at += c.len_utf8();
            }
        }
        if let Some(item) = self.items.last_mut()
            && self.depth >= ITEM_DEPTH
            && self.in_list
        {
            // The text breaks off inside it.
            item.end = self.text.len();
        }
    }

    /// A character outside words and strings.
    fn mark(&mut self, c: char) {
        match c {
            '(' | '[' | '{' => {
                self.depth += 1;
                if self.depth + 1 == ITEM_DEPTH {
                    self.in_list = c == '[';
                }
                if self.depth == ITEM_DEPTH && self.in_list && c == '(' {
                    self.items.push(Item {
                        list: self.list.clone(),
                        name: None,
                        start: self.at,
                        end: self.text.len(),
                    });
                }
            }
            ')' | ']' | '}' => {
                if self.depth == ITEM_DEPTH
                    && self.in_list
                    && let Some(item) = self.items.last_mut()
                {
                    item.end = self.at + 1;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            ':' if self.depth == 1 => self.list = std::mem::take(&mut self.word),
            ',' => self.word.clear(),
            _ => {}
        }
    }

    /// A string; `name: "…"` directly inside an item names it.
    fn string(&mut self) {
        let mut content = String::new();
        let mut length = 1;
        let mut escaped = false;
        for c in self.rest().chars().skip(1) {
            length += c.len_utf8();
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
                continue;
            } else if c == '"' {
                break;
            }
            content.push(c);
        }
        self.at += length;
        if self.depth == ITEM_DEPTH
            && self.in_list
            && self.word == "name"
            && let Some(item) = self.items.last_mut()
        {
            item.name = Some(content);
        }
        self.word.clear();
    }
}
