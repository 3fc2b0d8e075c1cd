//! The look of pictures: sizes, and styles for light and dark.

/// The width of a picture.
pub(super) const WIDTH: u16 = 880;
/// The left margin of titles.
pub(super) const MARGIN: f64 = 40.0;
/// Where plots begin and end from left to right.
pub(super) const LEFT: f64 = 92.0;
/// See [`LEFT`].
pub(super) const RIGHT: f64 = 840.0;

/// Styles. No custom properties: many viewers of SVG do not know them.
pub(super) const STYLE: &str = "
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:13px;fill:#1f2a36}
.title{font-size:24px;font-weight:650}
.head{font-size:16px;font-weight:650}
.soft{fill:#55616e}
.note{font-size:11.5px;fill:#66727f}
.tick{font-size:12px;fill:#55616e;font-variant-numeric:tabular-nums}
.mark-text{font-weight:600}
.middle{text-anchor:middle}
.end{text-anchor:end}
.paper{fill:#fdfcfa}
.grid{stroke:#e4e6ea;stroke-width:1;fill:none}
.axis{stroke:#8c97a3;stroke-width:1;fill:none}
.bar{fill:#3d7ea6}
.area{fill:#3d7ea6;fill-opacity:.16}
.line{stroke:#3d7ea6;stroke-width:2.25;fill:none;stroke-linejoin:round}
.window{fill:#d99a2b;fill-opacity:.20}
.window-b{fill:#d99a2b;fill-opacity:.10}
.mark{stroke:#b3402e;stroke-width:1.5;fill:none}
.mark-median{stroke:#b3402e;stroke-width:2.5;fill:none}
.dash{stroke-dasharray:5 4}
.dot{fill:#b3402e}
.ground{fill:#eff1f3}
.heat{fill:#2f7397}
@media (prefers-color-scheme:dark){
text{fill:#e8ecf0}
.soft,.tick{fill:#aab5c0}
.note{fill:#97a3af}
.paper{fill:#14191f}
.grid{stroke:#2a323b}
.axis{stroke:#6d7985}
.bar{fill:#6fb1d8}
.area{fill:#6fb1d8;fill-opacity:.20}
.line{stroke:#6fb1d8}
.window{fill:#e5b04a;fill-opacity:.22}
.window-b{fill:#e5b04a;fill-opacity:.11}
.mark,.mark-median{stroke:#f08a74}
.dot{fill:#f08a74}
.ground{fill:#1e252d}
.heat{fill:#7cc0e8}
}
";
