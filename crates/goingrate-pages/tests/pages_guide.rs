//! The guides: that they say what the questions say, that nothing is empty or said twice, and that every way
//! of asking gives a page.

use std::collections::HashSet;
use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest, RankRequest};
use goingrate_pages::guide::{Guide, file, html, markdown, roles};
use goingrate_pages::parts::Figures;
use goingrate_pages::{Input, pages};
use goingrate_view::questions::{Ask, Asking};

static GOING_RATE: LazyLock<GoingRate> =
    LazyLock::new(|| GoingRate::open().expect("the carried data"));

static BACKEND: LazyLock<Guide> =
    LazyLock::new(|| Guide::of(&asking(), "backend-developer").expect("a guide"));

fn asking() -> Asking<'static> {
    Asking::new(&GOING_RATE, "2026-11-30".parse().expect("a day"))
}

/// The guide as a part of a page, and the files that are asked for.
fn written(guide: &Guide, file: &str) -> (String, Vec<String>) {
    let fields = [("file".to_owned(), file.to_owned())];
    let input = Input::new("/guide/backend-developer", Vec::new(), fields);
    let mut figures = Figures::new(&input, "30 Nov 2026");
    let html = html::article(guide, html::Into::Page, &mut figures).into_string();
    (html, figures.files().into_iter().map(|file| file.text).collect())
}

fn addresses(html: &str) -> Vec<String> {
    let starts = html.match_indices("href=\"").map(|(at, found)| at + found.len());
    starts
        .map(|at| html[at..].split('"').next().unwrap_or_default().replace("&amp;", "&"))
        .collect()
}

#[test]
fn figures_are_those_of_the_questions() {
    let profile = ProfileText::new("backend developer, United States");
    let pay = PayRequest { profile: profile.clone(), ..PayRequest::default() }.ask(&asking());
    let pay = pay.expect("an answer");
    let levels = RankRequest { profile, by: ByWord::Level, ..RankRequest::default() };
    let levels = levels.ask(&asking()).expect("a ladder");
    let (html, _) = written(&BACKEND, "");
    for percentile in &pay.percentiles {
        assert!(html.contains(&percentile.pay.short()), "{percentile:?}");
    }
    for level in &levels.entries {
        assert!(html.contains(&level.median.short()), "{level:?}");
    }
    for report in pay.disagreements.iter().filter(|one| one.offset.share < -0.2) {
        assert!(html.contains(&format!("/evidence/{}", report.source)), "{report:?}");
    }
}

#[test]
fn every_section_has_a_figure_and_its_own_name() {
    let sections = &BACKEND.sections;
    assert!(sections.len() >= 15, "{:?}", sections.iter().map(|one| one.id).collect::<Vec<_>>());
    let ids: HashSet<&str> = sections.iter().map(|section| section.id).collect();
    assert_eq!(ids.len(), sections.len());
    for section in sections {
        assert!(section.has_figures() && !section.heading.is_empty(), "{}", section.id);
    }
    assert!((4..=9).contains(&BACKEND.minutes()), "{} minutes", BACKEND.minutes());
    assert!((3..=8).contains(&BACKEND.short.len()));
}

#[test]
fn identifiers_of_a_page_are_its_own() {
    let (html, _) = written(&BACKEND, "");
    let ids: Vec<&str> = html
        .match_indices(" id=\"")
        .map(|(at, _)| html[at + 5..].split('"').next().unwrap_or(""))
        .collect();
    let once: HashSet<&&str> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

#[test]
fn no_sentence_is_said_twice() {
    let texts =
        BACKEND.sections.iter().flat_map(|section| section.texts().map(|text| text.plain()));
    let mut seen = HashSet::new();
    for text in texts.chain(BACKEND.short.iter().map(|text| text.plain())) {
        for sentence in text.split(". ").map(str::trim).filter(|one| one.len() > 12) {
            assert!(seen.insert(sentence.to_owned()), "twice: {sentence}");
        }
        for slip in ["  ", " .", " ,", "..", "NaN", "inf", "P50", "( ", "±±", " %"] {
            assert!(!text.contains(slip), "{slip:?} in {text}");
        }
    }
}

#[test]
fn links_are_questions_that_are_understood() {
    let (html, _) = written(&BACKEND, "");
    let all: HashSet<String> = addresses(&html).into_iter().collect();
    let mut asked = 0;
    for query in all.iter().filter_map(|to| to.strip_prefix("/pay?q=")) {
        let words: String = form_urlencoded::parse(format!("q={query}").as_bytes())
            .map(|(_, value)| value.into_owned())
            .collect();
        let request = PayRequest { profile: ProfileText::new(&words), ..PayRequest::default() };
        let view = request.ask(&asking()).unwrap_or_else(|problem| panic!("{words}: {problem:?}"));
        assert!(
            view.headline.starts_with("Backend developer")
                || view.headline.contains("backend developer"),
            "{words}: {}",
            view.headline
        );
        asked += 1;
    }
    assert!(asked > 30, "{asked}");
    assert!(
        all.iter()
            .all(|to| to.starts_with('/') || to.starts_with('#') || to.starts_with("https://")),
        "{all:?}"
    );
}

#[test]
fn files_of_figures_are_written_when_asked_for() {
    let (_, none) = written(&BACKEND, "nothing.csv");
    assert!(none.is_empty());
    let (_, levels) = written(&BACKEND, "levels.csv");
    assert!(levels.len() == 1 && levels[0].starts_with("Level,1 in 10 less"), "{levels:?}");
    let (_, rates) = written(&BACKEND, "rates.csv");
    assert!(rates[0].lines().count() > 4 && rates[0].contains("Freelance, senior"), "{rates:?}");
    let (_, picture) = written(&BACKEND, "states.svg");
    assert!(picture[0].starts_with("<svg"));
}

#[test]
fn a_file_needs_nothing_beside_it() {
    let page = file::page(&BACKEND);
    assert!(page.contains("data:font/woff2;base64,") && page.contains("<svg"));
    for absent in ["<script", "href=\"/", "src=\"", "url(/", "@import"] {
        assert!(!page.contains(absent), "{absent}");
    }
    for to in addresses(&page) {
        let inner = to.strip_prefix('#');
        let is_there = inner.is_none_or(|id| page.contains(&format!("id=\"{id}\"")));
        assert!(
            is_there
                && (inner.is_some() || to.starts_with("https://") || to.starts_with("http://")),
            "{to}"
        );
    }
}

#[test]
fn markdown_has_the_same_figures_as_tables() {
    let text = markdown::page(&BACKEND);
    assert!(text.starts_with("# What backend developers earn in the United States\n"));
    for section in &BACKEND.sections {
        assert!(
            text.contains(&format!(
                "\n## {}",
                section.heading.replace('$', "\\$").replace('#', "\\#")
            )),
            "{}",
            section.heading
        );
    }
    assert!(text.matches("| --- |").count() >= 14 && text.contains("[^1]:"));
    assert!(!text.contains("<p") && !text.contains("</") && !text.contains("/pay?q="));
    let widths = |line: &str| line.replace("\\|", "").matches('|').count();
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| line.starts_with('|'))) {
        assert_eq!(widths(pair[0]), widths(pair[1]), "{pair:?}");
    }
}

#[test]
fn a_manager_has_no_senior_level() {
    let guide = Guide::of(&asking(), "engineering-manager").expect("a guide");
    let text = markdown::page(&guide);
    assert!(
        text.contains("engineering managers")
            && !text.to_lowercase().contains("senior engineering manager")
    );
    assert!(guide.sections.iter().all(|section| section.has_figures()));
    assert!(
        !text.contains("| Junior |") && text.contains("| Director |"),
        "its levels are those of managers"
    );
    let absent = |id: &str| guide.sections.iter().all(|section| section.id != id);
    assert!(
        absent("project") && absent("hourly"),
        "no usual team has one, and none is had by the hour"
    );
}

#[test]
fn an_official_occupation_is_one_of_many() {
    let guide = Guide::of(&asking(), "15-1252").expect("a guide");
    let text = markdown::page(&guide);
    assert!(
        text.contains("What software developers earn")
            && text.contains("one of the senior software developers")
    );
    assert!(!text.contains("a senior software developers") && !text.contains("developerss"));
}

#[test]
fn the_list_names_every_role_with_evidence() {
    let (page, _) = pages::at(&asking(), "/guide");
    let html = page.html(&asking());
    let roles = roles(&asking()).expect("roles");
    assert!(page.status == 200 && roles.len() > 40);
    for role in &roles {
        assert!(html.contains(&format!("\"/guide/{}\"", role.slug)), "{}", role.slug);
        assert!(!role.many.is_empty() && !role.many.ends_with("ss"), "{}", role.many);
    }
}

#[test]
fn what_has_no_guide_is_told_with_the_nearest() {
    let long = format!("/guide/{}", "x".repeat(5000));
    for address in [
        "/guide/backend-developr",
        "/guide/%3Cscript%3E",
        "/guide/astronaut",
        "/guide/computing",
        &long,
    ] {
        let (page, _) = pages::at(&asking(), address);
        let html = page.html(&asking());
        assert_eq!(page.status, 404, "{address}");
        assert!(page.title.starts_with("Error:") && html.contains("href=\"/guide\""));
        assert!(!html.contains("<script>"), "{address}");
    }
    let (page, _) = pages::at(&asking(), "/guide/backend-developr");
    assert!(page.html(&asking()).contains("/guide/backend-developer"));
}

#[test]
fn published_amounts_that_do_not_hold_are_counted_as_they_were_judged() {
    let asking = asking();
    let labels = goingrate_view::views::labels(asking.going_rate);
    let is_official = |source: &str| labels.iter().any(|l| l.official && l.slug == source);
    let levels: Vec<&str> =
        asking.going_rate.taxonomy.levels.iter().map(|level| level.name.as_str()).collect();
    let rows = include_str!("../data/verdicts.csv").split_once('\n').expect("a head").1;
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    // Claims on backend developers leave the role unsaid, as questions do.
    let on_the_work = |words: &str| {
        words == "United States"
            || words.strip_suffix(" · United States").is_some_and(|level| levels.contains(&level))
    };
    let judged = reader.records().map(|row| row.expect("a row")).filter(|row| {
        let source = row[0].split('/').next().unwrap_or_default();
        on_the_work(&row[2])
            && &row[10] == "USD a year"
            && row[6].is_empty()
            && !is_official(source)
            && !row[5].is_empty()
    });
    let wrong = judged.filter(|row| &row[11] == "contradicted").count();
    assert!(wrong > 5, "the reports still disagree");
    let (page, _) = pages::at(&asking, "/guide/backend-developer");
    let html = page.html(&asking);
    assert!(html.contains(&format!("{wrong} do not hold against the other evidence")), "{wrong}");
    assert!(html.contains("These published amounts do not hold"));
}
