//! Offsets in Unicode code points, as exports have them.

/// Converts byte offsets into code point offsets: one pass over the text, then a count over at most [`STRIDE`] bytes
/// per offset.
pub(super) struct CodePoints<'a> {
    bytes: &'a [u8],
    /// The number of code points before each multiple of [`STRIDE`] bytes.
    counts: Vec<usize>,
}

/// Bytes between two stored counts: more of them would save memory, but take longer for each offset.
const STRIDE: usize = 128;

impl<'a> CodePoints<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut total = 0;
        let counts = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = total;
            total += begun(chunk);
            before
        });
        Self { counts: counts.collect(), bytes: text.as_bytes() }
    }

    /// The number of code points that begin before byte `offset`.
    pub(super) fn before(&self, offset: usize) -> usize {
        let stride = (offset / STRIDE).min(self.counts.len().saturating_sub(1));
        let rest = self.bytes.get(stride * STRIDE..offset.min(self.bytes.len())).unwrap_or_default();
        self.counts.get(stride).copied().unwrap_or(0) + begun(rest)
    }
}

fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        for text in ["", "plain", &"é“😀”z".repeat(200)] {
            let points = CodePoints::of(text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(points.before(at), count);
            }
            assert_eq!(points.before(text.len()), text.chars().count());
        }
    }
}
