//! Axes: round steps, ticks and the frame of a plot.

use super::svg::{Point, Svg};

/// A straight scale from values to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The value at the beginning is 0, this one is at the end.
    pub(super) top: f64,
    /// Between ticks.
    pub(super) step: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Returns a scale whose last tick is at or after a value, with at most so many steps.
    pub(super) fn new(value: f64, steps: u16, (from, to): Point) -> Self {
        let step = round_step(value / f64::from(steps));
        let top = step * (value / step - 1e-9).ceil().max(1.0);
        Self {
            top,
            step,
            from,
            to,
        }
    }

    /// Returns the place of a value; beyond the end is the end.
    pub(super) fn place(self, value: f64) -> f64 {
        let part = (value / self.top).clamp(0.0, 1.0);
        self.from + (self.to - self.from) * part
    }

    /// Returns the values of the ticks.
    pub(super) fn ticks(self) -> impl Iterator<Item = f64> {
        let count = (self.top / self.step).round() as u16;
        (0..=count).map(move |tick| self.step * f64::from(tick))
    }

    /// Returns a tick's text: as many decimals as the step needs.
    pub(super) fn text(self, value: f64) -> String {
        let decimals = if self.step >= 0.999 {
            0
        } else if self.step >= 0.099 {
            1
        } else {
            2
        };
        format!("{value:.decimals$}")
    }
}

/// Returns 1, 2 or 5 times a power of ten that is no smaller than a value.
fn round_step(least: f64) -> f64 {
    let mut power = 0.01;
    for _ in 0..24 {
        for factor in [1.0, 2.0, 5.0] {
            if power * factor >= least - 1e-12 {
                return power * factor;
            }
        }
        power *= 10.0;
    }
    power
}

/// What the axes say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels<'a> {
    pub(super) x: &'a str,
    pub(super) y: &'a str,
}

/// Draws the grid, the ticks and the labels of a plot; `y` runs upward in percent.
pub(super) fn frame(svg: &mut Svg, x: Scale, y: Scale, labels: Labels<'_>) {
    for tick in y.ticks() {
        let at = y.place(tick);
        let class = if tick > 0.0 { "grid" } else { "axis" };
        svg.line((x.from, at), (x.to, at), class);
        let text = format!("{}\u{202f}%", y.text(tick));
        svg.text((x.from - 10.0, at + 4.0), "tick end", &text);
    }
    for tick in x.ticks() {
        let at = x.place(tick);
        svg.line((at, y.from), (at, y.from + 5.0), "axis");
        svg.text((at, y.from + 20.0), "tick middle", &x.text(tick));
    }
    svg.text(
        (f64::midpoint(x.from, x.to), y.from + 42.0),
        "soft middle",
        labels.x,
    );
    let middle = f64::midpoint(y.from, y.to);
    svg.raw(&format!(
        "<text transform=\"translate(34 {}) rotate(-90)\" class=\"soft middle\">{}</text>\n",
        super::svg::fixed(middle),
        super::svg::escape(labels.y)
    ));
}
