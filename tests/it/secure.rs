//! TLS connections, and the errors where there can be none. The servers are on the loopback interface, and only these
//! tests trust their certificate authority.

use crate::support::run::run;
use rustls::{
    ServerConfig, ServerConnection, Stream,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::Command,
    sync::Arc,
    thread,
};

const PAGE: &[u8] =
    b"HTTP/1.1 200 x\r\nContent-Type: text/plain\r\nContent-Length: 25\r\n\r\n\"No,\" said Ada Brandt. So.";

fn certificate(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/certificates").join(name)
}

/// Starts a server for any number of clients. Returns its address.
fn serve(answer: impl Fn(&mut TcpStream) -> io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/page", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // Fails where the client does not trust this server and hangs up.
            let _ = answer(&mut stream);
        }
    });
    address
}

/// A server that shows a certificate.
fn secure(name: &str) -> String {
    let chain = CertificateDer::from_pem_file(certificate(name)).unwrap();
    let key = PrivateKeyDer::from_pem_file(certificate("key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    let config = Arc::new(config);
    serve(move |stream| {
        let mut connection = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        let mut stream = Stream::new(&mut connection, stream);
        let mut request = [0; 4096];
        let _ = stream.read(&mut request)?;
        stream.write_all(PAGE)?;
        stream.conn.send_close_notify();
        stream.flush()
    })
}

/// A server that replies `bytes` to anything.
fn saying(bytes: &'static [u8]) -> String {
    serve(move |stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello)?;
        stream.write_all(bytes)?;
        // Reads until the client hangs up.
        io::copy(stream, &mut io::sink()).map(drop)
    })
}

/// Has the program print what is at `address`, with the authorities in `file` trusted.
fn dixit(address: &str, file: &str) -> (Option<i32>, String, String) {
    let cache = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command
        .args(["--plain", address])
        .env("XDG_CACHE_HOME", cache.path())
        .env("SSL_CERT_FILE", certificate(file))
        .env_remove("SSL_CERT_DIR");
    run(&mut command)
}

#[track_caller]
fn refuses(address: &str, file: &str, words: &str) {
    let (code, out, err) = dixit(address, file);
    assert_eq!((code, out.as_str(), err.lines().count()), (Some(1), "", 1), "{err}");
    assert!(err.contains("no safe connection: ") && err.contains(words), "{err}");
}

#[test]
fn a_server_that_an_authority_vouches_for_is_read_from() {
    let (code, out, err) = dixit(&secure("good.pem"), "authority.pem");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("Ada Brandt"), "{out}");
}

#[test]
fn a_server_that_is_not_vouched_for_is_not_read_from() {
    refuses(&secure("expired.pem"), "authority.pem", "certificate has expired");
    refuses(&secure("early.pem"), "authority.pem", "not valid yet: is the clock");
    refuses(&secure("other-name.pem"), "authority.pem", "for a host of another name");
    refuses(&secure("for-mail.pem"), "authority.pem", "not one for servers");
    refuses(&secure("own.pem"), "authority.pem", "made for itself");
    // A valid certificate, where only another authority is trusted.
    refuses(&secure("good.pem"), "own.pem", "not from an authority that this machine trusts; SSL_CERT_FILE");
}

#[test]
fn a_server_that_refuses_is_told_as_such() {
    refuses(&saying(b"\x15\x03\x03\0\x02\x02\x28"), "authority.pem", "no way to encrypt in common");
    refuses(&saying(b"\x15\x03\x01\0\x02\x02\x46"), "authority.pem", "no longer safe");
    refuses(&saying(b"\x15\x03\x03\0\x02\x02\x70"), "authority.pem", "knows no host of this name");
    refuses(&saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "authority.pem", "does not speak TLS");
}

#[test]
fn where_no_authority_is_trusted_only_what_is_not_secret_is_read() {
    let address = secure("good.pem");
    for none in ["not-there.pem", "make"] {
        refuses(&address, none, "install ca-certificates, or name a file of certificates in SSL_CERT_FILE");
    }
    let plain = serve(|stream| {
        let _ = stream.read(&mut [0; 4096])?;
        stream.write_all(PAGE)
    });
    let (code, out, err) = dixit(&plain.replace("https:", "http:"), "not-there.pem");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("Ada Brandt"), "{out}");
}
