//! 9.5 jobs: the microtask queue.
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Tracer;
use std::collections::VecDeque;

/// A queued job: a Rust function and what it closes over.
pub struct Job {
    /// What to run. An error is an uncaught exception (promise jobs never give one).
    pub run: fn(&mut Vm, [Value; 4]) -> JsResult<()>,
    /// Its values.
    pub values: [Value; 4],
}

/// Jobs in order.
#[derive(Default)]
pub struct JobQueue {
    queue: VecDeque<Job>,
}
impl JobQueue {
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        self.queue.iter().for_each(|job| crate::cells::mark_values(tracer, &job.values));
    }
}

impl Vm {
    /// 9.5.5 HostEnqueuePromiseJob.
    pub fn enqueue_job(&mut self, run: fn(&mut Vm, [Value; 4]) -> JsResult<()>, values: [Value; 4]) {
        self.jobs.queue.push_back(Job { run, values });
        self.host.job_queued();
    }
    /// Runs something in an asynchronous context.
    pub fn with_async_context<R>(&mut self, context: Value, run: impl FnOnce(&mut Vm) -> R) -> R {
        let outer = std::mem::replace(&mut self.async_context, context);
        let result = run(self);
        self.async_context = outer;
        result
    }
    /// Any job waiting?
    pub fn has_jobs(&self) -> bool {
        !self.jobs.queue.is_empty()
    }
    /// Runs jobs until none is left; stops at the first uncaught exception (the rest stay queued).
    pub fn run_jobs(&mut self) -> JsResult<()> {
        while let Some(job) = self.jobs.queue.pop_front() {
            (job.run)(self, job.values)?;
            self.clear_kept_objects();
        }
        Ok(())
    }
}
