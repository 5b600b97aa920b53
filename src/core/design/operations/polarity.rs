//! Turning a driver's polarity round.

use super::end;
use crate::design::{
    Design, Edit, EditError, LinkEnd, PartId,
    port::{MINUS, PLUS},
};

/// Exchanges what is wired to a driver's + and −.
///
/// # Errors
/// When the part is not a driver or nothing is wired to it.
pub fn flip_polarity(design: &Design, driver: PartId) -> Result<Edit, EditError> {
    let part = design.part(driver).ok_or(EditError::NoPart(driver.0))?;
    if !part.kind.is_driver() {
        return Err(EditError::NotADriver(part.name.clone()));
    }
    let (plus, minus) = (end(driver, PLUS), end(driver, MINUS));
    let wired_to = |terminal: &LinkEnd| -> Vec<LinkEnd> {
        design
            .links
            .iter()
            .filter_map(|link| link.other_end(terminal).cloned())
            .collect()
    };
    let (to_plus, to_minus) = (wired_to(&plus), wired_to(&minus));
    let mut edits = Vec::new();
    for link in &design.links {
        for (from, here) in [(true, &link.from), (false, &link.to)] {
            let (other, opposite, beyond) = if *here == plus {
                (&minus, &to_minus, link.other_end(&plus))
            } else if *here == minus {
                (&plus, &to_plus, link.other_end(&minus))
            } else {
                continue;
            };
            // What is wired to both terminals stays wired to both.
            if beyond.is_some_and(|beyond| beyond != other && !opposite.contains(beyond)) {
                edits.push(Edit::Reconnect {
                    link: link.id,
                    from,
                    end: other.clone(),
                });
            }
        }
    }
    if edits.is_empty() {
        return Err(EditError::Other(tr!(
            "“{}” has no wires to exchange",
            part.name
        )));
    }
    Ok(Edit::Batch(edits))
}
