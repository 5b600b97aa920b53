//! Carrying out edits: the design before goes in, the design after comes out, or a reason.

mod link_edits;
mod names;
mod part_edits;
mod placement;
mod split;
mod sync;

use super::{Design, Edit, EditError, Snapshot, validate};

pub(super) use sync::drawn_length_in_file;

impl Design {
    /// The design after an edit. All of the edit takes place or none of it: on an error the design
    /// is as it was, since it was never touched.
    ///
    /// Numbers are checked against their bounds, names are unique, ports fit, there is exactly one
    /// source and one ear. Tubes whose length is drawn follow the new drawing.
    ///
    /// # Errors
    /// When the edit does not fit the design; the message names the part or link.
    pub fn apply(&self, edit: &Edit) -> Result<Self, EditError> {
        let mut design = self.clone();
        design.change(edit)?;
        sync::drawn_lengths(self, &mut design);
        design.forget_gone_numbers();
        design.forget_gone_drivers();
        Ok(design)
    }

    fn change(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddPart(part) => self.add_part(part),
            Edit::AddLink(link) => self.add_link(link),
            Edit::Remove { parts, links } => self.remove(parts, links),
            Edit::Move { parts, by_mm } => self.shift(parts, *by_mm),
            Edit::Rotate {
                parts,
                about_mm,
                by_deg,
            } => self.rotate(parts, *about_mm, *by_deg),
            Edit::Mirror { parts, about_x_mm } => self.mirror(parts, *about_x_mm),
            Edit::SetPart(part) => self.set_part(part),
            Edit::SetLink(link) => self.set_link(link),
            Edit::Reconnect { link, from, end } => self.reconnect(*link, *from, end),
            Edit::JoinOnLink {
                from,
                onto,
                at_mm,
                kind,
            } => self.join_on_link(from, *onto, *at_mm, kind),
            Edit::InsertOnLink { part, link } => self.insert_on_link(*part, *link),
            Edit::Batch(edits) => edits.iter().try_for_each(|edit| self.change(edit)),
            _ => self.change_setting(edit),
        }
    }

    /// Edits of the design as a whole.
    fn change_setting(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetName(name) => {
                validate::name(name)?;
                name.trim().clone_into(&mut self.name);
            }
            Edit::SetNotes(notes) => self.notes.clone_from(notes),
            Edit::SetAir(air) => {
                validate::parameters(tr!("Air"), air)?;
                self.air = air.clone();
            }
            Edit::SetDrive(drive) => {
                validate::parameters(tr!("Drive"), drive)?;
                self.drive = drive.clone();
            }
            Edit::SetJunctionMasses(on) => self.junction_masses = *on,
            Edit::SetSymbolSize(size_mm) => {
                validate::symbol_size(*size_mm)?;
                self.symbol_size_mm = *size_mm;
            }
            Edit::SetShell(shell) => {
                validate::shell(shell)?;
                self.shell = shell.clone();
            }
            Edit::SetTarget(target) => {
                validate::target(target)?;
                self.target = (**target).clone();
            }
            Edit::SetGoals(goals) => {
                validate::goals(goals)?;
                self.goals.clone_from(goals);
            }
            Edit::SetTolerances(tolerances) => {
                validate::tolerances(self, tolerances)?;
                self.tolerances = (**tolerances).clone();
            }
            Edit::SetHours(hours) => {
                validate::hours(*hours)?;
                self.hours = *hours;
            }
            Edit::SetSnapshots(curves) => {
                validate::curves(curves)?;
                self.snapshots.clone_from(curves);
            }
            Edit::SetKept(kept) => {
                validate::kept(kept)?;
                self.kept.clone_from(kept);
                let above = kept.iter().map(Snapshot::next_id).max();
                self.next_id = self.next_id.max(above.unwrap_or(0));
            }
            Edit::Restore(kept) => {
                validate::kept(std::slice::from_ref(kept))?;
                kept.put_into(self);
            }
            Edit::SetMeasurements(curves) => {
                validate::curves(curves)?;
                self.measurements.clone_from(curves);
            }
            Edit::SetFree(free) => {
                validate::free(self, free)?;
                self.free.clone_from(free);
            }
            Edit::SetAlternatives(all) => {
                validate::alternatives(self, all)?;
                self.alternatives.clone_from(all);
            }
            // The rest is carried out in `change`.
            _ => {}
        }
        Ok(())
    }

    /// Takes note of an identity brought in from outside: it must never have been used.
    fn claim_id(&mut self, id: u32) -> Result<(), EditError> {
        if id < self.next_id || id == u32::MAX {
            return Err(EditError::Other(tr!(
                "number {id} is taken or was once used; the next free one is {}",
                self.next_id
            )));
        }
        self.next_id = id + 1;
        Ok(())
    }

    /// A fresh identity.
    fn new_id(&mut self) -> Result<u32, EditError> {
        let id = self.next_id;
        self.claim_id(id)?;
        Ok(id)
    }
}
