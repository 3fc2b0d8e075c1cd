//! Errors: the numbered ones, each with its description, cause and resolution.

/// A numbered error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Error {
    /// Nobody's number, or another carrier's.
    UnknownBarcode,
    /// There is no signature yet.
    NoProofYet,
    /// There is never one for this product.
    NoProofEver,
    /// The service is not tracked.
    NotTracked,
    /// The service only tells of the delivery, and nobody has tried yet.
    NotTriedYet,
    /// The carrier was told of it and does not have it.
    NotReceivedYet,
    /// Tracking is down.
    TrackingDown,
    /// Too many numbers.
    TooManyNumbers,
    /// The request is no such request.
    Malformed,
    /// Too many requests.
    TooManyRequests,
    /// Something broke.
    Broken,
    /// The service is down.
    ServiceDown,
}

/// What is said of an error: code, description, cause and resolution.
pub(super) type Said = [&'static str; 4];

impl Error {
    /// Returns the status it comes with.
    pub(super) const fn status(self) -> u16 {
        match self {
            Self::UnknownBarcode
            | Self::NoProofYet
            | Self::NoProofEver
            | Self::NotTracked
            | Self::NotTriedYet
            | Self::NotReceivedYet => 404,
            Self::TooManyNumbers | Self::Malformed => 400,
            Self::TooManyRequests => 429,
            Self::Broken => 500,
            Self::TrackingDown | Self::ServiceDown => 503,
        }
    }

    /// Returns what is said of it.
    pub(super) const fn said(self) -> Said {
        SAID[self as usize]
    }
}

/// What is said of each error, in the order of the enum.
const SAID: [Said; 12] = [
    [
        "E1142",
        "Barcode reference mailPieceId is not recognised",
        "A mail item with that barcode cannot be located",
        "Check barcode and resubmit",
    ],
    [
        "E1144",
        "Proof of delivery is not available",
        "No signature was recorded for the item so far",
        "Try again once the item is delivered",
    ],
    [
        "E1145",
        "Proof of delivery is not available for the product",
        "The service used to send the item takes no signature",
        "Use the events of the item",
    ],
    [
        "E1283",
        "Tracking is not supported for the item",
        "The service used to send the item is not tracked",
        "Ask the sender",
    ],
    [
        "E1284",
        "A delivery update is not available",
        "The service used only confirms the delivery, which nobody has tried yet",
        "Try again later",
    ],
    [
        "E1308",
        "An update is not available",
        "The service used only gives an update once the item is in the network",
        "Try again later",
    ],
    [
        "E1307",
        "Tracking is unavailable",
        "The tracking system does not answer",
        "Try again later",
    ],
    [
        "E0013",
        "The maximum number of parameters is exceeded",
        "More than 30 items were asked for",
        "Ask for fewer items",
    ],
    [
        "E0004",
        "The request failed schema validation",
        "A parameter is missing or has the wrong form",
        "Correct the request and resubmit",
    ],
    [
        "E0010",
        "Too many requests",
        "The rate limit of the plan is exceeded",
        "Wait, then ask again",
    ],
    [
        "E0009",
        "Internal server error",
        "Something unexpected happened",
        "Try again later",
    ],
    [
        "E0001",
        "Service unavailable",
        "The service does not answer",
        "Try again later",
    ],
];
