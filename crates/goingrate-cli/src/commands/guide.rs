//! `goingrate guide`: an article on a role, as one HTML file, as Markdown, or as PDF for print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use goingrate::GoingRate;
use goingrate::units::{Problem, ProblemKind};
use goingrate_pages::guide::{Guide, file, markdown};
use goingrate_view::questions::Asking;

use super::Answer;
use crate::args::{self, BookFile, StoreFolder, today};
use crate::exit::Exit;
use crate::files::output;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate guide backend-developer
  goingrate guide \"data analyst\"";

/// Where a browser is that prints, if not on the path.
const BROWSER: &str = "GOINGRATE_CHROMIUM";

/// Names of browsers that print without a window.
const BROWSERS: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome"];

/// A guide to a role.
#[derive(Args)]
pub struct GuideArgs {
    /// The role: backend-developer, "data analyst".
    #[arg(required = true, value_name = "ROLE")]
    pub role: Vec<String>,
    /// Where to write it, by the ending of the name: guide.html (one file with all that it needs), guide.md, or
    /// guide.pdf (printed by a Chromium on this machine). Markdown on the terminal if not given.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long, requires = "out")]
    pub force: bool,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

/// What a guide is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Markdown,
    Pdf,
}

impl GuideArgs {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        if json {
            return Err(Problem::of("json", "", "is no form of a guide, which is an article")
                .hint("its figures as JSON are those of pay, hire and career, each with --json"));
        }
        // The ending is looked at before the guide is made, which takes seconds.
        let out =
            self.out.as_deref().map(|path| Ok::<_, Problem>((path, form(path)?))).transpose()?;
        if let Some((path, _)) = out.filter(|_| !self.force) {
            output::check_free(path)?;
        }
        let going_rate = args::open(&self.book, &self.store, &[])?;
        let asking = Asking::new(&going_rate, today()?);
        let guide = Guide::of(&asking, &slug(&self.role.join(" "), &going_rate))
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let Some((path, form)) = out else {
            return Ok((markdown::page(&guide), Exit::Success));
        };
        match form {
            Form::Html => write(path, &file::page(&guide))?,
            Form::Markdown => write(path, &markdown::page(&guide))?,
            Form::Pdf => print(path, &file::page(&guide))?,
        }
        Ok((format!("{} is written.\n", path.display()), Exit::Success))
    }
}

/// The word of a role that was named in any of its names.
fn slug(role: &str, going_rate: &GoingRate) -> String {
    let words = &going_rate.taxonomy;
    let found = words.role_of(role).or_else(|| words.role_named(role));
    found.map_or_else(|| role.to_owned(), |id| words.role(id).slug.clone())
}

fn form(path: &Path) -> Result<Form, Problem> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(Form::Html),
        Some("md" | "markdown") => Ok(Form::Markdown),
        Some("pdf") => Ok(Form::Pdf),
        _ => Err(Problem::of("out", &path.display().to_string(), "has no ending of a guide")
            .hint("end it in .html, .md or .pdf")),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    fs::write(path, text).map_err(|error| unwritten(path, &error.to_string()))
}

fn unwritten(path: &Path, why: &str) -> Problem {
    Problem::of("out", &path.display().to_string(), format!("cannot be written: {why}"))
        .kind(ProblemKind::Unreadable)
}

/// Prints a page into a file by a browser without a window.
fn print(path: &Path, page: &str) -> Result<(), Problem> {
    let browser = browser().ok_or_else(|| {
        let what = "needs Chromium, Chrome or Edge to print, and none is on the path";
        Problem::of("out", &path.display().to_string(), what)
            .hint(format!("name one in {BROWSER}, or write .html and print that from a browser"))
    })?;
    let into = std::path::absolute(path).map_err(|error| unwritten(path, &error.to_string()))?;
    let folder = into.parent().unwrap_or(Path::new("."));
    // Beside the PDF, as a browser in a box of its own may not read the folder of temporary files.
    let html = folder.join(format!(".goingrate-guide-{}.html", std::process::id()));
    write(&html, page)?;
    let printed = printed(&browser, &html, &into);
    let _ = fs::remove_file(&html);
    match printed {
        true => Ok(()),
        false => Err(unwritten(path, "the browser did not print it")
            .hint("write .html and print that from a browser")),
    }
}

/// Whether a browser has printed a page. As the user of the machine with all rights it has no sandbox, and
/// says so by failing; the page is our own and runs no script.
fn printed(browser: &Path, html: &Path, pdf: &Path) -> bool {
    let before = fs::metadata(pdf).and_then(|file| file.modified()).ok();
    let attempt = |more: &[&str]| {
        let mut command = Command::new(browser);
        command.args(["--headless", "--disable-gpu", "--no-pdf-header-footer"]).args(more);
        command.arg(format!("--print-to-pdf={}", pdf.display())).arg(html);
        let ended =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let written = fs::metadata(pdf).and_then(|file| file.modified()).ok();
        ended.is_ok_and(|status| status.success()) && written.is_some() && written != before
    };
    attempt(&[]) || attempt(&["--no-sandbox"])
}

/// A browser that prints.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(BROWSER).filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let names = BROWSERS.iter().flat_map(|name| [(*name).to_owned(), format!("{name}.exe")]);
    let mut places = names
        .flat_map(|name| folders.iter().map(move |folder| folder.join(&name)).collect::<Vec<_>>());
    places.find(|place| place.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_the_form() {
        assert!(form(Path::new("a.HTML")).is_ok_and(|form| form == Form::Html));
        assert!(form(Path::new("a.pdf")).is_ok_and(|form| form == Form::Pdf));
        for path in ["a", "a.doc", ".md"] {
            let problem = form(Path::new(path)).err().expect("a problem");
            assert_eq!(problem.field_name(), "out");
        }
    }
}
