//! Resolves host names, and keeps pages of the open web from reaching into the reader's private network.

use super::Failure;
use std::{
    fmt,
    net::IpAddr,
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

/// A resolver that returns only IP addresses that may be connected to. The connection uses the addresses that were
/// checked, so that DNS rebinding (a name that resolves to another address a moment later) has no effect.
#[derive(Debug)]
pub(super) struct GuardedResolver {
    /// The resolver of the system.
    names: DefaultResolver,
    /// The proxy, which may be in a private network.
    proxy: Option<Proxy>,
    /// Whether an IP address is on the open web.
    is_public: fn(IpAddr) -> bool,
    verdict: Verdict,
}

/// The state that a guard shares with its owner: what it lets pass, and what it has seen. Clones share the same state.
#[derive(Debug, Clone, Default)]
pub(super) struct Verdict {
    allow_private: Arc<AtomicBool>,
    seen_private: Arc<AtomicBool>,
}

impl Verdict {
    /// Sets whether addresses in private networks may pass, and resets what was seen.
    pub(super) fn allow_private(&self, allow: bool) {
        self.allow_private.store(allow, Ordering::SeqCst);
        self.seen_private.store(false, Ordering::SeqCst);
    }

    /// Whether the host resolved since then is in a private network.
    pub(super) fn saw_private(&self) -> bool {
        self.seen_private.load(Ordering::SeqCst)
    }
}

/// The error of the guard when it refuses an address, as it is passed through the client.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Failure::Private)
    }
}

impl std::error::Error for Refused {}

impl GuardedResolver {
    pub(super) fn new(proxy: Option<Proxy>, is_public: fn(IpAddr) -> bool, verdict: Verdict) -> Self {
        Self { names: DefaultResolver::default(), proxy, is_public, verdict }
    }

    /// Whether it is the proxy that is resolved, not the host of a page.
    fn is_proxy(&self, uri: &Uri) -> bool {
        let Some(proxy) = &self.proxy else { return false };
        !proxy.is_no_proxy(uri) && uri.authority() == proxy.uri().authority()
    }
}

impl Resolver for GuardedResolver {
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
