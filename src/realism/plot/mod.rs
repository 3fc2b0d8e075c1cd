//! Pictures of a survey as SVG: delivery times, silence and the hours of scans.
//!
//! Text in, text out: the same survey gives the same bytes. Colors follow the viewer's light or dark scheme.

mod axis;
mod delivery;
mod hours;
mod silence;
mod svg;
mod theme;

pub use svg::grouped;

use super::survey::Survey;
use svg::Svg;
use theme::{MARGIN, STYLE, WIDTH};

vocabulary! {
    /// What a picture shows.
    pub enum Kind {
        /// Days from pickup to delivery.
        Delivery = "delivery",
        /// The longest silence that a watcher sees.
        Silence = "silence",
        /// Weekdays and hours of scans.
        Hours = "hours",
    }
}

/// What a picture says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The scenario's title.
    pub title: String,
    /// Which cases were looked at.
    pub cases: String,
    /// The command that makes the picture again.
    pub command: String,
}

/// Returns a picture with one panel a kind, from top to bottom.
pub fn picture(survey: &Survey, kinds: &[Kind], caption: &Caption) -> String {
    let mut body = Svg::default();
    let mut sources = Vec::new();
    let mut y = 108.0;
    for kind in kinds {
        body.open_group(&format!("translate(0 {})", svg::fixed(y)), kind.name());
        let panel = match kind {
            Kind::Delivery => delivery::draw(survey, &mut body),
            Kind::Silence => silence::draw(survey, &mut body),
            Kind::Hours => hours::draw(survey, &mut body),
        };
        body.close_group();
        y += panel.height;
        sources.extend(panel.sources);
    }
    let foot = foot(caption, &sources);
    let height = y + 14.0 + 17.0 * foot.len() as f64 + 14.0;
    let mut whole = Svg::default();
    whole.raw(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title description\">\n",
        height = svg::fixed(height),
    ));
    whole.element("title", "id=\"title\"", &caption.title);
    whole.element("desc", "id=\"description\"", &description(kinds, caption));
    whole.raw(&format!("<style>{STYLE}</style>\n"));
    whole.raw("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
    whole.text((MARGIN, 48.0), "title", &caption.title);
    whole.text((MARGIN, 72.0), "soft", &caption.cases);
    whole.raw(&body.into_text());
    for (line, text) in (0_u16..).zip(&foot) {
        whole.text((MARGIN, y + 14.0 + 17.0 * f64::from(line)), "note", text);
    }
    whole.raw("</svg>\n");
    whole.into_text()
}

/// How high a panel came out, and whose numbers it shows.
struct Panel {
    height: f64,
    sources: Vec<String>,
}

fn description(kinds: &[Kind], caption: &Caption) -> String {
    let shown: Vec<&str> = kinds
        .iter()
        .map(|kind| match kind {
            Kind::Delivery => "days from pickup to delivery",
            Kind::Silence => "the longest silence that a watcher sees",
            Kind::Hours => "weekdays and hours of scans",
        })
        .collect();
    format!("{}: {}", caption.cases, shown.join("; "))
}

fn foot(caption: &Caption, sources: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = vec![format!("Simulated: {}", caption.command)];
    lines.extend(sources.iter().cloned());
    lines.iter().flat_map(|line| svg::wrap(line, 138)).collect()
}
