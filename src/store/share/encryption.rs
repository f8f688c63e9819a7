//! Whom to trust: the server's certificate and its name are always checked.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::game::scores::{Reason, Why};

/// Trusts the certificates of the file, or else those that this machine trusts.
///
/// # Errors
///
/// If there are none, or the file cannot be read.
pub(super) fn trust(authority: Option<&Path>) -> Result<MakeRustlsConnect, Reason> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(path) => add(&mut roots, path)?,
        // Some of a machine's certificates are always strange to somebody.
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
    }
    if roots.is_empty() {
        let shown = authority.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        return Err(Reason::new(Why::Authority, &shown));
    }
    // The provider is named: which one is usual depends on what else is built with us.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_details(provider, Arc::new(Today));
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| Reason::new(Why::Encryption, &error.to_string()))?;
    Ok(MakeRustlsConnect::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

/// This machine's clock. What rustls takes usually panics where that is before 1970.
#[derive(Debug)]
struct Today;

impl TimeProvider for Today {
    fn current_time(&self) -> Option<UnixTime> {
        SystemTime::now().duration_since(UNIX_EPOCH).ok().map(UnixTime::since_unix_epoch)
    }
}

fn add(roots: &mut RootCertStore, path: &Path) -> Result<(), Reason> {
    let fault = |why: &str| {
        let shown = path.to_string_lossy();
        Reason::new(Why::Authority, &if why.is_empty() { shown.into_owned() } else { format!("{shown}: {why}") })
    };
    if !std::fs::metadata(path).map_err(|error| fault(&error.to_string()))?.is_file() {
        return Err(fault(""));
    }
    // What the readers say of a file could hold some of it, and somebody may have named the wrong one.
    for certificate in CertificateDer::pem_file_iter(path).map_err(|_| fault(""))? {
        roots.add(certificate.map_err(|_| fault(""))?).map_err(|_| fault(""))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_told_and_not_repeated() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        for text in ["", "hunter2", "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----\n"] {
            std::fs::write(file.path(), text).expect("it is written");
            let reason = trust(Some(file.path())).err().expect("no certificate");
            assert_eq!(reason.why, Why::Authority);
            assert!(!reason.detail.contains("hunter2"));
        }
        assert_eq!(trust(Some(Path::new("/nowhere"))).err().expect("no file").why, Why::Authority);
        assert_eq!(trust(Some(Path::new("/dev/zero"))).err().expect("no file").why, Why::Authority);
    }
}
