//! Identification: in which formats a text is well formed, or which rule of which format it breaks.

use std::cmp::Reverse;

use super::{
    Format, NumberError, TrackingNumber,
    catalog::{ROUTABLE, TEMPLATES},
    template::Template,
    text::Text,
};

/// How many formats an error names when a number resembles none.
const NEAREST: usize = 3;

/// Returns every format in which `text` is well formed and passes its check digit, in a fixed order.
///
/// Otherwise returns the error of the format it comes nearest to. Many carriers write digits only, so that one
/// number often suits several formats.
///
/// ```
/// use misroute::parcel::number::identify;
///
/// let formats = identify("LP00123456789012")?;
/// assert_eq!(formats[0].key(), "cainiao-lp");
/// let error = identify("RB123456786GB").unwrap_err();
/// assert_eq!(error.to_string(), "the check digit of this number of format `s10` must be `5`, found `6`");
/// # Ok::<(), misroute::parcel::number::NumberError>(())
/// ```
pub fn identify(text: &str) -> Result<Vec<Format>, NumberError> {
    let text = Text::read(text)?;
    let mut formats = Vec::new();
    let mut best: Option<Fault> = None;
    for_each_reading(&text, |template, part| match judge(template, part) {
        Verdict::WellFormed(format) => {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        Verdict::Fault(fault) => {
            if best
                .as_ref()
                .is_none_or(|best| fault.closeness > best.closeness)
            {
                best = Some(fault);
            }
        }
        Verdict::Unlike => {}
    });
    if formats.is_empty() {
        Err(best.map_or_else(
            || NumberError::Unknown {
                nearest: nearest(text.as_bytes()),
            },
            |best| best.error,
        ))
    } else {
        Ok(formats)
    }
}

/// Returns the number that `text` spells with its check digit put right; `None` if its shape has no check digit.
///
/// A number whose check digit is right in any of the formats it may have is left alone. Use
/// [`Format::with_check_digit`] to choose the format.
pub fn with_check_digit(text: &str) -> Option<TrackingNumber> {
    let text = Text::read(text).ok()?;
    let mut corrected: Option<Text> = None;
    for_each_reading(&text, |template, part| {
        if let Some((at, character)) = correction(template, part) {
            let at = text.as_bytes().len() - part.len() + at;
            let is_right = text.as_bytes().get(at) == Some(&character);
            if is_right {
                corrected = Some(text);
            } else if corrected.is_none() {
                let mut changed = text;
                changed.set(at, character);
                corrected = Some(changed);
            }
        }
    });
    corrected.map(|text| TrackingNumber::from_text(&text))
}

impl Format {
    /// Returns the number that `text` spells with the check digit this format asks for.
    ///
    /// `None` if the format has no check digit or the text not the format's shape.
    pub fn with_check_digit(self, text: &str) -> Option<TrackingNumber> {
        let text = Text::read(text).ok()?;
        let mut corrected = None;
        for_each_reading(&text, |template, part| {
            if template.format.key() == self.key()
                && actual_format(template, part) == Some(self)
                && let Some((at, character)) = correction(template, part)
            {
                let mut changed = text;
                changed.set(text.as_bytes().len() - part.len() + at, character);
                corrected.get_or_insert(changed);
            }
        });
        corrected.map(|text| TrackingNumber::from_text(&text))
    }
}

enum Verdict {
    WellFormed(Format),
    Fault(Fault),
    Unlike,
}

struct Fault {
    closeness: Closeness,
    error: NumberError,
}

/// How near a text comes to a format: wrong only as a whole (check digit, issuer), then the more characters that are
/// fixed and right, then a wrong character before a wrong length, then the smaller difference.
type Closeness = (bool, usize, bool, Reverse<usize>);

/// Calls `visit` with every template and the part of the text that it speaks of: all, or what follows the routing.
fn for_each_reading(text: &Text, mut visit: impl FnMut(&Template, &[u8])) {
    let text = text.as_bytes();
    for template in TEMPLATES.iter().chain(ROUTABLE) {
        visit(template, text);
    }
    if !text.starts_with(b"420") {
        return;
    }
    // Only numbers of 20, 22 and 26 digits go behind a ZIP code of 5 digits; only of 20 and 22 behind one of 9.
    for (routing, lengths) in [(8, &[20, 22, 26][..]), (12, &[20, 22])] {
        if let Some((zip, part)) = text.split_at_checked(routing)
            && lengths.contains(&part.len())
            && zip.iter().all(u8::is_ascii_digit)
        {
            for template in ROUTABLE
                .iter()
                .filter(|template| template.admits(part.len()))
            {
                visit(template, part);
            }
        }
    }
}

fn judge(template: &Template, text: &[u8]) -> Verdict {
    let led = template.led(text);
    if !template.admits(text.len()) {
        return judge_length(template, text, led);
    }
    let fit = template.fit(text);
    if let Some((index, expected)) = fit.first {
        // Without a prefix to go by, a second wrong character makes the likeness chance.
        if led == 0 && fit.mismatches > 1 || is_s10_shaped(text) && led < 2 {
            return Verdict::Unlike;
        }
        let found = char::from(text[index]);
        let error = NumberError::Character {
            format: template.format,
            position: index + 1,
            expected,
            found,
        };
        return Verdict::Fault(Fault {
            closeness: (false, led, true, Reverse(fit.mismatches)),
            error,
        });
    }
    if matches!(template.format, Format::DhlEcommerce) && is_s10_shaped(text) {
        return Verdict::Unlike; // a postal number such as `CN…GB`, not one of DHL's
    }
    let whole = (true, led, true, Reverse(0));
    if let Some((expected, found)) = template.check.and_then(|check| check.compare(text))
        && expected != found
    {
        let error = NumberError::CheckDigit {
            format: actual_format(template, text).unwrap_or(template.format),
            expected: char::from(expected),
            found: char::from(found),
        };
        return Verdict::Fault(Fault {
            closeness: whole,
            error,
        });
    }
    if let Some(format) = actual_format(template, text) {
        return Verdict::WellFormed(format);
    }
    let found = [11, 12].map(|index| char::from(text[index]));
    Verdict::Fault(Fault {
        closeness: whole,
        error: NumberError::Issuer { found },
    })
}

fn judge_length(template: &Template, text: &[u8], led: usize) -> Verdict {
    let expected = text.len().clamp(template.shortest, template.longest);
    let difference = expected.abs_diff(text.len());
    let is_s10_like = matches!(template.format, Format::S10 { .. }) && resembles_s10(text);
    let is_alike = led >= 2
        || difference <= 2 && is_s10_like
        || difference <= 2 && text.iter().all(u8::is_ascii_digit) && template.is_numeric();
    if !is_alike {
        return Verdict::Unlike;
    }
    // The four letters of S10 weigh as much as a prefix of that length.
    let led = if is_s10_like { 4 } else { led };
    let error = NumberError::Length {
        format: template.format,
        expected,
        found: text.len(),
    };
    Verdict::Fault(Fault {
        closeness: (false, led, false, Reverse(difference)),
        error,
    })
}

/// Returns the template's format; for S10 that of the text's service and issuer, `None` if there is no such issuer.
fn actual_format(template: &Template, text: &[u8]) -> Option<Format> {
    match (template.format, text) {
        (Format::S10 { .. }, [service, .., first, second]) => {
            Format::s10(*service, [*first, *second])
        }
        (format, _) => Some(format),
    }
}

/// Returns the index of the check character and what it should be, if all other characters suit the template.
fn correction(template: &Template, text: &[u8]) -> Option<(usize, u8)> {
    let check = template.check?;
    if !template.admits(text.len()) || actual_format(template, text).is_none() {
        return None;
    }
    let fit = template.fit(text);
    // The check character itself may be anything.
    if fit.mismatches > 1 || fit.first.is_some_and(|(index, _)| index != check.at) {
        return None;
    }
    check
        .compare(text)
        .map(|(expected, _)| (check.at, expected))
}

fn is_s10_shaped(text: &[u8]) -> bool {
    text.len() == 13 && resembles_s10(text)
}

/// Whether the text is two letters, digits, and two letters.
fn resembles_s10(text: &[u8]) -> bool {
    match text {
        [first, second, digits @ .., third, fourth] => {
            [first, second, third, fourth]
                .iter()
                .all(|byte| byte.is_ascii_uppercase())
                && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn nearest(text: &[u8]) -> Vec<Format> {
    let mut scored: Vec<(usize, Format)> = TEMPLATES
        .iter()
        .map(|template| {
            let length = text.len().clamp(template.shortest, template.longest);
            (
                template.fit(text).mismatches + length.abs_diff(text.len()),
                template.format,
            )
        })
        .collect();
    scored.sort_by_key(|(distance, _)| *distance); // stable: the catalog's order decides between equals
    let mut formats = Vec::with_capacity(NEAREST);
    for (_, format) in scored {
        if !formats.contains(&format) && formats.len() < NEAREST {
            formats.push(format);
        }
    }
    formats
}
