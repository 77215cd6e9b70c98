//! Deadlines for code that does not look at the clock: one thread for the whole process that sets an agent's request word when its time
//! has come.
use crate::interrupt::request;
use std::collections::BinaryHeap;
use std::cmp::Reverse;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, Weak};
use std::time::Instant;

struct Alarm {
    at: Instant,
    word: Weak<AtomicU32>,
}
impl PartialEq for Alarm {
    fn eq(&self, other: &Alarm) -> bool {
        self.at == other.at
    }
}
impl Eq for Alarm {}
impl PartialOrd for Alarm {
    fn partial_cmp(&self, other: &Alarm) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Alarm {
    fn cmp(&self, other: &Alarm) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

#[derive(Default)]
struct Watchdog {
    alarms: Mutex<BinaryHeap<Reverse<Alarm>>>,
    changed: Condvar,
}

/// Sets the deadline bit of `word` at that time, unless the word is gone by then. The agent itself looks whether its deadline is still that one.
pub(crate) fn set_alarm(at: Instant, word: &Arc<AtomicU32>) {
    static WATCHDOG: OnceLock<Option<Arc<Watchdog>>> = OnceLock::new();
    let watchdog = WATCHDOG.get_or_init(|| {
        let watchdog = Arc::new(Watchdog::default());
        let own = watchdog.clone();
        std::thread::Builder::new().name("ogive-watchdog".into()).spawn(move || run(&own)).is_ok().then_some(watchdog)
    });
    // Without a thread the deadline is still seen whenever fuel or a budget runs out.
    let Some(watchdog) = watchdog else { return };
    if let Ok(mut alarms) = watchdog.alarms.lock() {
        alarms.push(Reverse(Alarm { at, word: Arc::downgrade(word) }));
        watchdog.changed.notify_one();
    }
}

fn run(watchdog: &Watchdog) {
    let Ok(mut alarms) = watchdog.alarms.lock() else { return };
    loop {
        let now = Instant::now();
        while alarms.peek().is_some_and(|alarm| alarm.0.at <= now) {
            if let Some(word) = alarms.pop().and_then(|alarm| alarm.0.word.upgrade()) {
                word.fetch_or(request::DEADLINE, Ordering::Release);
            }
        }
        let waited = match alarms.peek().map(|alarm| alarm.0.at.saturating_duration_since(now)) {
            Some(time) => watchdog.changed.wait_timeout(alarms, time).map(|(guard, _)| guard).ok(),
            None => watchdog.changed.wait(alarms).ok(),
        };
        match waited {
            Some(guard) => alarms = guard,
            None => return,
        }
    }
}
