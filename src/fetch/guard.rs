//! Looking names up, and keeping the open web out of the reader's own network.

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
