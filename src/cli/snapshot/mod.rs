//! `simulate snapshot`: films of a tracker in any language, compared with those before.

mod args;
mod command;
mod diff;
mod file;
mod http;
mod judged;
mod redact;
mod tracker;

use std::rc::Rc;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, LocalSet};

pub(super) use args::SnapshotArgs;

use super::failure::Failure;
use super::stop;
use super::style::Look;
use super::{output, world};
use crate::harness::{Answer, Builder, Film, MockCarrier, StartError};
use crate::scenario::Library;
use file::{Compared, Mode, Snapshot};
use tracker::Tracker;

/// Films the tracker in every scenario, and compares.
pub(super) fn snapshot(args: &SnapshotArgs) -> Result<(), Failure> {
    let tracker = Rc::new(Tracker::new(args)?);
    let scenes = scenes(args)?;
    let mapping = args.judge.as_deref().map(judged::mapping).transpose()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::run(format!("no threads can be started: {error}"), "free memory")
        })?;
    let local = LocalSet::new();
    let filmed = runtime.block_on(local.run_until(async {
        let stop = stop::told();
        tokio::select! {
            filmed = film_all(args, &tracker, &scenes) => filmed,
            () = stop => Err(Failure::run(
                "interrupted: no snapshot was written",
                "run it again",
            )),
        }
    }));
    // Whatever still runs is ended here.
    drop(local);
    let filmed = filmed?;
    let reported = report(args, &scenes, &filmed);
    let Some(mapping) = mapping else {
        return reported;
    };
    let verdict = judged::judge(&filmed, &mapping);
    // A film that changed is told of even if it is wrong too.
    reported.and(verdict)
}

/// A parcel that the tracker is to follow.
struct Scene {
    title: String,
    builder: Builder,
    snapshot: Snapshot,
}

/// A film, and what the tracker told beside it.
struct Filmed {
    film: Film,
    /// What it told on standard error when it first failed, or at last.
    told: String,
}

fn scenes(args: &SnapshotArgs) -> Result<Vec<Scene>, Failure> {
    if let Some(number) = &args.number {
        return Ok(vec![scene(
            args,
            number,
            number,
            MockCarrier::of_number(number),
        )]);
    }
    let mut scenes: Vec<Scene> = Vec::new();
    for word in &args.scenario {
        let builder = if Library::built_in().names().any(|name| name == word) {
            MockCarrier::scenario(word)
        } else {
            let scenario = world::scenario(word)?;
            MockCarrier::own_scenario(scenario.name.to_string(), world::text(word)?)
        };
        let name = world::stem(word.as_ref());
        if scenes.iter().any(|known| known.title == name) {
            return Err(Failure::usage(
                format!("two scenarios are called `{name}`"),
                "name each once",
            ));
        }
        scenes.push(scene(args, name, &of_world(args, name), builder));
    }
    Ok(scenes)
}

/// Returns what a snapshot of a scenario is called: what differs from the default case is in it.
fn of_world(args: &SnapshotArgs, name: &str) -> String {
    let mut text = name.to_owned();
    let parts = [
        args.start.as_ref().map(|start| format!("_start_{start}")),
        args.seed.map(|seed| format!("_seed_{seed}")),
        args.index.map(|index| format!("_index_{index}")),
        args.with
            .as_ref()
            .map(|with| format!("_with_{}", plain(with))),
    ];
    text.extend(parts.into_iter().flatten());
    text
}

/// Returns a text with a hyphen for whatever has no place in a file's name.
fn plain(text: &str) -> String {
    let kept = |character: char| {
        if character.is_alphanumeric() {
            character
        } else {
            '-'
        }
    };
    text.chars().map(kept).collect()
}

fn scene(args: &SnapshotArgs, title: &str, name: &str, mut builder: Builder) -> Scene {
    if let Some(seed) = args.seed {
        builder = builder.seed(seed);
    }
    if let Some(index) = args.index {
        builder = builder.index(index);
    }
    if let Some(start) = &args.start {
        builder = builder.ordered_on(start);
    }
    if let Some(port) = args.port {
        builder = builder.port(port);
    }
    if let Some(trouble) = &args.with {
        builder = builder.with(trouble);
    }
    for fault in &args.fault {
        builder = builder.fault(fault);
    }
    let mut whole = args
        .name
        .as_ref()
        .map_or_else(String::new, |prefix| format!("{prefix}__"));
    whole.push_str(name);
    if let Some(dialect) = args.dialect {
        whole.push('_');
        whole.push_str(dialect.name());
    }
    Scene {
        title: title.to_owned(),
        builder,
        snapshot: Snapshot::new(&args.out, whole),
    }
}

/// Films all scenes, so many at a time, and returns the films in the order of the scenes.
async fn film_all(
    args: &SnapshotArgs,
    tracker: &Rc<Tracker>,
    scenes: &[Scene],
) -> Result<Vec<Filmed>, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = match (args.port, args.jobs) {
        // A port has room for one carrier.
        (Some(_), _) => 1,
        (None, jobs) => jobs.map_or(cores, usize::from),
    };
    let room = Arc::new(Semaphore::new(jobs));
    let progress = progress(scenes.len() as u64);
    let mut work = JoinSet::new();
    for (place, scene) in scenes.iter().enumerate() {
        let (room, tracker) = (Arc::clone(&room), Rc::clone(tracker));
        let (builder, args) = (scene.builder.clone(), args.clone());
        work.spawn_local(async move {
            // The semaphore is never closed, and nobody minds if one more is filmed.
            let _place = room.acquire().await;
            (place, film(&args, &tracker, builder).await)
        });
    }
    let mut films: Vec<Option<Filmed>> = scenes.iter().map(|_| None).collect();
    while let Some(done) = work.join_next().await {
        let (place, film) = done.map_err(|error| {
            Failure::run(
                format!("a film could not be made: {error}"),
                "report it with the command",
            )
        })?;
        films[place] = Some(film?);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(films.into_iter().flatten().collect())
}

async fn film(args: &SnapshotArgs, tracker: &Tracker, builder: Builder) -> Result<Filmed, Failure> {
    let carrier = builder
        .try_start()
        .map_err(|StartError { message, help }| Failure::usage(message, help))?;
    let mut camera = Film::of(&carrier);
    if let Some(dialect) = args.dialect {
        camera = camera.observers(dialect.observers());
    }
    let mut failure = None;
    let mut told = String::new();
    let mut has_failed = false;
    let film = camera
        .record(async |poll| {
            if failure.is_some() {
                return Answer::error(&"not asked any more");
            }
            match tracker.ask(&poll).await {
                Ok(mut asked) => {
                    if !has_failed {
                        told = asked.told;
                        has_failed = asked.answer.trouble.is_some();
                    }
                    redact::redact(&mut asked.answer, &args.redact);
                    asked.answer
                }
                Err(error) => {
                    failure = Some(error);
                    Answer::error(&"not asked")
                }
            }
        })
        .await;
    match failure {
        Some(failure) => Err(failure),
        None => Ok(Filmed { film, told }),
    }
}

/// Returns a bar on standard error, which shows itself on a terminal only.
fn progress(count: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} films, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Compares every film with the one before, and says what came of it.
fn report(args: &SnapshotArgs, scenes: &[Scene], filmed: &[Filmed]) -> Result<(), Failure> {
    let mode = match (args.update, args.check) {
        (true, _) => Mode::Update,
        (_, true) => Mode::Check,
        _ => Mode::Propose,
    };
    let command = args.http.clone().unwrap_or_else(|| args.command.join(" "));
    let look = Look::of_stdout(args.look);
    let mut differing = 0;
    for (scene, Filmed { film, told }) in scenes.iter().zip(filmed) {
        let compared = scene.snapshot.compare(&film.to_string(), &command, mode)?;
        let has_changed = compared != Compared::Same;
        differing += usize::from(has_changed && mode != Mode::Update);
        output::write(said(scene, film, &compared, (mode, look)).as_bytes())?;
        let is_troubled = film
            .moments()
            .iter()
            .any(|moment| moment.answer.trouble.is_some());
        if !told.is_empty() && (is_troubled || has_changed) {
            output::tell(&format!(
                "note: in `{}` the tracker told:\n{}\n",
                scene.title,
                indented(told)
            ));
        }
        for warning in film.warnings() {
            output::tell(&format!("warning: in `{}` {warning}\n", scene.title));
        }
    }
    if differing == 0 {
        return Ok(());
    }
    let help = match mode {
        Mode::Check => {
            "run it without `--check` and review with `cargo insta review`, or take it for right with `--update`"
        }
        _ => "review with `cargo insta review`, or take it for right with `--update`",
    };
    let verb = if differing == 1 { "differs" } else { "differ" };
    let films = crate::fleet::words::count(scenes.len() as i64, "film");
    Err(Failure::run(
        format!("{differing} of {films} {verb} from what is kept"),
        help,
    ))
}

/// Says what came of one film.
fn said(scene: &Scene, film: &Film, compared: &Compared, (mode, look): (Mode, Look)) -> String {
    let (title, polls) = (look.bold(&scene.title), film.polls());
    let counts = format!("{} moments of {polls} polls", film.moments().len());
    let file = match mode {
        Mode::Propose => scene.snapshot.proposed(),
        Mode::Check | Mode::Update => scene.snapshot.path(),
    };
    let file = file.display();
    match compared {
        Compared::Same => format!("{title}: as before, {counts}\n"),
        Compared::New if mode == Mode::Check => format!("{title}: {file} is missing, {counts}\n"),
        Compared::New => format!("{title}: new in {file}, {counts}\n"),
        Compared::Changed(diff) => {
            let verb = if mode == Mode::Check {
                "differs from"
            } else {
                "changed in"
            };
            format!(
                "{title}: {verb} {file}, {counts}\n\n{}\n",
                painted(diff, look)
            )
        }
    }
}

fn painted(diff: &str, look: Look) -> String {
    use anstyle::AnsiColor::{Green, Red};
    let line = |line: &str| match line.as_bytes().first() {
        Some(b'-') => look.paint(Red.on_default(), line),
        Some(b'+') => look.paint(Green.on_default(), line),
        _ => line.to_owned(),
    };
    diff.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn indented(text: &str) -> String {
    let lines = text.trim_end().lines().map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}
