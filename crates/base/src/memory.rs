//! How much memory this process may count on: what limits should be made of.

use std::sync::OnceLock;

/// Bytes of memory of the machine, or of the control group that the process is in if that has less; `None` where nothing says.
pub fn available() -> Option<usize> {
    static FOUND: OnceLock<Option<usize>> = OnceLock::new();
    *FOUND.get_or_init(|| {
        let read = |path| std::fs::read_to_string(path).ok();
        let machine = read("/proc/meminfo").and_then(|text| total_of(&text));
        // Version 2 of the groups, as a container sees it, then version 1.
        let group = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
        let group = group.into_iter().find_map(|path| read(path)?.trim().parse().ok());
        [machine, group].into_iter().flatten().min()
    })
}

/// The `MemTotal` line of `/proc/meminfo`, in bytes.
fn total_of(text: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

#[cfg(test)]
mod tests {
    #[test]
    fn totals_are_read() {
        assert_eq!(super::total_of("MemTotal:        2048 kB\nMemFree: 1 kB\n"), Some(2 << 20));
        assert_eq!(super::total_of("MemFree: 1 kB"), None);
    }
}
