//! The front matter of a test: the few YAML forms that test262 uses.

/// What a test says of itself.
#[derive(Default, Debug)]
pub struct Metadata {
    /// `negative:`: (phase, error name).
    pub negative: Option<(String, String)>,
    /// `includes:`
    pub includes: Vec<String>,
    /// `flags:`
    pub flags: Vec<String>,
    /// `features:`
    pub features: Vec<String>,
}

impl Metadata {
    /// Reads the comment between `/*---` and `---*/`.
    pub fn parse(source: &str) -> Metadata {
        let mut metadata = Metadata::default();
        let Some(text) = source.split_once("/*---").and_then(|(_, rest)| rest.split_once("---*/")) else { return metadata };
        let (mut phase, mut kind) = (String::new(), String::new());
        let mut key = String::new();
        for line in text.0.split(['\n', '\r']) {
            let indented = line.starts_with([' ', '\t']);
            let trimmed = line.trim();
            if !indented && let Some((name, value)) = trimmed.split_once(':') {
                key = name.trim().to_string();
                let items = list(value);
                match key.as_str() {
                    "includes" => metadata.includes.extend(items),
                    "flags" => metadata.flags.extend(items),
                    "features" => metadata.features.extend(items),
                    _ => {}
                }
                continue;
            }
            if let Some(item) = trimmed.strip_prefix("- ") {
                match key.as_str() {
                    "includes" => metadata.includes.push(item.trim().to_string()),
                    "flags" => metadata.flags.push(item.trim().to_string()),
                    "features" => metadata.features.push(item.trim().to_string()),
                    _ => {}
                }
            } else if key == "negative"
                && let Some((name, value)) = trimmed.split_once(':')
            {
                match name.trim() {
                    "phase" => phase = value.trim().to_string(),
                    "type" => kind = value.trim().to_string(),
                    _ => {}
                }
            }
        }
        if !kind.is_empty() {
            metadata.negative = Some((phase, kind));
        }
        metadata
    }
    /// Has this flag?
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|f| f == flag)
    }
}

fn list(value: &str) -> Vec<String> {
    let inner = value.trim().trim_start_matches('[').trim_end_matches(']');
    inner.split(',').map(|s| s.trim().to_string()).filter(|s| !s.is_empty()).collect()
}
