//! The TLS configuration: the cryptography provider and the trusted authorities.

use super::Failure;
use rustls::crypto::{CryptoProvider, ring};
use std::sync::{Arc, LazyLock};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The cryptography provider.
static CIPHERS: LazyLock<Arc<CryptoProvider>> = LazyLock::new(|| Arc::new(ring::default_provider()));

/// The root certificates that the system trusts, or those that `SSL_CERT_FILE` and `SSL_CERT_DIR` name.
static TRUSTED: LazyLock<Arc<Vec<Certificate<'static>>>> = LazyLock::new(|| {
    let found = rustls_native_certs::load_native_certs().certs;
    Arc::new(found.iter().map(|der| Certificate::from_der(der).to_owned()).collect())
});

/// The configuration for HTTPS, with the trusted authorities.
///
/// # Errors
/// Where there are no root certificates.
pub(super) fn trusted() -> Result<TlsConfig, Failure> {
    trusting(&TRUSTED)
}

/// The configuration for plain HTTP: without root certificates, which take time to load. A TLS connection with it would
/// trust no server.
pub(super) fn untrusting() -> TlsConfig {
    config(Arc::default())
}

/// The configuration with these authorities; an error where there are none.
fn trusting(authorities: &Arc<Vec<Certificate<'static>>>) -> Result<TlsConfig, Failure> {
    if authorities.is_empty() {
        return Err(Failure::NoAuthorities);
    }
    Ok(config(Arc::clone(authorities)))
}

fn config(authorities: Arc<Vec<Certificate<'static>>>) -> TlsConfig {
    TlsConfig::builder()
        .root_certs(RootCerts::Specific(authorities))
        .unversioned_rustls_crypto_provider(Arc::clone(&CIPHERS))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_authorities_nothing_is_safe() {
        assert_eq!(trusting(&Arc::default()).unwrap_err(), Failure::NoAuthorities);
        let one = Arc::new(vec![Certificate::from_der(b"x").to_owned()]);
        let config = trusting(&one).unwrap();
        assert!(matches!(config.root_certs(), RootCerts::Specific(them) if Arc::ptr_eq(them, &one)));
    }
}
