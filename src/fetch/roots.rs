//! Whose word for a server is taken.

use std::sync::{Arc, OnceLock};
use ureq::tls::{Certificate, RootCerts};

/// The authorities that the system trusts, or that `SSL_CERT_FILE` and `SSL_CERT_DIR` name; where there are none, those
/// that came with the program, which are Mozilla's.
pub(super) fn trusted() -> RootCerts {
    static TRUSTED: OnceLock<RootCerts> = OnceLock::new();
    let of_system = || {
        let found = rustls_native_certs::load_native_certs().certs;
        choose(found.iter().map(|der| Certificate::from_der(der).to_owned()).collect())
    };
    TRUSTED.get_or_init(of_system).clone()
}

fn choose(of_system: Vec<Certificate<'static>>) -> RootCerts {
    if of_system.is_empty() { RootCerts::WebPki } else { RootCerts::Specific(Arc::new(of_system)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_authorities_is_no_reason_to_trust_nobody() {
        assert!(matches!(choose(Vec::new()), RootCerts::WebPki));
        let one = Certificate::from_der(b"x").to_owned();
        assert!(matches!(choose(vec![one]), RootCerts::Specific(authorities) if authorities.len() == 1));
    }
}
