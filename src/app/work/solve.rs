//! Solving the open design: at once where it is quick, on a worker where it is not.
//!
//! A solve takes a fraction of a millisecond, so it runs inside `logic` and the curve is never
//! behind the mouse. A design whose last solve took longer than a frame can spare goes to a named
//! worker; the newest request wins, and the window keeps drawing the last answer meanwhile.

use crate::{
    analysis::sensitivity::Weights,
    design::{Design, LinkEnd},
    network::{Include, PortReading, STACK, Solution, Solver},
};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// Longest solve that still runs inside a frame.
const SYNCHRONOUS_UP_TO: Duration = Duration::from_millis(4);

/// What is to be solved.
pub struct Request {
    /// The design.
    pub design: Arc<Design>,
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Ports to be read.
    pub ports: Arc<[LinkEnd]>,
    /// Whether it is asked how much every number matters, besides the solution.
    pub weights: bool,
    /// Number of the request; later ones are larger.
    pub generation: u64,
}

/// An answer.
pub struct Reply {
    /// Number of its request.
    pub generation: u64,
    /// The solution.
    pub solution: Arc<Solution>,
    /// What was read at the ports.
    pub readings: Arc<[PortReading]>,
    /// How much every number matters, where that was asked for.
    pub weights: Option<Arc<Weights>>,
    /// How long the solve took.
    pub took: Duration,
}

/// Solves requests, here or on a worker.
pub struct SolveService {
    solver: Solver,
    last: Duration,
    /// Absent: everything is solved at once.
    worker: Option<Worker>,
}

struct Worker {
    requests: Sender<Request>,
    replies: Receiver<Reply>,
}

impl SolveService {
    /// A service that uses a worker for long solves; `wake` is called when the worker has answered.
    pub fn adaptive(wake: impl Fn() + Send + 'static) -> Self {
        Self {
            worker: start_worker(wake),
            ..Self::synchronous()
        }
    }

    /// A service that always answers at once: for tests and benchmarks.
    pub fn synchronous() -> Self {
        Self {
            solver: Solver::default(),
            last: Duration::ZERO,
            worker: None,
        }
    }

    /// Solves now and returns the answer, or sends the request to the worker and returns nothing.
    pub fn request(&mut self, request: Request) -> Option<Reply> {
        if self.last > SYNCHRONOUS_UP_TO
            && let Some(worker) = &self.worker
        {
            return match worker.requests.send(request) {
                Ok(()) => None,
                // The worker is gone: do its work here.
                Err(returned) => {
                    self.worker = None;
                    Some(self.solve(&returned.0))
                }
            };
        }
        Some(self.solve(&request))
    }

    /// Answers of the worker since the last call, newest only.
    pub fn drain(&mut self) -> Option<Reply> {
        let reply = self.worker.as_ref()?.replies.try_iter().last()?;
        self.last = reply.took;
        Some(reply)
    }

    fn solve(&mut self, request: &Request) -> Reply {
        let reply = solve(&mut self.solver, request);
        self.last = reply.took;
        reply
    }
}

fn solve(solver: &mut Solver, request: &Request) -> Reply {
    let start = Instant::now();
    let (solution, readings) =
        solver.solve_with_readings(&request.design, &request.f, &request.ports);
    let weights = request.weights.then(|| {
        let list = solver.sensitivities(&request.design, &request.f, Include::NonZero);
        Arc::new(Weights::new(&request.f, &list))
    });
    Reply {
        generation: request.generation,
        solution: Arc::new(solution),
        readings: readings.into(),
        weights,
        took: start.elapsed(),
    }
}

fn start_worker(wake: impl Fn() + Send + 'static) -> Option<Worker> {
    let (requests, incoming) = channel::<Request>();
    let (outgoing, replies) = channel();
    let spawned = thread::Builder::new()
        .name("solver".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let mut solver = Solver::default();
            while let Ok(mut request) = incoming.recv() {
                // Only the newest request matters.
                while let Ok(newer) = incoming.try_recv() {
                    request = newer;
                }
                if outgoing.send(solve(&mut solver, &request)).is_err() {
                    break;
                }
                wake();
            }
        });
    match spawned {
        Ok(_) => Some(Worker { requests, replies }),
        Err(error) => {
            log::error!("no thread for the solver: {error}");
            None
        }
    }
}
