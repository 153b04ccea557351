//! Looking names up, and keeping the open web out of the reader's own network.

use super::Failure;
use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use ureq::{
    Error, Proxy,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// A resolver that gives only addresses that may be connected to. What it gives is what is connected to, so a name
/// that means something else a moment later gains nothing.
#[derive(Debug)]
pub(super) struct Guard {
    /// Where names are looked up.
    names: DefaultResolver,
    /// The proxy, which may be anywhere.
    proxy: Option<Proxy>,
    /// What counts as the open web.
    is_public: fn(IpAddr) -> bool,
    verdict: Verdict,
}

/// What the guard may let pass, and what it saw. Clones speak of the same guard.
#[derive(Debug, Clone, Default)]
pub(super) struct Verdict {
    allow_private: Arc<AtomicBool>,
    seen_private: Arc<AtomicBool>,
}

impl Verdict {
    /// From now on lets addresses in private networks pass, or not.
    pub(super) fn allow_private(&self, allow: bool) {
        self.allow_private.store(allow, Ordering::SeqCst);
        self.seen_private.store(false, Ordering::SeqCst);
    }

    /// Whether the host that was looked up since is in a private network.
    pub(super) fn saw_private(&self) -> bool {
        self.seen_private.load(Ordering::SeqCst)
    }
}

/// Says through the layers of the client that the guard refused.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Failure::Private)
    }
}

impl std::error::Error for Refused {}

impl Guard {
    pub(super) fn new(proxy: Option<Proxy>, is_public: fn(IpAddr) -> bool, verdict: Verdict) -> Self {
        Self { names: DefaultResolver::default(), proxy, is_public, verdict }
    }

    fn is_proxy(&self, uri: &Uri) -> bool {
        let Some(proxy) = &self.proxy else { return false };
        !proxy.is_no_proxy(uri) && uri.authority() == proxy.uri().authority()
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = match self.names.resolve(uri, config, timeout) {
            Err(Error::Io(_)) => Err(Error::HostNotFound),
            found => found,
        }?;
        if self.is_proxy(uri) {
            return Ok(found);
        }
        let private = found.iter().any(|at| !(self.is_public)(at.ip()));
        if private && !self.verdict.allow_private.load(Ordering::SeqCst) {
            return Err(Error::Other(Box::new(Refused)));
        }
        self.verdict.seen_private.store(private, Ordering::SeqCst);
        Ok(found)
    }
}

/// Whether an address is on the open internet: not this machine, not a private network, not set aside for other uses.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    // This network and what is reserved, shared address space of carriers, protocol assignments, benchmarks.
    let special = matches!(
        ip.octets(),
        [0 | 240..=255, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [198, 18..=19, ..]
    );
    !(special
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        // Addresses of version 4 in other clothes: mapped, compatible (which holds ::1 and ::), translated.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        // 6to4 holds one too.
        [0x2002, high, low, ..] => is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))),
        // Teredo, and documentation.
        [0x2001, 0 | 0xdb8, ..] => false,
        // All that is given out begins with these bits.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_private_networks_are_known_in_any_form() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "64:ff9b:1::1",
            "100::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "64:ff9b::1.1.1.1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
