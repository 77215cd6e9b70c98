//! The event loop, in Node's order.
//!
//! ```text
//!  drain: ticks, then microtasks, until both are empty; then unhandled rejections
//!  ┌─► timers that are due, each followed by a drain
//!  │   tasks that were queued before this turn (finished input and output), each followed by a drain
//!  │   wait: for the next timer, unless immediates or tasks are there
//!  │   immediates that were queued before this turn, each followed by a drain
//!  └── while anything keeps the loop alive
//! ```
//! All queues are `ValueVec`s: roots of the collector. The loop's time stands still during a turn, as libuv's does.
use crate::output::Output;
use ogive::raw::vm::{Gc, JsResult, Object, Value, ValueVec, Vm};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A queue of values: roots; popping moves a head.
pub struct Queue {
    values: ValueVec,
    head: usize,
}
impl Queue {
    fn new(vm: &Vm) -> Queue {
        Queue { values: ValueVec::new(vm), head: 0 }
    }
    fn push(&mut self, value: Value) {
        self.values.push(value);
    }
    fn pop(&mut self) -> Option<Value> {
        if self.head == self.values.len() {
            return None;
        }
        let value = self.values.get(self.head);
        self.head += 1;
        if self.head == self.values.len() {
            self.values.clear();
            self.head = 0;
        } else if self.head > 1024 && self.head * 2 > self.values.len() {
            let rest = self.values.len() - self.head;
            for i in 0..rest {
                let moved = self.values.get(self.head + i);
                self.values.set(i, moved);
            }
            self.values.truncate(rest);
            self.head = 0;
        }
        Some(value)
    }
    fn len(&self) -> usize {
        self.values.len() - self.head
    }
}

struct Timer {
    /// Milliseconds on the loop's clock.
    due: u64,
    order: u64,
    slot: usize,
    repeat: bool,
    interval: u64,
    keeps_alive: bool,
}

/// Runs a queued value: a tick, a task, an immediate or a timer.
pub type Run = fn(&mut Vm, Value) -> JsResult<()>;
/// Told of an exception that nobody caught; returns if the program goes on.
pub type Uncaught = fn(&mut Vm, Value, Origin);

/// Where an uncaught exception came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A throw.
    Exception,
    /// A rejected promise without handler.
    Rejection,
    /// The main module's evaluation.
    Module,
}

/// What the layers above decide.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// See [`Uncaught`].
    pub uncaught: Uncaught,
    /// A promise was rejected and not handled in the same turn: (promise, reason).
    pub unhandled: fn(&mut Vm, Gc<Object>, Value),
    /// A handler came later than the report.
    pub handled_late: fn(&mut Vm, Gc<Object>),
    /// The loop has nothing more to do; true if that gave it something.
    pub before_exit: fn(&mut Vm) -> bool,
}

/// Rejections that the engine tells of while no host code runs: promise bits, shared with the host hooks.
pub type Rejections = Rc<RefCell<Option<RejectionList>>>;
/// See [`Rejections`].
pub struct RejectionList {
    /// Rejected without a handler, not yet reported.
    pub fresh: ValueVec,
    /// Reported.
    pub reported: ValueVec,
    /// Reported, and handled since.
    pub late: ValueVec,
}
impl RejectionList {
    /// Follows 27.2.1.9 HostPromiseRejectionTracker.
    pub fn track(&mut self, promise: Value, handled: bool) {
        if !handled {
            return self.fresh.push(promise);
        }
        if let Some(i) = self.fresh.iter().position(|&p| p == promise) {
            self.fresh.remove(i);
        } else if let Some(i) = self.reported.iter().position(|&p| p == promise) {
            self.reported.remove(i);
            self.late.push(promise);
        }
    }
}

/// The loop's state; an extension of the agent.
pub struct EventLoop {
    start: Instant,
    now: u64,
    ticks: Queue,
    tasks: Queue,
    immediates: Queue,
    /// Immediates that do not keep the loop alive.
    weak_immediates: usize,
    timers: HashMap<u64, Timer>,
    by_time: BTreeSet<(u64, u64, u64)>,
    timer_values: ValueVec,
    free_slots: Vec<usize>,
    next_id: u64,
    order: u64,
    alive_timers: usize,
    run_tick: Run,
    run_timer: Run,
    run_immediate: Run,
    rejections: Rejections,
    hooks: Option<Hooks>,
}

#[derive(Default)]
struct Slot(Option<EventLoop>);

fn nothing(_: &mut Vm, _: Value) -> JsResult<()> {
    Ok(())
}
fn call_function(vm: &mut Vm, f: Value) -> JsResult<()> {
    vm.call(f, Value::UNDEFINED, &[]).map(|_| ())
}

/// Gives an agent its loop. `rejections` is what its host hooks write to.
pub fn install(vm: &mut Vm, rejections: Rejections) {
    let list = RejectionList { fresh: ValueVec::new(vm), reported: ValueVec::new(vm), late: ValueVec::new(vm) };
    *rejections.borrow_mut() = Some(list);
    let state = EventLoop {
        start: Instant::now(),
        now: 0,
        ticks: Queue::new(vm),
        tasks: Queue::new(vm),
        immediates: Queue::new(vm),
        weak_immediates: 0,
        timers: HashMap::new(),
        by_time: BTreeSet::new(),
        timer_values: ValueVec::new(vm),
        free_slots: vec![],
        next_id: 1,
        order: 0,
        alive_timers: 0,
        run_tick: nothing,
        run_timer: nothing,
        run_immediate: nothing,
        rejections,
        hooks: None,
    };
    vm.extension::<Slot>().0 = Some(state);
}

/// The agent's loop.
pub fn event_loop(vm: &mut Vm) -> &mut EventLoop {
    vm.extension::<Slot>().0.as_mut().expect("the loop is installed before any host function runs")
}
/// The agent's output.
pub fn output(vm: &mut Vm) -> &mut Output {
    vm.extension::<Output>()
}

impl EventLoop {
    /// Sets what the layers above decide.
    pub fn set_hooks(&mut self, hooks: Hooks) {
        self.hooks = Some(hooks);
    }
    /// Sets how ticks run.
    pub fn set_ticks(&mut self, run: Run) {
        self.run_tick = run;
    }
    /// Sets how timers and immediates run.
    pub fn set_timers(&mut self, timer: Run, immediate: Run) {
        self.run_timer = timer;
        self.run_immediate = immediate;
    }
    /// Milliseconds since the loop began.
    pub fn uptime(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }
    fn update(&mut self) {
        self.now = self.start.elapsed().as_millis() as u64;
    }
    /// Queues a tick: it runs before any microtask of the turn.
    pub fn add_tick(&mut self, tick: Value) {
        self.ticks.push(tick);
    }
    /// Queues a task: a function called in a later turn.
    pub fn add_task(&mut self, task: Value) {
        self.tasks.push(task);
    }
    /// Queues an immediate.
    pub fn add_immediate(&mut self, immediate: Value) {
        self.immediates.push(immediate);
    }
    /// An immediate stops (or begins again) to keep the loop alive.
    pub fn weaken_immediates(&mut self, weaken: bool) {
        if weaken { self.weak_immediates += 1 } else { self.weak_immediates = self.weak_immediates.saturating_sub(1) }
    }
    /// Starts a timer; its id.
    pub fn add_timer(&mut self, timer: Value, milliseconds: f64, repeat: bool) -> u64 {
        let interval = if (1.0..=2147483647.0).contains(&milliseconds) { milliseconds as u64 } else { 1 };
        let slot = match self.free_slots.pop() {
            Some(slot) => {
                self.timer_values.set(slot, timer);
                slot
            }
            None => {
                self.timer_values.push(timer);
                self.timer_values.len() - 1
            }
        };
        let id = self.next_id;
        self.next_id += 1;
        self.order += 1;
        let (due, order) = (self.now + interval, self.order);
        self.by_time.insert((due, order, id));
        self.timers.insert(id, Timer { due, order, slot, repeat, interval, keeps_alive: true });
        self.alive_timers += 1;
        id
    }
    /// The value of a running timer.
    pub fn timer(&self, id: u64) -> Option<Value> {
        self.timers.get(&id).map(|t| self.timer_values.get(t.slot))
    }
    /// Stops a timer.
    pub fn remove_timer(&mut self, id: u64) {
        let Some(timer) = self.timers.remove(&id) else { return };
        self.by_time.remove(&(timer.due, timer.order, id));
        self.timer_values.set(timer.slot, Value::UNDEFINED);
        self.free_slots.push(timer.slot);
        self.alive_timers -= timer.keeps_alive as usize;
    }
    /// Starts a timer's time again.
    pub fn refresh_timer(&mut self, id: u64) {
        self.order += 1;
        let (now, order) = (self.now, self.order);
        let Some(timer) = self.timers.get_mut(&id) else { return };
        self.by_time.remove(&(timer.due, timer.order, id));
        timer.due = now + timer.interval;
        timer.order = order;
        self.by_time.insert((timer.due, timer.order, id));
    }
    /// Does the timer keep the loop alive from now on?
    pub fn set_timer_alive(&mut self, id: u64, alive: bool) {
        if let Some(timer) = self.timers.get_mut(&id)
            && timer.keeps_alive != alive
        {
            timer.keeps_alive = alive;
            if alive { self.alive_timers += 1 } else { self.alive_timers -= 1 }
        }
    }
    /// Does the timer keep the loop alive?
    pub fn is_timer_alive(&self, id: u64) -> bool {
        self.timers.get(&id).is_some_and(|t| t.keeps_alive)
    }
    /// Anything left to do?
    pub fn is_alive(&self) -> bool {
        self.alive_timers > 0 || self.tasks.len() > 0 || self.immediates.len() > self.weak_immediates
    }
}

/// The program itself looks after a promise: its rejection is not reported.
pub fn mark_handled(vm: &mut Vm, promise: Gc<Object>) {
    vm.mark_promise_handled(promise);
    let rejections = event_loop(vm).rejections.clone();
    if let Some(list) = rejections.borrow_mut().as_mut() {
        list.track(promise.into(), true);
    }
}

/// The pending exception goes to whom it concerns.
pub fn report_uncaught(vm: &mut Vm, origin: Origin) {
    let error = vm.take_exception();
    vm.clear_termination();
    if let Some(hooks) = event_loop(vm).hooks {
        (hooks.uncaught)(vm, error, origin);
    }
}

/// Ticks, microtasks and unhandled rejections until none is left.
pub fn drain(vm: &mut Vm) {
    loop {
        loop {
            let state = event_loop(vm);
            let run = state.run_tick;
            let Some(tick) = state.ticks.pop() else { break };
            if run(vm, tick).is_err() {
                report_uncaught(vm, Origin::Exception);
            }
            if vm.has_jobs() && event_loop(vm).ticks.len() == 0 {
                break;
            }
        }
        run_microtasks(vm);
        if event_loop(vm).ticks.len() > 0 || vm.has_jobs() {
            continue;
        }
        let cleanup = vm.options.library.cleanup_finalization;
        if cleanup(vm).is_err() {
            report_uncaught(vm, Origin::Exception);
            continue;
        }
        if vm.has_jobs() {
            continue;
        }
        if !report_rejections(vm) {
            return;
        }
    }
}
/// Microtasks until none is left.
pub fn run_microtasks(vm: &mut Vm) {
    while vm.run_jobs().is_err() {
        report_uncaught(vm, Origin::Exception);
    }
}

fn report_rejections(vm: &mut Vm) -> bool {
    let rejections = event_loop(vm).rejections.clone();
    let Some(hooks) = event_loop(vm).hooks else { return false };
    let mut any = false;
    loop {
        let late = rejections.borrow_mut().as_mut().and_then(|r| if r.late.is_empty() { None } else { Some(r.late.remove(0)) });
        if let Some(promise) = late.and_then(Value::as_object) {
            any = true;
            (hooks.handled_late)(vm, promise);
            continue;
        }
        let fresh = rejections.borrow_mut().as_mut().and_then(|r| {
            if r.fresh.is_empty() {
                return None;
            }
            let promise = r.fresh.remove(0);
            r.reported.push(promise);
            Some(promise)
        });
        let Some(promise) = fresh.and_then(Value::as_object) else { return any };
        any = true;
        let reason = vm.promise_result(promise);
        (hooks.unhandled)(vm, promise, reason);
    }
}

fn settle(vm: &mut Vm, result: JsResult<()>) {
    if result.is_err() {
        report_uncaught(vm, Origin::Exception);
    }
    drain(vm);
}

/// Turns until nothing keeps the loop alive.
pub fn run(vm: &mut Vm) {
    run_until(vm, |_| false);
}
/// Turns until nothing keeps the loop alive, or until `stop` says so after a turn.
pub fn run_until(vm: &mut Vm, mut stop: impl FnMut(&mut Vm) -> bool) {
    drain(vm);
    loop {
        if stop(vm) {
            return;
        }
        event_loop(vm).update();
        run_timers(vm);
        run_tasks(vm);
        wait(vm);
        run_immediates(vm);
        if event_loop(vm).is_alive() {
            continue;
        }
        let hooks = event_loop(vm).hooks;
        let more = hooks.is_some_and(|h| (h.before_exit)(vm));
        drain(vm);
        if !more && !event_loop(vm).is_alive() {
            stop(vm);
            return;
        }
    }
}

/// One turn that does not wait, for hosts that have something else to wait for; how long until the loop has something to do again, if it ever has.
pub fn turn(vm: &mut Vm) -> Option<Duration> {
    drain(vm);
    event_loop(vm).update();
    run_timers(vm);
    run_tasks(vm);
    run_immediates(vm);
    let state = event_loop(vm);
    if state.tasks.len() > 0 || state.immediates.len() > 0 {
        return Some(Duration::ZERO);
    }
    let &(due, ..) = state.by_time.first()?;
    Some(Duration::from_millis(due).saturating_sub(state.start.elapsed()))
}

fn run_timers(vm: &mut Vm) {
    loop {
        let state = event_loop(vm);
        let Some(&(due, order, id)) = state.by_time.first() else { return };
        if due > state.now {
            state.update();
            if due > state.now {
                return;
            }
        }
        state.by_time.remove(&(due, order, id));
        let run = state.run_timer;
        let Some(timer) = state.timers.get(&id) else { continue };
        let value = state.timer_values.get(timer.slot);
        let repeat = timer.repeat;
        let result = run(vm, value);
        if result.is_err() {
            report_uncaught(vm, Origin::Exception);
        }
        // The callback may have stopped the timer, or started its time again.
        let state = event_loop(vm);
        let again = state.timers.get(&id).is_some_and(|t| (t.due, t.order) != (due, order));
        if !again {
            if repeat && state.timers.contains_key(&id) {
                state.update();
                state.refresh_timer(id);
            } else {
                state.remove_timer(id);
            }
        }
        drain(vm);
    }
}

fn run_tasks(vm: &mut Vm) {
    for _ in 0..event_loop(vm).tasks.len() {
        let Some(task) = event_loop(vm).tasks.pop() else { return };
        let result = call_function(vm, task);
        settle(vm, result);
    }
}

fn run_immediates(vm: &mut Vm) {
    for _ in 0..event_loop(vm).immediates.len() {
        let state = event_loop(vm);
        let run = state.run_immediate;
        let Some(immediate) = state.immediates.pop() else { return };
        let result = run(vm, immediate);
        settle(vm, result);
    }
}

fn wait(vm: &mut Vm) {
    let state = event_loop(vm);
    if state.tasks.len() > 0 || state.immediates.len() > 0 || state.alive_timers == 0 {
        return;
    }
    let Some(&(due, ..)) = state.by_time.first() else { return };
    let elapsed = state.start.elapsed();
    let due = Duration::from_millis(due);
    if due > elapsed {
        output(vm).flush();
        std::thread::sleep(due - elapsed);
    }
}
