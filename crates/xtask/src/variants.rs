//! The one table of ways to run a program: every program of the project, of the conformance suite and of the fuzzer must do the same
//! in each row. The first row is the one the others are compared with.

/// Name and flags of each way to run a program.
pub struct Variant {
    /// What `--variant=` and reports call it.
    pub name: &'static str,
    /// Flags of the command.
    pub flags: &'static [&'static str],
}

const fn variant(name: &'static str, flags: &'static [&'static str]) -> Variant {
    Variant { name, flags }
}

/// New tiers and modes add rows here.
pub const VARIANTS: &[Variant] = &[
    variant("interpreter", &["--jitless"]),
    variant("baseline", &["--always-baseline", "--baseline-after=0", "--no-optimizer"]),
    variant("no-optimizer", &["--no-optimizer"]),
    variant("optimizer", &["--always-optimize"]),
    variant("deopt", &["--always-optimize", "--deopt-every=7"]),
    variant("default", &[]),
    // The background compiler at work beside running code: tiers are entered early, at points that differ from run to run.
    variant("concurrent", &["--baseline-after=5", "--optimize-after=40"]),
    variant("gc-stress", &["--jitless", "--gc-stress=7"]),
    variant("verify-heap", &["--jitless", "--gc-stress=101", "--verify-heap"]),
    variant("baseline-gc", &["--always-baseline", "--baseline-after=0", "--no-optimizer", "--gc-stress=7"]),
    variant("optimizer-gc", &["--always-optimize", "--gc-stress=11"]),
    variant("deopt-gc", &["--always-optimize", "--deopt-every=5", "--gc-stress=13"]),
];

impl Variant {
    /// The flags; a collection at every `stress`-th allocation in the rows that collect often, when given.
    pub fn flags(&self, stress: Option<u32>) -> Vec<String> {
        let choose = |flag: &&str| match stress {
            Some(n) if flag.starts_with("--gc-stress") => format!("--gc-stress={n}"),
            _ => flag.to_string(),
        };
        self.flags.iter().map(choose).collect()
    }
}

/// The rows that a comma-separated list names; all without one. The first row, the reference, is always among them.
pub fn chosen(list: Option<&str>) -> Result<Vec<&'static Variant>, String> {
    let Some(list) = list else { return Ok(VARIANTS.iter().collect()) };
    let names: Vec<&str> = list.split(',').collect();
    if let Some(unknown) = names.iter().find(|n| !VARIANTS.iter().any(|v| v.name == **n)) {
        let known: Vec<&str> = VARIANTS.iter().map(|v| v.name).collect();
        return Err(format!("no variant is called '{unknown}' (there are {})", known.join(", ")));
    }
    Ok(VARIANTS.iter().enumerate().filter(|(i, v)| *i == 0 || names.contains(&v.name)).map(|(_, v)| v).collect())
}
