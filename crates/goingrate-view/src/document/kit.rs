//! A hiring kit as a page: pay first, then whom to look for, how to find out, and the way to the offer.

use super::{Block, Document, Grid};
use crate::text::assumed;
use crate::views::assumed::AssumedView;
use crate::views::kit::{
    KitView, LawView, OneLawView, QuestionView, ScoreLineView, StageView, WorkSampleView,
};
use crate::{money, words};

/// What a narrow scorecard leaves out.
const LEFT_OUT: &str = "What a 4 and a 1 look like, and room for scores, stand in the Markdown and HTML forms of this kit.";

/// The page of a kit.
pub fn kit(view: &KitView) -> Document {
    let parts = [
        opening(view),
        pay(view),
        scorecard(view),
        skills(view),
        interviews(view),
        view.work_sample.as_ref().map_or_else(Vec::new, |sample| work_sample(sample, view)),
        checklist(view),
        mistakes(view),
        assumptions(&view.assumptions),
    ];
    let title = format!("Hiring kit: {}", view.title);
    Document { title, blocks: parts.into_iter().flatten().collect() }
}

fn opening(view: &KitView) -> Vec<Block> {
    let level = &view.level;
    let mut blocks = vec![Block::Paragraph(view.about.clone())];
    blocks.extend(view.remarks.iter().cloned().map(Block::Caution));
    blocks.push(Block::Paragraph(format!("{}: {}", level.name, level.scope)));
    blocks.push(Block::Note(format!(
        "Not asked for at this level: {}",
        words::lowered(&level.not_yet)
    )));
    let hours = words::plain_number((f64::from(view.candidate_minutes) / 6.0).round() / 10.0);
    let stages = words::count(view.stages.len(), "interview");
    blocks.push(Block::Note(format!(
        "{stages} and a work sample: {hours} hours of the candidate's time in all."
    )));
    blocks
}

fn pay(view: &KitView) -> Vec<Block> {
    let mut blocks = vec![
        Block::Section("Pay range to publish".to_owned()),
        Block::Answer(format!("{}, base salary", view.pay.sentence)),
    ];
    blocks.extend(view.pay.reasons.iter().cloned().map(Block::Paragraph));
    blocks.push(Block::Heading("What the law asks for".to_owned()));
    blocks.extend(law(&view.law));
    blocks
}

fn law(law: &LawView) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(law.sentence.clone())];
    let line = |of: &OneLawView| of.line.clone();
    if !law.laws.is_empty() {
        blocks.push(Block::Bullets(law.laws.iter().map(line).collect()));
    }
    if !law.within.is_empty() {
        blocks.push(Block::Note("By part:".to_owned()));
        blocks.push(Block::Bullets(law.within.iter().map(short).collect()));
    }
    let mut sources: Vec<String> = law.laws.iter().map(source).collect();
    sources.dedup();
    if !sources.is_empty() {
        blocks.push(Block::Note(format!(
            "Sources: {}. This is no legal advice.",
            sources.join("; ")
        )));
    }
    blocks
}

/// A law of a part in a few words: the list of all of them is long.
fn short(of: &OneLawView) -> String {
    let when = match of.when {
        "advert" => "in the advert",
        "interview" => "before the interview",
        "after-interview" => "after an interview",
        _ => "when the candidate asks, or with the offer",
    };
    let size = match of.employees {
        1 => "every employer".to_owned(),
        from => format!("from {from} people"),
    };
    let since = if of.in_force { "since" } else { "due since" };
    format!("{}: {when}, {size}, {since} {}", of.place, of.from)
}

fn source(of: &OneLawView) -> String {
    format!("{} ({}, read {})", of.source, of.url, of.checked)
}

fn scorecard(view: &KitView) -> Vec<Block> {
    let intro = "Score each line from 1 to 4 on the day of the interview: 1 no, 2 not yet, 3 yes, 4 better than \
                 asked for. The weighted mean decides only where no must has a 1.";
    let text =
        |text: &Option<String>| text.clone().unwrap_or_else(|| "to be written by you".to_owned());
    let row = |line: &ScoreLineView| {
        vec![
            format!("{} %", line.weight),
            line.name.clone(),
            text(&line.expected),
            text(&line.strong),
            text(&line.weak),
            String::new(),
        ]
    };
    let titles = vec![
        "Weight",
        "What",
        "Expected of the level",
        "A 4 looks like",
        "A 1 looks like",
        "Score",
    ];
    let rows = view.scorecard.iter().map(row).collect();
    vec![
        Block::Section("Scorecard".to_owned()),
        Block::Paragraph(intro.to_owned()),
        Block::Table(Grid {
            titles,
            rows,
            figures: vec![0],
            narrow: vec![0, 1, 2],
            left_out: Some(LEFT_OUT),
        }),
    ]
}

fn skills(view: &KitView) -> Vec<Block> {
    let with_texts = view.skills.iter().filter(|skill| skill.must.is_some());
    let items: Vec<Block> = with_texts
        .map(|skill| {
            let part = |label, text: &Option<String>| text.clone().map(|text| (label, text));
            let parts = [part("must", &skill.must), part("nice", &skill.nice)];
            Block::Item { head: skill.name.clone(), parts: parts.into_iter().flatten().collect() }
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let title = format!("Skills of a {} hire", words::lowered(&view.level.name));
    [vec![Block::Section(title)], items].concat()
}

fn interviews(view: &KitView) -> Vec<Block> {
    let mut blocks = vec![
        Block::Section("Interviews".to_owned()),
        Block::Paragraph(
            "The same questions for every candidate, in this order. Questions in reserve are for time that is \
             left, at about ten minutes a question."
                .to_owned(),
        ),
    ];
    for (at, held) in view.stages.iter().enumerate() {
        blocks.extend(stage(at + 1, held));
    }
    blocks
}

fn stage(number: usize, stage: &StageView) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(format!("{number}. {}, {} minutes", stage.name, stage.minutes)),
        Block::Note(format!("With: {}.", words::lowered(&stage.who))),
        Block::Paragraph(stage.aim.clone()),
    ];
    if !stage.scores.is_empty() {
        blocks.push(Block::Note(format!("Scores: {}.", stage.scores.join(", "))));
    }
    blocks.extend(stage.questions.iter().map(question));
    blocks
}

fn question(question: &QuestionView) -> Block {
    let reserve = if question.in_reserve { ", in reserve" } else { "" };
    Block::Item {
        head: question.ask.clone(),
        parts: vec![
            ("for", format!("{}{reserve}", question.about)),
            ("good", question.good.clone()),
            ("weak", question.weak.clone()),
        ],
    }
}

fn work_sample(sample: &WorkSampleView, view: &KitView) -> Vec<Block> {
    let time = words::plain_number(f64::from(sample.minutes) / 60.0);
    let paid = match sample.fee {
        Some(fee) => format!(
            "It takes {time} hours. Work of more than two hours is paid: about {} at the market's middle.",
            money::about(fee, view.pay.currency)
        ),
        None => format!(
            "It takes {time} hours at most, and is not paid. If you ask for more than two, pay."
        ),
    };
    vec![
        Block::Section(format!("Work sample: {}", words::lowered(&sample.name))),
        Block::Paragraph(paid),
        Block::Paragraph(sample.brief.clone()),
        Block::Heading("What the candidate gets".to_owned()),
        Block::Bullets(sample.gives.clone()),
        Block::Item {
            head: "What to look for".to_owned(),
            parts: vec![("good", sample.good.clone()), ("weak", sample.weak.clone())],
        },
    ]
}

fn checklist(view: &KitView) -> Vec<Block> {
    let mut blocks = vec![Block::Section("From requirements to offer".to_owned())];
    for steps in view.steps.chunk_by(|a, b| a.phase == b.phase) {
        blocks.push(Block::Heading(steps[0].phase.clone()));
        let said =
            steps.iter().map(|step| format!("{} ({})", step.what, words::lowered(&step.who)));
        blocks.push(Block::Checks(said.collect()));
    }
    blocks
}

fn mistakes(view: &KitView) -> Vec<Block> {
    let mut blocks = vec![
        Block::Section("Common mistakes, and what each costs".to_owned()),
        Block::Paragraph(
            "Each time it happens; one case in ten costs less than the first figure in brackets, one in ten more \
             than the second. An empty seat is counted at its pay, though the work may be worth more."
                .to_owned(),
        ),
    ];
    blocks.extend(view.mistakes.iter().map(|mistake| Block::Item {
        head: mistake.name.clone(),
        parts: vec![
            ("costs", mistake.cost_in_words.clone()),
            ("why", mistake.what.clone()),
            ("instead", mistake.instead.clone()),
        ],
    }));
    blocks
}

fn assumptions(assumptions: &[AssumedView]) -> Vec<Block> {
    if assumptions.is_empty() {
        return Vec::new();
    }
    let row = |assumed: &AssumedView| {
        let [typical, low, high] = [assumed.typical, assumed.low, assumed.high];
        let value = |of| assumed::value(assumed, of);
        let range = format!("{} ({} to {})", value(typical), value(low), value(high));
        let what = format!("{} ({})", assumed.what, assumed.unit);
        let source = format!("{}: {}", assumed.status, assumed.source);
        vec![assumed.name.clone(), range, what, source]
    };
    let titles = vec!["Name", "Value", "What", "Where from"];
    let rows = assumptions.iter().map(row).collect();
    vec![
        Block::Section("What this takes for granted".to_owned()),
        Block::Table(Grid {
            titles,
            rows,
            figures: vec![1],
            narrow: vec![0, 1, 2],
            left_out: None,
        }),
    ]
}
