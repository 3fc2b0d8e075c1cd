//! Columns: where a log keeps the case, the activity and the times.

use super::Mistake;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The case's name.
    Case,
    /// What happened.
    Activity,
    /// When it ended, or simply when it was.
    Time,
    /// When it began.
    StartTime,
}

impl Column {
    /// Returns the flag that names the column.
    pub const fn flag(self) -> &'static str {
        match self {
            Self::Case => "--case",
            Self::Activity => "--activity",
            Self::Time => "--time",
            Self::StartTime => "--start-time",
        }
    }

    /// Returns what it holds, in words.
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Activity => "activity",
            Self::Time => "time",
            Self::StartTime => "start time",
        }
    }

    /// Returns the names it goes by in common logs, the likeliest first; case does not matter.
    pub const fn usual_names(self) -> &'static [&'static str] {
        match self {
            Self::Case => &[
                "case",
                "case_id",
                "caseid",
                "case:concept:name",
                "tracking_number",
                "number",
            ],
            Self::Activity => &["activity", "concept:name", "milestone", "event", "status"],
            Self::Time => &[
                "end",
                "end_time",
                "end_timestamp",
                "timestamp",
                "time:timestamp",
                "time",
                "occurred_at",
            ],
            Self::StartTime => &["start", "start_time", "start_timestamp", "time:start"],
        }
    }
}

/// The name of the column that a log does not have.
const NONE: &str = "-";

/// The names of columns where they are given; otherwise the usual names are tried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Of the case.
    pub case: Option<String>,
    /// Of the activity.
    pub activity: Option<String>,
    /// Of the time, or of the end.
    pub time: Option<String>,
    /// Of the beginning; `-` if there is none.
    pub start_time: Option<String>,
}

/// The places of the columns among a log's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) case: usize,
    pub(super) activity: usize,
    pub(super) time: usize,
    pub(super) start_time: Option<usize>,
}

impl Columns {
    /// Finds the columns in a header.
    pub(super) fn places(&self, header: &[String]) -> Result<Places, Mistake> {
        let start_time = place(Column::StartTime, self.start_time.as_deref(), header);
        let start_time = match (start_time, self.start_time.as_deref()) {
            (_, Some(NONE)) => None,
            (Err(missing), Some(_)) => return Err(missing),
            (found, _) => found.ok(),
        };
        let time = match (
            place(Column::Time, self.time.as_deref(), header),
            &self.time,
        ) {
            (Ok(time), _) => time,
            // A log with starts only is a log of instants.
            (Err(missing), None) => start_time.ok_or(missing)?,
            (Err(missing), Some(_)) => return Err(missing),
        };
        Ok(Places {
            case: place(Column::Case, self.case.as_deref(), header)?,
            activity: place(Column::Activity, self.activity.as_deref(), header)?,
            time,
            start_time: start_time.filter(|start| *start != time),
        })
    }
}

fn place(column: Column, wanted: Option<&str>, header: &[String]) -> Result<usize, Mistake> {
    let found = match wanted {
        Some(name) => header.iter().position(|known| known == name),
        None => column.usual_names().iter().find_map(|usual| {
            header
                .iter()
                .position(|known| known.trim().eq_ignore_ascii_case(usual))
        }),
    };
    found.ok_or_else(|| Mistake::NoColumn {
        column,
        wanted: wanted.map(str::to_owned),
        header: header.to_vec(),
    })
}
