//! Web addresses: those that may be fetched, opened in a browser, or written as a link to a terminal.

use super::{Failure, public};
use std::{fmt, net::IpAddr};
use url::{Host, Url};

/// Longest address, in bytes; servers do not accept longer ones.
const LONGEST: usize = 8192;

/// An `http` or `https` URL with a host and without user name. Its text is ASCII without spaces and control characters,
/// whatever it was parsed from: other characters are percent-encoded, and in the host name encoded in Punycode.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(Url);

impl Address {
    /// Parses an address that a person has typed or a page contains.
    ///
    /// # Errors
    /// Where it is not an absolute web address with a host, or too long.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let url = Url::parse(text.trim()).map_err(|_| Failure::NotAnAddress)?;
        Self::checked(url)
    }

    /// Resolves `link`, a relative or absolute reference, against this address.
    ///
    /// # Errors
    /// Where the result is not a web address.
    pub fn join(&self, link: &str) -> Result<Self, Failure> {
        let url = self.0.join(link.trim()).map_err(|_| Failure::NotAnAddress)?;
        Self::checked(url)
    }

    /// A parsed URL, if it is a web address.
    fn checked(url: Url) -> Result<Self, Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::NotTheWeb { scheme: url.scheme().to_owned() });
        }
        if !url.username().is_empty() || url.password().is_some() || !url.has_host() {
            return Err(Failure::NotAnAddress);
        }
        if url.as_str().len() > LONGEST {
            return Err(Failure::NotAnAddress);
        }
        Ok(Self(url))
    }

    /// Whether `text` begins with a scheme, of the web or not: `ftp://host`.
    pub fn looks_like_one(text: &str) -> bool {
        text.split_once("://").is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
    }

    /// The address as it is sent to servers and shown.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host name, without port.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The address without its fragment.
    pub(super) fn without_fragment(&self) -> Self {
        let mut url = self.0.clone();
        url.set_fragment(None);
        Self(url)
    }

    /// Whether the host is on this machine or in a private network, as far as its name or IP address alone tells;
    /// `is_public` says which IP addresses are public.
    pub(super) fn is_private_by_name(&self, is_public: fn(IpAddr) -> bool) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(ip)) => !is_public(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => !is_public(IpAddr::V6(ip)),
            Some(Host::Domain(name)) => !public::may_be_public(name),
            None => true,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, address: Option<&str>) {
        assert_eq!(Address::parse(text).ok().map(|a| a.to_string()).as_deref(), address, "{text:?}");
    }

    #[test]
    fn only_the_web_is_an_address() {
        check(" https://news.example/a b?q=ä#x ", Some("https://news.example/a%20b?q=%C3%A4#x"));
        check("HTTP://News.Example", Some("http://news.example/"));
        check("https://zoë.example/", Some("https://xn--zo-ija.example/"));
        for no in
            ["news.example/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "https://"]
        {
            check(no, None);
        }
        check("https://bank.example@evil.example/", None);
        check("ftp://news.example/", None);
        check(&format!("https://news.example/{}", "a".repeat(LONGEST)), None);
    }

    #[test]
    fn nothing_that_a_terminal_would_obey_is_left() {
        for tail in
            ["\u{1b}]8;;\u{7}", "\u{9b}2J", "\u{202e}x", "a\u{200b}b", "\u{7f}", "?\u{1b}\\", "#\u{1b}\\"]
        {
            let address = Address::parse(&format!("https://news.example/{tail}")).unwrap();
            assert!(address.as_str().bytes().all(|b| (0x21..=0x7e).contains(&b)), "{address}");
        }
    }

    #[test]
    fn links_are_relative_to_their_page() {
        let page = Address::parse("https://news.example/world/a.html").unwrap();
        assert_eq!(page.join("../b.html").unwrap().as_str(), "https://news.example/b.html");
        assert_eq!(page.join("//other.example").unwrap().as_str(), "https://other.example/");
        assert!(page.join("javascript:alert(1)").is_err());
        assert!(page.join("file:///etc/passwd").is_err());
    }

    /// Different spellings of private hosts are recognised.
    #[test]
    fn private_names_are_known() {
        let is_private = |text: &str| Address::parse(text).unwrap().is_private_by_name(public::is_public);
        for private in [
            "http://localhost:80/",
            "http://a.localhost./",
            "http://127.0.0.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://printer/",
            "http://nas.local/",
            "http://NAS.Home.ARPA/",
            "http://nas.home.arpa./",
            "http://nas%2Elan/",
            "http://%6c%6F%63alhost/",
            "http://nas.l%41n:8080/",
            "http://nas。lan/",
            "http://ｎａｓ.ｌａｎ/",
            "http://n\u{ad}as.la\u{200b}n/",
            "http://127.0.0.1./",
            "http://0177.0.0.1/",
            "http://１２７.0.0.1/",
            "http://127%2e1/",
            "http://[0:0::ffff:7f00:1]/",
        ] {
            assert!(is_private(private), "{private}");
        }
        assert!(!is_private("http://news.example/"));
        assert!(!is_private("http://1.1.1.1/"));
    }
}
