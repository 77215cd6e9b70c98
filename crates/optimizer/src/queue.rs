//! The compiler thread: one for the process, shared by all agents. A job goes in with its snapshot; what comes out lies in the agent's inbox
//! until the agent looks, which its request word tells it to. The job that has been asked for most often is the next: whoever runs in the baseline asks
//! again and again.
use crate::compile::{Input, Output, compile, diagnose};
use crate::lower::backend::Backend;
use ogive_vm::interrupt::InterruptHandle;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

/// A finished job.
pub struct Done {
    /// What was asked for.
    pub input: Input,
    /// The code, or why there is none.
    pub result: Result<Output, String>,
}

/// Where an agent's finished jobs wait.
#[derive(Default)]
pub struct Inbox(Mutex<Vec<Done>>);
impl Inbox {
    /// Takes all.
    pub fn take(&self) -> Vec<Done> {
        std::mem::take(&mut lock(&self.0))
    }
}

/// What the agent says of a job while it waits.
#[derive(Default)]
pub struct JobState {
    asked: AtomicU32,
    cancelled: AtomicBool,
}
impl JobState {
    /// The code is wanted still.
    pub fn ask_again(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }
    /// Nobody wants the code any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
    /// How much the code is wanted; not at all when it has been cancelled.
    fn urgency(&self) -> Option<u32> {
        (!self.cancelled.load(Ordering::Relaxed)).then(|| self.asked.load(Ordering::Relaxed))
    }
}

struct Task {
    input: Input,
    inbox: Arc<Inbox>,
    handle: InterruptHandle,
    state: Arc<JobState>,
}

#[derive(Default)]
struct Queue {
    /// In the order in which they have come.
    tasks: Mutex<Vec<Task>>,
    more: Condvar,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The queue with its running thread; `None` when there can be no thread.
fn queue() -> Option<&'static Arc<Queue>> {
    static QUEUE: OnceLock<Option<Arc<Queue>>> = OnceLock::new();
    QUEUE
        .get_or_init(|| {
            let mut backend = Backend::new().ok()?;
            let queue = Arc::new(Queue::default());
            let served = queue.clone();
            let work = move || serve(&served, &mut backend);
            // Deep graphs are walked with explicit stacks; Cranelift's own recursion is small.
            std::thread::Builder::new().name("optimizer".into()).stack_size(4 << 20).spawn(work).ok()?;
            Some(queue)
        })
        .as_ref()
}

fn serve(queue: &Queue, backend: &mut Backend) {
    loop {
        let task = {
            let mut tasks = lock(&queue.tasks);
            loop {
                match take_most_wanted(&mut tasks) {
                    Some(task) => break task,
                    None => tasks = queue.more.wait(tasks).unwrap_or_else(PoisonError::into_inner),
                }
            }
        };
        let result = guarded(backend, &task.input);
        lock(&task.inbox.0).push(Done { input: task.input, result });
        task.handle.request_install();
    }
}

/// The task that is wanted most, of several the oldest. Those that nobody wants are dropped.
fn take_most_wanted(tasks: &mut Vec<Task>) -> Option<Task> {
    tasks.retain(|task| task.state.urgency().is_some());
    let most = tasks.iter().enumerate().rev().max_by_key(|(_, task)| task.state.urgency())?.0;
    Some(tasks.remove(most))
}

/// Compiles; a panic of the compiler is a failure of this job and no more.
pub fn guarded(backend: &mut Backend, input: &Input) -> Result<Output, String> {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| compile(backend, input)));
    result.unwrap_or_else(|_| {
        // A snapshot is all that a compilation depends on: it can be gone through again, with a look at each step.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| eprintln!("{}", diagnose(input))));
        if let Ok(fresh) = Backend::new() {
            *backend = fresh;
        }
        Err("the compiler has panicked".into())
    })
}

/// Queues a job. Gives it back when there is no thread.
pub fn submit(input: Input, inbox: Arc<Inbox>, handle: InterruptHandle, state: Arc<JobState>) -> Result<(), Input> {
    let Some(queue) = queue() else { return Err(input) };
    lock(&queue.tasks).push(Task { input, inbox, handle, state });
    queue.more.notify_one();
    Ok(())
}
