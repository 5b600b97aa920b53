//! How long frames take: one that holds the processor for long is told in the log.
//!
//! What counts is the time this thread had the processor, not what the clock says: a busy machine
//! makes no frame slow. Nothing is measured unless somebody listens (`RUST_LOG` at `debug`).

use log::Level;
use std::time::Duration;

/// A frame that takes longer is one that a person feels.
const LONG: Duration = Duration::from_millis(100);

/// When the present frame began, in time of the processor.
#[derive(Debug, Default)]
pub(in crate::app) struct FrameWatch {
    began: Option<Duration>,
}

impl FrameWatch {
    /// A frame begins, and the one before it ends.
    pub(in crate::app) fn begin(&mut self) {
        if !log::log_enabled!(Level::Debug) {
            return;
        }
        let now = processor_time();
        if let (Some(began), Some(now)) = (self.began, now) {
            let took = now.saturating_sub(began);
            if took > LONG {
                log::debug!("a frame took {} ms of the processor", took.as_millis());
            }
        }
        self.began = now;
    }
}

/// How long this thread has had the processor; absent where the system does not say it this way.
fn processor_time() -> Option<Duration> {
    // Its first number: nanoseconds on the processor.
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::processor_time;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_processor_s_time_goes_on_with_work_alone() {
        let Some(before) = processor_time() else {
            return;
        };
        let mut sum = 0.0_f64;
        for n in 0..3_000_000_u32 {
            sum += f64::from(n).sqrt();
        }
        assert!(sum > 0.0);
        let worked = processor_time().unwrap_or_default();
        assert!(worked > before, "{worked:?} {before:?}");
    }
}
