//! Makes inputs that are almost valid from arbitrary bytes.

use super::seeds;
use flate2::{Compression, write::GzEncoder};
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Longest input in bytes.
const LONGEST: usize = 1 << 17;

/// Changes `seed` as `plan` says: each four bytes of it are one change.
pub fn mend(plan: &[u8], seed: &[u8], tokens: &[&str]) -> Vec<u8> {
    let mut out = seed.to_vec();
    let (changes, _) = plan.as_chunks::<4>();
    for &[what, high, low, how] in changes {
        let at = (usize::from(high) << 8 | usize::from(low)) % (out.len() + 1);
        let many = 1 << (how % 12);
        match what % 8 {
            0 => drop(out.drain(at..(at + usize::from(how)).min(out.len()))),
            1 if at < out.len() => out[at] = how,
            2 => {
                let end = (at + usize::from(how)).min(out.len());
                let copy = out[at..end].to_vec();
                insert(&mut out, at, &copy);
            }
            3 => {
                let end = (at + usize::from(how) + 1).min(out.len());
                let copy = out[at..end].repeat(usize::from(low) % 64);
                insert(&mut out, at, &copy);
            }
            4 => {
                let token = token(tokens, low).repeat(many);
                insert(&mut out, at, &token);
            }
            5 => insert(&mut out, at, &[how]),
            6 => out.truncate(at.max(1)),
            _ => {
                let token = token(tokens, how);
                insert(&mut out, at, &token);
            }
        }
    }
    out
}

fn token(tokens: &[&str], choice: u8) -> Vec<u8> {
    let chosen = tokens.get(usize::from(choice) % tokens.len().max(1));
    chosen.map_or_else(|| vec![choice], |token| token.as_bytes().to_vec())
}

fn insert(out: &mut Vec<u8>, at: usize, what: &[u8]) {
    if out.len() + what.len() <= LONGEST {
        out.splice(at..at, what.iter().copied());
    }
}

/// `bytes`, compressed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

/// A book of which one part, or the archive itself, is changed as `plan` says.
pub fn book(plan: &[u8]) -> Vec<u8> {
    let (&choice, rest) = plan.split_first().unwrap_or((&0, &[]));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, content)) in seeds::BOOK.iter().enumerate() {
        let changed = if usize::from(choice) % (seeds::BOOK.len() + 1) == n {
            mend(rest, content.as_bytes(), seeds::TAGS)
        } else {
            content.as_bytes().to_vec()
        };
        writer.start_file(*name, SimpleFileOptions::default()).expect("names are short");
        writer.write_all(&changed).expect("memory can be written to");
    }
    let whole = writer.finish().expect("memory can be written to").into_inner();
    if usize::from(choice) % (seeds::BOOK.len() + 1) == seeds::BOOK.len() {
        mend(rest, &whole, &[])
    } else {
        whole
    }
}

/// A document of one page.
pub fn pdf() -> Vec<u8> {
    let content = "BT /F1 24 Tf 50 700 Td (Harbour plan passes) Tj ET\nBT /F1 11 Tf 50 660 Td [(The council) -300 (met late, and its mem-)] TJ 0 -14 Td (bers voted.) Tj ET";
    let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        &stream,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", n + 1);
    }
    // Without a cross-reference table, so that the parser has to look for the objects itself.
    out.push_str("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF");
    out.into_bytes()
}
