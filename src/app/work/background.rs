//! What runs beside the window gives way to it: frames stay what they are while a search or ten
//! thousand units take every core.

use crate::network::STACK;
use rayon::ThreadPoolBuilder;

/// How much less a thread beside the window is in a hurry than the window (POSIX nice).
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Lets the calling thread give way to the window. Elsewhere than on Linux, where a priority is not
/// one thread's, it stays as it is, and [`prepare`] leaves a core to the window.
pub(super) fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        log::debug!("a thread beside the window keeps its priority: {error}");
    }
}

/// Prepares the threads that work is shared out to; once, before there is any.
pub fn prepare() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if cfg!(target_os = "linux") {
        cores
    } else {
        cores.saturating_sub(1).max(1)
    };
    let built = ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .start_handler(|_| give_way())
        .thread_name(|n| format!("beside the window {n}"))
        .build_global();
    if let Err(error) = built {
        log::debug!("work is shared out to threads as they are: {error}");
    }
}
