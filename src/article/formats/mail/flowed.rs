//! Text with flowed lines (RFC 3676, `format=flowed`): a space at the end of a line says that the paragraph continues
//! on the next.

/// Joins the lines of each paragraph of `text`; with `deletes_space` (`delsp=yes`) without the spaces at their ends.
pub(super) fn unflowed(text: &str, deletes_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|&b| b == b'>').count();
        let words = line.get(depth..).unwrap_or_default();
        // Space-stuffing: the sender puts a space before lines that begin with a space, `>` or "From ".
        let words = words.strip_prefix(' ').unwrap_or(words);
        if open != Some(depth) {
            if !out.is_empty() {
                out.push('\n');
            }
            for _ in 0..depth {
                out.push('>');
            }
            if depth > 0 {
                out.push(' ');
            }
        }
        let flows = words.ends_with(' ') && words != "-- ";
        out.push_str(if flows && deletes_space {
            words.get(..words.len() - 1).unwrap_or(words)
        } else {
            words
        });
        open = flows.then_some(depth);
        if words.is_empty() || !flows {
            open = None;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_flow_where_they_end_in_a_space() {
        let text = "The quay was \nold and \nbare.\n\n> Was it \n> so?\n>> Yes. \n No.\n-- \nAda\n";
        assert_eq!(
            unflowed(text, false),
            "The quay was old and bare.\n\n> Was it so?\n>> Yes. \nNo.\n-- \nAda"
        );
        assert_eq!(unflowed("Mon \nday and  \nnight", true), "Monday and night");
        assert_eq!(unflowed("", false), "");
    }
}
