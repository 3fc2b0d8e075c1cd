//! Base 64, as headers and links have it.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Clients send it with padding and without.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Returns bytes in base 64, padded.
pub fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

/// Returns what a text in base 64 says; padding may be missing.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    ENGINE.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_written_and_may_be_missing() {
        assert_eq!(encode(b"foob"), "Zm9vYg==");
        for text in ["Zm9vYg==", "Zm9vYg"] {
            assert_eq!(decode(text).as_deref(), Some(&b"foob"[..]));
        }
        for wrong in ["Zm9v!", "Z", "Zm9vYg=x", "é"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
