//! Compiles a scenario file: resolves its base, checks what its parts say of each other, and builds the model.
//!
//! Either everything is right, or every complaint is returned at once.

mod draft;
mod graph;
mod habits;
mod inherit;
mod story;
mod tables;

use std::sync::Arc;

use super::diagnostic::{Diagnostics, Span};
use super::digest::digest;
use super::file::problems::{Problems, mend};
use super::file::sourced::check_sources;
use super::file::{Field, ScenarioFile, read};
use super::library::Library;
use super::model::{Body, Choice, Scenario};
use crate::parcel::ServiceLine;
use crate::trouble::Trouble;

pub(super) use tables::{Shared, Tables};

/// Compiles a user's file, or returns everything that is wrong with it.
///
/// `name` is what the scenario is called (a file's stem), `path` what diagnostics call the file.
///
/// ```
/// use misroute::scenario::{Library, compile};
///
/// let text = "title = 'Mine'\nsummary = 'As usual.'\nbase = 'standard'";
/// let scenario = compile("mine", "./mine.toml", text, Library::built_in())?;
/// assert_eq!(&*scenario.title, "Mine");
/// # Ok::<(), misroute::scenario::Diagnostics>(())
/// ```
pub fn compile(
    name: &str,
    path: &str,
    text: &str,
    library: &Library,
) -> Result<Arc<Scenario>, Diagnostics> {
    build(
        Source {
            name,
            path,
            text,
            owner: Owner::User,
        },
        library,
    )
}

/// Compiles a changed file of a built-in scenario, which keeps its id and says where its numbers come from; none if the
/// library has no scenario of that name and of the id that the file states.
///
/// What comes of it is for looking at: tracking numbers of that id lead to the library's own scenario.
pub fn compile_version(
    name: &str,
    path: &str,
    text: &str,
    library: &Library,
) -> Option<Result<Arc<Scenario>, Diagnostics>> {
    let id = read(text, &mut Problems::of_base(false)).id;
    let is_version = library.name_of(*id.given()?) == Some(name);
    let owner = Owner::BuiltIn;
    is_version.then(|| {
        build(
            Source {
                name,
                path,
                text,
                owner,
            },
            library,
        )
    })
}

/// A file to compile.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub name: &'a str,
    pub path: &'a str,
    pub text: &'a str,
    pub owner: Owner,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Part of the library: has an id and says where its numbers come from.
    BuiltIn,
    /// Somebody's own.
    User,
}

/// Compiles a file of either owner.
pub(super) fn build(source: Source<'_>, library: &Library) -> Result<Arc<Scenario>, Diagnostics> {
    let mut problems = Problems::of_base(false);
    let file = read(source.text, &mut problems);
    problems.base_at(file.base.span());
    head(&file, source, &mut problems);
    if source.owner == Owner::BuiltIn {
        check_sources(&file, &mut problems);
    }
    let mut trouble = doses(&file);
    let body = if file.mix.is_absent() {
        let mut tables = Tables::new(library, source.owner);
        based(&file, library, &mut problems).and_then(|file| {
            trouble = doses(&file);
            story::story(&file, &mut tables, &mut problems)
        })
    } else {
        mix(&file, source.name, library, &mut problems)
    };
    match body {
        Some(body) if problems.count() == 0 => {
            Ok(Arc::new(scenario(&file, source, (body, trouble))))
        }
        _ => {
            if problems.count() == 0 {
                let help = "run the newest version, or report the file";
                problems.error(
                    Span::default(),
                    "the scenario cannot be compiled",
                    "this file",
                    help,
                );
            }
            Err(Diagnostics::new(
                source.path,
                source.text,
                problems.into_list(),
            ))
        }
    }
}

/// Returns the trouble that a file asks for.
fn doses(file: &ScenarioFile) -> Trouble {
    Trouble::new(file.trouble.given().into_iter().flatten().cloned())
}

fn scenario(file: &ScenarioFile, source: Source<'_>, (body, trouble): (Body, Trouble)) -> Scenario {
    let text = |field: &Field<String>| field.given().map(String::as_str).unwrap_or_default().into();
    Scenario {
        name: source.name.into(),
        id: file.id.given().copied(),
        title: text(&file.title),
        summary: text(&file.summary),
        base: file.base.given().map(|base| base.as_str().into()),
        lines: lines(file, &body),
        digest: digest(&body, &trouble),
        trouble: Arc::new(trouble),
        body,
    }
}

/// Returns the lines that a file names, and its own in any case; of a mix, its parts' own.
fn lines(file: &ScenarioFile, body: &Body) -> Vec<ServiceLine> {
    let mut lines = file.lines.given().cloned().unwrap_or_default();
    match body {
        Body::Story(story) => lines.push(story.line),
        Body::Mix(parts) => {
            for (part, _) in parts.iter() {
                // A mix is no part of a mix.
                if let Body::Story(story) = &part.body {
                    lines.push(story.line);
                }
            }
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Checks what every file says of itself.
fn head(file: &ScenarioFile, source: Source<'_>, problems: &mut Problems) {
    let top = Span::default();
    if file.title.is_absent() {
        problems.absent(
            top,
            "the file has no `title`",
            "add `title = \"…\"`: what a person calls the scenario",
        );
    }
    if file.summary.is_absent() {
        problems.absent(
            top,
            "the file has no `summary`",
            "add `summary = \"…\"`: one sentence on what the buyer sees",
        );
    }
    match (source.owner, file.id.span()) {
        (Owner::BuiltIn, None) => {
            problems.absent(
                top,
                "a built-in scenario has no `id`",
                "add `id = …`, the smallest number never used",
            );
        }
        (Owner::User, Some(span)) => {
            let help = "remove it; your numbers are declared to a server with the file";
            problems.error(
                span,
                "`id` is for built-in scenarios",
                "not yours to give",
                help,
            );
        }
        _ => {}
    }
}

/// Returns the file with its base's tables merged in.
fn based(file: &ScenarioFile, library: &Library, problems: &mut Problems) -> Option<ScenarioFile> {
    let Field::Given(base) = &file.base else {
        let is_empty = file.states.is_empty() && file.base.is_absent();
        if is_empty {
            let help = "inherit with `base = \"standard\"`, write states such as `[state.label-created]`, or a `[mix]`";
            problems.absent(
                Span::default(),
                "nothing can happen: the file has no `base`, no `[state.…]` and no `[mix]`",
                help,
            );
        }
        return (!is_empty && !file.base.is_broken()).then(|| file.clone());
    };
    let names = library
        .names()
        .filter(|name| library.file(name).is_some_and(ScenarioFile::can_be_base));
    let names = names.collect::<Vec<_>>();
    let Some(inherited) = library.file(&base.value) else {
        let message = format!(
            "`base` names `{}`, which is no built-in scenario",
            base.value
        );
        problems.error(
            base.span,
            message,
            "unknown scenario",
            mend(&base.value, &names),
        );
        return None;
    };
    if inherited.can_be_base() {
        return Some(inherit::merge(file, inherited));
    }
    let why = if inherited.mix.is_absent() {
        "has a `base` itself"
    } else {
        "is a mix"
    };
    let message = format!("`base` names `{}`, which {why}", base.value);
    let help = format!(
        "inherit from {}",
        names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(" or ")
    );
    problems.error(base.span, message, "cannot be inherited from", help);
    None
}

/// Returns the mix of a file that says it is one.
fn mix(
    file: &ScenarioFile,
    own_name: &str,
    library: &Library,
    problems: &mut Problems,
) -> Option<Body> {
    for (span, key) in file.own_story() {
        let message = format!("a mix cannot have `{key}`");
        problems.error(
            span,
            message,
            "not in a mix",
            "remove it, or put it into a scenario that the mix names",
        );
    }
    let mut parts = Vec::new();
    for (name, weight) in file.mix.given()? {
        let message = if name.value == own_name {
            format!("the mix `{own_name}` names itself")
        } else {
            match library.file(&name.value) {
                None => format!(
                    "`mix` names `{}`, which is no built-in scenario",
                    name.value
                ),
                Some(part) if !part.mix.is_absent() => {
                    format!("`mix` names `{}`, which is a mix itself", name.value)
                }
                Some(_) => match library.get(&name.value) {
                    Some(part) => {
                        parts.push((part, *weight));
                        continue;
                    }
                    None => format!("`mix` names `{}`, which does not compile", name.value),
                },
            }
        };
        let stories = library
            .names()
            .filter(|name| library.file(name).is_some_and(|file| file.mix.is_absent()));
        let help = mend(&name.value, &stories.collect::<Vec<_>>());
        problems.error(name.span, message, "cannot be part of a mix", help);
    }
    // The order of the file says nothing, so it must not reach the draws.
    parts.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    Choice::new(parts).map(Body::Mix)
}
