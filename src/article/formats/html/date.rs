//! Dates that are written for machines, in a form that people read.

/// `written` without what only machines need: "2018-05-08T10:15:00.000+01:00" as "2018-05-08 10:15". What is not
/// written like this stays as it is.
pub(super) fn shown(written: &str) -> String {
    let Some((date, rest)) = written.split_at_checked(10) else { return written.to_owned() };
    let digits = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(b, f)| if f == b'0' { b.is_ascii_digit() } else { b == f })
    };
    if !digits(date, "0000-00-00") {
        return written.to_owned();
    }
    let time =
        rest.strip_prefix(['T', ' ']).and_then(|time| time.get(..5)).filter(|time| digits(time, "00:00"));
    match time {
        Some(time) if time != "00:00" => format!("{date} {time}"),
        Some(_) => date.to_owned(),
        None if rest.is_empty() => date.to_owned(),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::formats::html::date::shown;

    #[test]
    fn what_machines_write_is_shortened_and_the_rest_is_kept() {
        for (written, read) in [
            ("2018-05-08T10:15:00.000+01:00", "2018-05-08 10:15"),
            ("2018-05-08T00:00:00Z", "2018-05-08"),
            ("2018-05-08", "2018-05-08"),
            ("2018-05-08 10:15:00", "2018-05-08 10:15"),
            ("8 May 2018, at noon", "8 May 2018, at noon"),
            ("2018-05-08 (revised)", "2018-05-08 (revised)"),
            ("hier", "hier"),
        ] {
            assert_eq!(shown(written), read);
        }
    }
}
