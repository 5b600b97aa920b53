//! A drawing made harmless before the SVG library sees it: measured in one pass over its text, and
//! cut down to shapes.
//!
//! An outline needs shapes and where they stand. Pictures, text, filters, markers, masks and patterns
//! are left out with all that is in them, so that nothing a file names is ever opened and nothing
//! multiplies behind the library's back.

mod copies;
mod limits;
mod style;

pub use limits::DrawingError;

use copies::Copies;
use limits::Tally;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Elements that an outline is drawn with.
const SHAPES: [&str; 7] = [
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
];
/// Elements that say where shapes stand and how often.
const FRAMES: [&str; 7] = ["svg", "g", "a", "switch", "defs", "symbol", "use"];
/// Attributes of those that matter to an outline.
const KEPT: [&str; 24] = [
    "id",
    "class",
    "transform",
    "display",
    "visibility",
    "overflow",
    "fill-rule",
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "viewBox",
    "preserveAspectRatio",
];

/// The drawing with nothing but its shapes.
///
/// # Errors
/// When it is larger, deeper or more than any shell, or no XML; the message says what is too much.
pub(super) fn reduced(text: &str) -> Result<String, DrawingError> {
    limits::size(text)?;
    let mut pass = Pass::default();
    let mut reader = Reader::from_str(text);
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            DrawingError::Xml {
                line: 1 + text
                    .get(..at)
                    .map_or(0, |before| before.matches('\n').count()),
                message: error.to_string(),
            }
        })?;
        match event {
            Event::Start(element) => pass.opens(&element, false)?,
            Event::Empty(element) => pass.opens(&element, true)?,
            Event::End(_) => pass.closes(),
            Event::Text(content) => pass.says(&content)?,
            Event::CData(content) => pass.says(&content)?,
            Event::DocType(declared) => {
                limits::declaration(text_of(&declared))?;
                pass.out.push_str("<!DOCTYPE ");
                pass.out.push_str(text_of(&declared));
                pass.out.push('>');
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::GeneralRef(_) => {}
        }
    }
    pass.tally.rules()?;
    pass.copies.check()?;
    Ok(pass.out)
}

/// One pass over a drawing's text.
#[derive(Default)]
struct Pass {
    tally: Tally,
    copies: Copies,
    /// How deep it is inside an element that is left out.
    skipping: usize,
    /// Names of the elements that are open and kept.
    open: Vec<String>,
    out: String,
}

impl Pass {
    fn opens(&mut self, element: &BytesStart<'_>, is_empty: bool) -> Result<(), DrawingError> {
        self.tally.element(self.open.len() + self.skipping + 1)?;
        let name = text_of(element.local_name().into_inner()).to_owned();
        let kept =
            SHAPES.contains(&name.as_str()) || FRAMES.contains(&name.as_str()) || name == "style";
        if self.skipping > 0 || !kept {
            for _ in element.attributes().with_checks(false) {
                self.tally.attribute()?;
            }
            self.skipping += usize::from(!is_empty);
            return Ok(());
        }
        let written = text_of(element.name().into_inner()).to_owned();
        self.out.push('<');
        self.out.push_str(&written);
        self.copies.opens();
        if self.open.is_empty() {
            // A line that nobody painted is a line of the drawing as well: every one has a stroke.
            self.attribute("stroke", "black");
        }
        self.attributes(element, &name)?;
        if is_empty {
            self.out.push_str("/>");
            self.copies.closes();
        } else {
            self.out.push('>');
            self.open.push(written);
        }
        Ok(())
    }

    /// Writes what matters of an element's attributes.
    fn attributes(&mut self, element: &BytesStart<'_>, name: &str) -> Result<(), DrawingError> {
        for attribute in element.attributes().with_checks(false).flatten() {
            self.tally.attribute()?;
            let key = text_of(attribute.key.into_inner());
            let value = text_of(&attribute.value);
            let local = text_of(attribute.key.local_name().into_inner());
            if key.starts_with("xmlns") {
                self.attribute(key, value);
            } else if local == "href" && name == "use" {
                // Only what stands in the drawing itself.
                if let Some(id) = value.strip_prefix('#') {
                    self.copies.copies(id);
                    self.attribute(key, value);
                }
            } else if key == "style" {
                self.attribute(key, &style::declarations(value));
            } else if key == "fill" {
                self.attribute(key, style::paint(value));
            } else if KEPT.contains(&key) {
                let segments = self.tally.value(key, value)?;
                self.copies.weighs(segments);
                if key == "id" {
                    self.copies.is_called(value);
                }
                self.attribute(key, value);
            }
        }
        Ok(())
    }

    fn attribute(&mut self, key: &str, value: &str) {
        // A value holds at most one kind of quotation mark: the other enclosed it.
        let mark = if value.contains('"') { '\'' } else { '"' };
        self.out.push(' ');
        self.out.push_str(key);
        self.out.push('=');
        self.out.push(mark);
        self.out.push_str(value);
        self.out.push(mark);
    }

    fn closes(&mut self) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
            self.copies.closes();
        }
    }

    /// Text matters in a style sheet only.
    fn says(&mut self, content: &[u8]) -> Result<(), DrawingError> {
        let in_sheet = self.open.last().is_some_and(|name| name.ends_with("style"));
        if self.skipping == 0 && in_sheet {
            let (rules, selectors) = style::rules(text_of(content));
            self.tally.sheet(content.len(), selectors)?;
            for c in rules.chars() {
                match c {
                    '<' => self.out.push_str("&lt;"),
                    '&' => self.out.push_str("&amp;"),
                    c => self.out.push(c),
                }
            }
        }
        Ok(())
    }
}

/// A piece of a text that was text before it was cut to pieces.
fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
