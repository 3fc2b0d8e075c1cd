//! Logs as CSV: a header, then a row an event.

use super::columns::Places;
use super::intake::{Intake, Names, Row};
use super::{Columns, Kind, Reading, Reason, Unreadable};

/// Reads values between commas, semicolons or tabs: whichever the header has most of.
pub(super) fn read(bytes: &[u8], columns: &Columns) -> Result<Reading, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(bytes))
        .flexible(true)
        .from_reader(bytes);
    let header: Vec<String> = match reader.byte_headers() {
        Ok(header) => header
            .iter()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect(),
        // Reading memory as bytes of any number of fields cannot fail.
        Err(_) => Vec::new(),
    };
    let places = columns.places(&header).map_err(|mistake| Unreadable {
        line: 1,
        column: None,
        mistake,
    })?;
    let name = |place: usize| header.get(place).cloned().unwrap_or_default();
    let mut intake = Intake::new(Names {
        case: name(places.case),
        activity: name(places.activity),
        time: name(places.time),
        start: places.start_time.map(name),
    });
    let mut record = csv::ByteRecord::new();
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let line = record.position().map_or(0, csv::Position::line);
        match row(&record, places) {
            Ok(row) => intake.row(line, row),
            Err(reason) => intake.refuse(line, reason),
        }
    }
    intake.finish(Kind::Csv)
}

fn row(record: &csv::ByteRecord, places: Places) -> Result<Row<'_>, Reason> {
    let value = |place: usize| {
        let bytes = record.get(place).ok_or(Reason::TooShort)?;
        std::str::from_utf8(bytes).map_err(|_| Reason::NotText)
    };
    Ok(Row {
        case: value(places.case)?,
        activity: value(places.activity)?,
        start: places.start_time.map(value).transpose()?,
        time: value(places.time)?,
    })
}

fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes
        .split(|byte| *byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty());
    let header = header.unwrap_or_default();
    let count = |mark: u8| header.split(|byte| *byte == mark).count();
    // Of equals the last is taken, so a comma wins.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}
