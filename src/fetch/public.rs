//! Which IP addresses and host names are on the open internet: not this machine, not a private network, not reserved.
//!
//! The address ranges are those of IANA's special-purpose address registries for IPv4 and IPv6. What these call
//! globally reachable is public, except for anycast addresses that are answered by the nearest device, and for ranges
//! that are not used for web servers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Top-level and other name suffixes that are only used in private networks: reserved for that, or never delegated
/// because so many networks use them.
const PRIVATE_NAMES: [&str; 15] = [
    "corp",
    "domain",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mail",
    "private",
    "test",
    "workgroup",
];

/// Whether an IP address is on the open internet.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

#[allow(clippy::match_same_arms, reason = "one arm is one use that addresses are set aside for")]
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let special = match ip.octets() {
        // "This network", loopback, multicast, and reserved for future use.
        [0 | 127 | 224..=255, ..] => true,
        // Private networks (RFC 1918), and shared address space of carriers (RFC 6598).
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => true,
        // Link-local, which includes the metadata services of cloud providers.
        [169, 254, ..] => true,
        // IETF protocol assignments, two of which are called globally reachable; and the former 6to4 relay anycast.
        [192, 0, 0, _] | [192, 88, 99, _] => true,
        // Benchmarking.
        [198, 18..=19, ..] => true,
        // Documentation.
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        _ => false,
    };
    !special
}

#[allow(clippy::match_same_arms, reason = "one arm is one use that addresses are set aside for")]
fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        // With an embedded IPv4 address: mapped, compatible (which includes ::1 and ::), and NAT64.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(from_halves(high, low))
        }
        // 6to4 embeds an IPv4 address too.
        [0x2002, high, low, ..] => is_public_v4(from_halves(high, low)),
        // ISATAP: a tunnel to the IPv4 address in the interface identifier.
        [.., 0 | 0x200, 0x5efe, high, low] if !is_public_v4(from_halves(high, low)) => false,
        // AMT relays, and AS112 name servers.
        [0x2001, 3, ..] | [0x2001, 4, 0x112, ..] => true,
        // All other IETF protocol assignments: Teredo, benchmarking, ORCHID. A few more of them are called globally
        // reachable, such as anycast addresses answered by the nearest router, but none is of a web server.
        [0x2001, 0..=0x1ff, ..] => false,
        // Documentation.
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Global unicast is 2000::/3. Everything else is private, link-local, multicast, local-use NAT64, segment
        // routing or discard-only.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn from_halves(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

/// Whether a host name, in lower case, may be on the open internet, as far as the name alone tells.
pub(super) fn may_be_public(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    let is_under =
        |end: &str| name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // No top-level domain begins with a digit; such a name may be parsed as an IP address, and not as the one that was
    // checked.
    let is_number = last.starts_with(|c: char| c.is_ascii_digit());
    !is_number && !PRIVATE_NAMES.into_iter().any(is_under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(public: bool, addresses: &[&str]) {
        for address in addresses {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    /// The first and last address of each range in the registry, and the addresses beside it.
    #[test]
    fn special_numbers_of_version_4_are_known() {
        check(
            false,
            &["0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255"],
        );
        check(false, &["127.0.0.0", "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255"]);
        check(false, &["172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255"]);
        check(false, &["192.0.0.0", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.255"]);
        check(
            false,
            &["192.0.2.0", "192.0.2.255", "198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255"],
        );
        check(false, &["192.88.99.0", "192.88.99.2", "192.88.99.255", "198.18.0.0", "198.19.255.255"]);
        check(false, &["224.0.0.1", "239.255.255.255", "240.0.0.0", "255.255.255.255"]);
        check(
            true,
            &["1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
        );
        check(true, &["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0"]);
        check(true, &["191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0"]);
        check(true, &["192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255"]);
        check(true, &["198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "93.184.215.14"]);
        // Globally reachable according to the registry.
        check(true, &["192.31.196.1", "192.52.193.1", "192.175.48.1"]);
    }

    #[test]
    fn special_numbers_of_version_6_are_known() {
        check(
            false,
            &["::", "::1", "::2", "::ffff:0:0:1", "64:ff9b:1::1", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
        );
        check(
            false,
            &["100::1", "100:0:0:1::1", "2001::1", "2001:0:ffff::1", "2001:1::1", "2001:1::2", "2001:1::3"],
        );
        check(
            false,
            &["2001:2::1", "2001:2:0:ffff::1", "2001:4:111::1", "2001:5::1", "2001:10::1", "2001:1f:ffff::1"],
        );
        check(false, &["2001:20::1", "2001:2f:ffff::1", "2001:30::1", "2001:3f:ffff::1", "2001:1ff:ffff::1"]);
        check(false, &["2001:db8::1", "2001:db8:ffff::1", "3fff::1", "3fff:fff:ffff::1", "5f00::1"]);
        check(
            false,
            &["fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "4000::1", "1fff::1"],
        );
        check(
            true,
            &["2001:3::1", "2001:4:112::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1"],
        );
        check(true, &["2606:4700::1111", "2620:4f:8000::1", "2000::1", "3fff:1000::1", "3ffe:ffff::1"]);
    }

    #[test]
    fn numbers_of_version_4_are_known_inside_those_of_version_6() {
        check(false, &["::ffff:127.0.0.1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.88.99.1"]);
        check(false, &["64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:c0a8:101::1", "2002:c058:6301::1"]);
        check(false, &["2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:192.168.1.1"]);
        check(true, &["::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1", "2606:4700::5efe:1.1.1.1"]);
    }

    #[test]
    fn names_of_private_networks_are_known() {
        for private in [
            "localhost",
            "a.localhost",
            "a.localhost.",
            "printer",
            "printer.",
            "nas.local",
            "router.home.arpa",
            "home.arpa",
            "nas.lan",
            "a.b.localdomain",
            "tv.home",
            "wiki.corp",
            "git.test",
            "metadata.google.internal",
            "x.intranet",
            "x.private",
            "x.invalid",
            "mx.mail",
            "127.0.0.1..",
            "x.1",
            "x.0x7f",
            "lan..",
            "",
        ] {
            assert!(!may_be_public(private), "{private}");
        }
        for public in [
            "news.example",
            "news.example.",
            "lan.example",
            "myhome.arpa",
            "a.notlocal",
            "test.de",
            "xn--p1ai.xn--p1ai",
        ] {
            assert!(may_be_public(public), "{public}");
        }
    }
}
