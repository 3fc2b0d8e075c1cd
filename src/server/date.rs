//! The `Date` header of virtual time.

use axum::http::HeaderValue;

use crate::parcel::Timestamp;
use crate::parcel::time::{Day, wall_clock};

const DAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
const MONTHS: [&[u8; 3]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];

/// Returns an instant as HTTP writes it: `Mon, 02 Mar 2026 08:30:00 GMT`.
pub(super) fn header(at: Timestamp) -> HeaderValue {
    let text = wall_clock(at.0, b' ');
    let day = Day::of_local(at.0);
    let (_, month, _) = day.ymd();
    let mut date = *b"Mon, 00 Jan 0000 00:00:00 GMT";
    date[..3].copy_from_slice(DAYS[usize::from(day.weekday())]);
    date[5..7].copy_from_slice(&text[8..10]);
    date[8..11].copy_from_slice(MONTHS[month as usize - 1]);
    date[12..16].copy_from_slice(&text[..4]);
    date[17..25].copy_from_slice(&text[11..]);
    HeaderValue::from_bytes(&date).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_http_does() {
        let date = header(Timestamp(1_772_440_200));
        assert_eq!(date, "Mon, 02 Mar 2026 08:30:00 GMT");
        assert_eq!(
            header(Timestamp(951_782_399)),
            "Mon, 28 Feb 2000 23:59:59 GMT"
        );
    }
}
