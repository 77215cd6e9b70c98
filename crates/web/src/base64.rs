//! Base64 in both alphabets.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Encodes; the URL alphabet has no padding.
pub fn encode(bytes: &[u8], url: bool) -> String {
    let table = if url { URL } else { STANDARD };
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = (chunk[0] as u32) << 16 | (*chunk.get(1).unwrap_or(&0) as u32) << 8 | *chunk.get(2).unwrap_or(&0) as u32;
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(table[(n >> (18 - 6 * i)) as usize & 63]);
            } else if !url {
                out.push(b'=');
            }
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The forgiving-base64 decode of the web; `None` when it is not base64.
pub fn decode_strict(text: &[u8]) -> Option<Vec<u8>> {
    let mut clean: Vec<u8> = text.iter().copied().filter(|b| !matches!(b, b' ' | b'\t' | b'\n' | 0x0C | b'\r')).collect();
    if clean.len() % 4 == 0 {
        for _ in 0..2 {
            if clean.last() == Some(&b'=') {
                clean.pop();
            }
        }
    }
    if clean.len() % 4 == 1 || !clean.iter().all(|b| STANDARD.contains(b)) {
        return None;
    }
    Some(ogive_runtime::modules::decode_base64(&clean))
}
