//! Ports that are probed.

use super::Session;
use crate::{
    design::{LinkEnd, Part},
    picture::Probe,
};

impl Session {
    /// Puts a probe at a port, or takes it away.
    pub fn toggle_probe(&mut self, end: LinkEnd) {
        let before = self.probes.len();
        self.probes.retain(|probe| probe.end != end);
        if self.probes.len() == before {
            let probe = Probe::new(self.history.present(), end, &self.probes);
            self.probes.push(probe);
        }
        self.redraw();
    }

    /// Puts probes at every port of a part; takes them away where all have one.
    pub fn toggle_probes_of(&mut self, part: &Part) {
        let probed = |end: &LinkEnd| self.probes.iter().any(|probe| probe.end == *end);
        let ends: Vec<LinkEnd> = part
            .kind
            .ports()
            .iter()
            .map(|port| LinkEnd {
                part: part.id,
                port: port.name.to_owned(),
            })
            .collect();
        let all = ends.iter().all(&probed);
        let chosen: Vec<LinkEnd> = ends.into_iter().filter(|end| probed(end) == all).collect();
        for end in chosen {
            self.toggle_probe(end);
        }
    }

    /// Takes every probe away.
    pub fn remove_probes(&mut self) {
        self.probes.clear();
        self.redraw();
    }

    /// Gives a probe another name.
    pub fn rename_probe(&mut self, end: &LinkEnd, name: &str) {
        for probe in self.probes.iter_mut().filter(|probe| probe.end == *end) {
            name.clone_into(&mut probe.name);
        }
        self.redraw();
    }
}
