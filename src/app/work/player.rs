//! What plays sound files: the system's player, which opens them by a click elsewhere too, or with the
//! feature `sound` a device of the system's.

#[cfg(feature = "sound")]
pub mod device;

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

/// What plays a sound file. Tests inject one that only notes it.
pub trait Player {
    /// Begins to play it.
    ///
    /// # Errors
    /// When nothing can be started, with the sentence for the user.
    fn play(&self, file: &Path) -> Result<(), String>;

    /// What it plays now, where it can tell.
    fn playing(&self) -> Option<PathBuf> {
        None
    }

    /// Ends what it plays, where it can.
    fn stop(&self) {}
}

/// The player this program was built with.
pub fn built_in() -> Box<dyn Player> {
    #[cfg(feature = "sound")]
    return Box::new(device::DevicePlayer::default());
    #[cfg(not(feature = "sound"))]
    Box::new(SystemPlayer)
}

/// The player the system starts for the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemPlayer;

/// What opens a file in the program it belongs to, and what stands before the file.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(target_os = "windows") {
    ("cmd", &["/C", "start", ""])
} else {
    ("xdg-open", &[])
};

impl Player for SystemPlayer {
    fn play(&self, file: &Path) -> Result<(), String> {
        let (program, before) = OPENER;
        let started = Command::new(program)
            .args(before)
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = started.map_err(|error| {
            tr!(
                "No player can be started ({program}: {error}). The sound is in {}",
                file.display()
            )
        })?;
        // What was started is waited for, or it would stay in the system's list.
        let waiting = thread::Builder::new().name("player".to_owned());
        if let Err(error) = waiting.spawn(move || child.wait()) {
            log::error!("no thread waits for the player: {error}");
        }
        Ok(())
    }
}
