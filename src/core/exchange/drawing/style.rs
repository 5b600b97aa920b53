//! What of a drawing's styles decides whether a shape is drawn, and where.

/// Properties that do.
const KEPT: [&str; 6] = [
    "display",
    "visibility",
    "overflow",
    "fill",
    "fill-rule",
    "transform",
];
/// Letters of a selector: longer ones are no work of a drawing program.
const SELECTOR: usize = 500;

/// The declarations of a `style` attribute that matter.
pub(super) fn declarations(style: &str) -> String {
    let mut kept = String::new();
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let (property, value) = (property.trim(), value.trim());
        if !KEPT.contains(&property) || value.contains(['&', '<', '"', '\'']) {
            continue;
        }
        let value = match property {
            "fill" => paint(value),
            _ => value,
        };
        kept.push_str(property);
        kept.push(':');
        kept.push_str(value);
        kept.push(';');
    }
    kept
}

/// A paint as far as it matters: whether there is any. (One that is defined elsewhere is left out, and
/// what it painted must not go with it.)
pub(super) fn paint(value: &str) -> &'static str {
    match value.trim() {
        "none" => "none",
        "inherit" => "inherit",
        _ => "black",
    }
}

/// The rules of a style sheet that matter, and how many selectors they have.
pub(super) fn rules(sheet: &str) -> (String, usize) {
    let mut kept = String::new();
    let mut selectors = 0;
    for rule in without_comments(sheet).split('}') {
        let Some((selector, style)) = rule.split_once('{') else {
            continue;
        };
        let selector = selector.trim();
        // Rules of whole media, fonts and imports begin with @.
        if selector.len() > SELECTOR || selector.contains('@') {
            continue;
        }
        selectors += selector.split(',').count();
        kept.push_str(selector);
        kept.push('{');
        kept.push_str(&declarations(style));
        kept.push('}');
    }
    (kept, selectors)
}

fn without_comments(sheet: &str) -> String {
    let mut plain = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}
