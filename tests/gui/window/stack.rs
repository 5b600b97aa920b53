//! Threads beside the window have room for a solve that no optimiser has looked at.

use earwright::app::work::job::{Runner as _, Threads};
use std::{hint::black_box, sync::mpsc::channel, time::Duration};

/// Takes a quarter of a mebibyte of the stack for each level.
fn deep(levels: u32) -> u32 {
    #[allow(clippy::large_stack_arrays, reason = "a stack is what it fills")]
    let block = black_box([0_u8; 256 << 10]);
    match levels {
        0 => u32::from(block[0]),
        _ => 1 + deep(levels - 1) + u32::from(block[levels as usize]),
    }
}

#[test]
fn work_beside_the_window_may_take_much_more_of_the_stack_than_a_thread_has_by_itself() {
    let (send, receive) = channel();
    Threads.run("deep", Box::new(move || _ = send.send(deep(48))));
    assert_eq!(receive.recv_timeout(Duration::from_mins(1)), Ok(48));
}
