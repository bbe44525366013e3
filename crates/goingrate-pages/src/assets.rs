//! What pages load: one stylesheet, one script and two fonts. Their addresses carry a hash of their bytes, so
//! that they are kept for a year and never out of date.

use std::sync::LazyLock;

use goingrate::evidence::ContentHash;

/// Something that pages load.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address.
    pub path: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

const TOKENS: &str = include_str!("../assets/css/1-tokens.css");
const INK: &str = include_str!("../assets/css/4-charts.css");

/// The parts of the stylesheet, in their order.
const STYLE: [&str; 8] = [
    TOKENS,
    include_str!("../assets/css/2-ground.css"),
    include_str!("../assets/css/3-parts.css"),
    INK,
    include_str!("../assets/css/5-pages.css"),
    include_str!("../assets/css/6-guide.css"),
    include_str!("../assets/css/7-narrow.css"),
    include_str!("../assets/css/8-print.css"),
];

const SCRIPT: &str = include_str!("../assets/pages.js");

/// All of them: the stylesheet first, then the script, then the fonts.
pub static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    let font = "font/woff2";
    let sans =
        asset("going-sans", "woff2", font, include_bytes!("../assets/going-sans.woff2").to_vec());
    let serif =
        asset("going-serif", "woff2", font, include_bytes!("../assets/going-serif.woff2").to_vec());
    let style = style()
        .replace("/assets/going-sans.woff2", &sans.path)
        .replace("/assets/going-serif.woff2", &serif.path);
    [
        asset("style", "css", "text/css; charset=utf-8", style.into_bytes()),
        asset("pages", "js", "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
        sans,
        serif,
    ]
});

/// The licence of the fonts, which stands beside them.
pub const FONT_LICENCE: &str = include_str!("../assets/OFL.txt");

/// The stylesheet as one text, without its comments.
pub fn style() -> String {
    STYLE.map(without_comments).concat()
}

/// The stylesheet with the fonts in it, for a file that has nothing beside it.
pub fn style_with_fonts() -> String {
    let inline = |asset: &Asset| format!("data:{};base64,{}", asset.media, base64(&asset.bytes));
    style()
        .replace("/assets/going-sans.woff2", &inline(&ASSETS[2]))
        .replace("/assets/going-serif.woff2", &inline(&ASSETS[3]))
}

/// Bytes as text, as addresses of data have them.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

/// The style of a picture that is a file of its own: the light tokens and the ink.
pub fn chart_style() -> String {
    let tokens = without_comments(TOKENS);
    let light = tokens.find(":root{").and_then(|from| {
        let to = tokens[from..].find('}')?;
        Some(&tokens[from..=from + to])
    });
    format!("{}{}", light.unwrap_or_default(), without_comments(INK))
}

/// The address of the stylesheet.
pub fn style_path() -> &'static str {
    &ASSETS[0].path
}

/// The address of the script.
pub fn script_path() -> &'static str {
    &ASSETS[1].path
}

fn asset(name: &str, ending: &str, media: &'static str, bytes: Vec<u8>) -> Asset {
    let hash = ContentHash::of(&[&bytes]).to_string();
    let short: String = hash.chars().take(12).collect();
    Asset { path: format!("/assets/{name}.{short}.{ending}"), media, bytes }
}

/// A stylesheet without comments, empty lines, and blanks that mean nothing. Those in front of a colon or a brace
/// may tell one selector from another, and stay.
fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    let text = lines.fold(String::new(), |text, line| text + line + "\n");
    let blanks =
        [("; ", ";"), (" {", "{"), ("{ ", "{"), (";}", "}"), (" }", "}"), (": ", ":"), (", ", ",")];
    blanks.into_iter().fold(text, |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_has_its_fonts_and_no_comments() {
        let style = String::from_utf8(ASSETS[0].bytes.clone()).expect("text");
        assert!(style.contains(&ASSETS[2].path) && style.contains(&ASSETS[3].path));
        assert!(!style.contains("/*") && style.matches('{').count() == style.matches('}').count());
    }

    #[test]
    fn bytes_as_text() {
        assert_eq!(
            ["", "M", "Ma", "Man"].map(|text| base64(text.as_bytes())),
            ["", "TQ==", "TWE=", "TWFu"]
        );
        assert!(!style_with_fonts().contains("/assets/"));
    }

    #[test]
    fn a_picture_alone_has_light_tokens_and_ink() {
        let style = chart_style();
        assert!(
            style.starts_with(":root{") && style.contains("--people") && style.contains(".p-half")
        );
        assert!(!style.contains("prefers-color-scheme"));
    }
}
