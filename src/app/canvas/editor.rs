//! Editing a name or a value in place, after a double click.

use super::{hit::Hit, paint::Paint, tool::Stage};
use crate::{
    app::{actions::Action, inspector::numbers::Owner as _},
    design::{Edit, Length, Link, LinkKind, ParameterInfo, Parameters as _, Part},
    picture::scene::Point,
    quantity::{ParseQuantityError, Unit, parse, text},
};
use egui::{Key, Rect, TextEdit, Ui, vec2};

/// An open text field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Editor {
    /// What is edited.
    of: Hit,
    /// Where it stands, mm.
    at: Point,
    text: String,
    /// Whether it has had the focus yet.
    focused: bool,
}

impl Editor {
    /// Opens on what was double-clicked: the value of a component, a chamber or a damper, length and
    /// bore of a tube, else the name.
    pub(super) fn open(stage: Stage<'_>, of: &Hit) -> Option<Self> {
        let (text, at) = match of {
            Hit::Part(id) => {
                let part = stage.design.part(*id)?;
                let shown = stage.scene.part(*id)?;
                let text = part.chief().map_or_else(
                    || part.name.clone(),
                    |(info, value)| text::exact(value, info.unit),
                );
                (text, [shown.bounds.centre()[0], shown.bounds.max[1]])
            }
            Hit::Insert(id, index) => {
                let (info, value) = chief_of_insert(stage.design.link(*id)?, *index)?;
                let shown = stage.scene.link(*id)?.inserts.get(*index)?;
                (text::exact(value, info.unit), shown.at)
            }
            Hit::Link(id) => {
                let link = stage.design.link(*id)?;
                let path = &stage.scene.link(*id)?.path;
                let middle = crate::design::path::at_length(
                    path,
                    0.5 * crate::design::path::polyline_length(path),
                )?;
                let text = match &link.kind {
                    LinkKind::Tube(tube) if tube.sections.len() == 1 => tube_text(link)?,
                    _ => link.name.clone(),
                };
                (text, middle.at_mm)
            }
            _ => return None,
        };
        Some(Self {
            of: of.clone(),
            at,
            text,
            focused: false,
        })
    }

    /// Shows the field; `false` when it is done.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        paint: &Paint<'_>,
        stage: Stage<'_>,
        actions: &mut Vec<Action>,
    ) -> bool {
        let top = paint.at(self.at) + vec2(0.0, 18.0);
        let rect = Rect::from_center_size(top, vec2(132.0, 24.0));
        let response = ui.put(
            rect,
            TextEdit::singleline(&mut self.text)
                .align(egui::Align2::CENTER_CENTER)
                .desired_width(120.0),
        );
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, "", self.text.as_str(), "");
            info.label = Some(tr!("Edit in place").to_owned());
            info
        });
        if !self.focused {
            response.request_focus();
            self.focused = true;
            return true;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            return false;
        }
        if response.lost_focus() {
            match self.edit(stage) {
                Ok(Some(action)) => actions.push(action),
                Ok(None) => {}
                Err(error) => actions.push(Action::Say(error.to_string())),
            }
            return false;
        }
        true
    }

    /// What the text asks for.
    fn edit(&self, stage: Stage<'_>) -> Result<Option<Action>, ParseQuantityError> {
        match &self.of {
            Hit::Part(id) => stage
                .design
                .part(*id)
                .map_or(Ok(None), |part| edit_part(part, &self.text)),
            Hit::Link(id) => stage
                .design
                .link(*id)
                .map_or(Ok(None), |link| edit_link(link, &self.text)),
            Hit::Insert(id, index) => stage
                .design
                .link(*id)
                .map_or(Ok(None), |link| edit_insert(link, *index, &self.text)),
            _ => Ok(None),
        }
    }
}

/// The number an insert is edited by.
fn chief_of_insert(link: &Link, index: usize) -> Option<(ParameterInfo, f64)> {
    let mut rows = link.parameters().into_iter();
    rows.find(|(info, _)| info.chief && info.index == Some(index))
}

fn edit_insert(
    link: &Link,
    index: usize,
    text: &str,
) -> Result<Option<Action>, ParseQuantityError> {
    let Some((info, value)) = chief_of_insert(link, index) else {
        return Ok(None);
    };
    let new = parse(text, info.unit)?;
    Ok((new != value).then(|| Action::Edit {
        label: tr!("Change {}", link.name),
        edit: link.with_value(&info, new),
    }))
}

fn edit_part(part: &Part, text: &str) -> Result<Option<Action>, ParseQuantityError> {
    if let Some((info, value)) = part.chief() {
        let new = parse(text, info.unit)?;
        return Ok((new != value).then(|| Action::Edit {
            label: tr!("Change {}", part.name),
            edit: part.with_value(&info, new),
        }));
    }
    let name = text.trim();
    Ok((name != part.name && !name.is_empty()).then(|| {
        let mut copy = part.clone();
        name.clone_into(&mut copy.name);
        Action::Edit {
            label: tr!("Rename {}", part.name),
            edit: Edit::SetPart(Box::new(copy)),
        }
    }))
}

/// “12 × 1.5” in mm.
fn tube_text(link: &Link) -> Option<String> {
    let LinkKind::Tube(tube) = &link.kind else {
        return None;
    };
    let section = tube.sections.first()?;
    let number = |metres: f64| {
        let shown = text::rounded(metres, &Unit::LENGTH, 4);
        shown.trim_end_matches(" mm").to_owned()
    };
    Some(format!(
        "{} × {}",
        number(section.length),
        number(section.bore_in)
    ))
}

/// A tube's “length × bore”, a length alone, or another link's name. A changed length is set, no
/// longer drawn.
fn edit_link(link: &Link, text: &str) -> Result<Option<Action>, ParseQuantityError> {
    let single = matches!(&link.kind, LinkKind::Tube(tube) if tube.sections.len() == 1);
    if !single {
        return Ok(link_action(link, |copy| {
            text.trim().clone_into(&mut copy.name);
        }));
    }
    if tube_text(link).as_deref() == Some(text) {
        return Ok(None);
    }
    let mut numbers = text
        .split(['×', 'x', 'Ø'])
        .filter(|word| !word.trim().is_empty());
    let length = parse(numbers.next().unwrap_or(""), &Unit::LENGTH)?;
    let bore = numbers
        .next()
        .map(|word| parse(word, &Unit::LENGTH))
        .transpose()?;
    Ok(link_action(link, |copy| {
        if let LinkKind::Tube(tube) = &mut copy.kind
            && let Some(section) = tube.sections.first_mut()
        {
            if (section.length - length).abs() > 5e-7 {
                section.length = length;
                tube.length = Length::Set;
            }
            if let Some(bore) = bore
                && (section.bore_in - bore).abs() > 5e-8
            {
                section.bore_in = bore;
                section.bore_out = bore;
            }
        }
    }))
}

fn link_action(link: &Link, change: impl FnOnce(&mut Link)) -> Option<Action> {
    let mut copy = link.clone();
    change(&mut copy);
    (copy != *link && !copy.name.is_empty()).then(|| Action::Edit {
        label: tr!("Change {}", link.name),
        edit: Edit::SetLink(Box::new(copy)),
    })
}
