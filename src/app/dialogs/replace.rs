//! Choosing a part of the library in place of another: what sounds most like it comes first.

use super::{
    chooser::{Row, Unasked, choose, or_cancel},
    dialog::{Ask, Dialog},
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    app::{
        Earwright,
        actions::Action,
        library::{
            item::{LibraryContent, LibraryItem},
            panel::{fits, words},
        },
        widgets::buttons::title,
        work::{job::waker, latest::Latest},
    },
    design::{PartId, PartKind},
    tuning::likeness,
    words,
};
use egui::{Context, Label, RichText, Ui};

/// The name of the worker.
const THREAD: &str = "likeness of parts";

/// Chooses a part of the library in place of another.
struct Replace {
    part: PartId,
    /// What is searched for.
    search: String,
    /// What there is to choose from, the most alike first once that is known.
    offered: Vec<Offered>,
    /// What finds out how like they are.
    work: Latest<(), Vec<Option<f64>>>,
}

/// A part of the library, and how unlike it is in this place, dB.
struct Offered {
    item: LibraryItem,
    unlike_db: Option<f64>,
}

impl Replace {
    /// Takes what was found out. In the library's order it is a choice as well.
    fn take(&mut self) {
        let Some(Ok(found)) = self.work.take() else {
            return;
        };
        for (offered, unlike) in self.offered.iter_mut().zip(found) {
            offered.unlike_db = unlike;
        }
        let unlike = |offered: &Offered| offered.unlike_db.unwrap_or(f64::INFINITY);
        self.offered.sort_by_number(|a| unlike(a));
    }
}

impl Dialog for Replace {
    fn hangs(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        self.take();
        let Some(old) = app.session().design().part(self.part) else {
            return Ask::Close;
        };
        title(ui, &tr!("Replace {}", old.name));
        if old.kind.is_driver() {
            ui.add(Label::new(RichText::new(words::text(likeness::WORDS)).small().weak()).wrap());
        }
        let part = self.part;
        let offered = &self.offered;
        let ask = choose(
            ui,
            &mut self.search,
            tr!("Search parts"),
            Unasked::First,
            |search| {
                let words = words(search);
                let fitting = offered.iter().filter(|Offered { item, .. }| {
                    fits(&format!("{} {}", item.name, item.said()), &words)
                });
                fitting
                    .map(|Offered { item, unlike_db }| Row {
                        shortcut: unlike_db.map_or_else(String::new, |db| format!("{db:.1} dB")),
                        ..Row::plain(
                            item.said().to_owned(),
                            Action::ReplaceWith {
                                part,
                                item: item.clone(),
                            },
                        )
                    })
                    .collect()
            },
        );
        or_cancel(ui, ask)
    }
}

impl Earwright {
    pub(in crate::app) fn ask_replacement(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        let selected = self.session.selection().parts.first();
        let Some(old) = selected.and_then(|&part| design.part(part)) else {
            return;
        };
        let sort = |kind: &PartKind| (kind.is_driver(), kind.is_electrical());
        let kinds = self.library.parts().filter_map(|item| {
            let LibraryContent::Part(kind) = &item.content else {
                return None;
            };
            (sort(kind) == sort(&old.kind)).then(|| (item.clone(), (**kind).clone()))
        });
        let (items, kinds): (Vec<LibraryItem>, Vec<PartKind>) = kinds.unzip();
        let part = old.id;
        let mut work = Latest::default();
        if old.kind.is_driver() {
            work.ask((), THREAD, &*self.runner, waker(ctx), move |report| {
                likeness::unlike_db(&design, part, &kinds, || {
                    // Nothing is told on the way, but asked whether it is still wanted.
                    report(())
                })
            });
        }
        let offered = items.into_iter().map(|item| Offered {
            item,
            unlike_db: None,
        });
        let offered = offered.collect();
        self.dialog.open(Replace {
            part,
            search: String::new(),
            offered,
            work,
        });
    }
}
