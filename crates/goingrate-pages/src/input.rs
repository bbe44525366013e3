//! What a page is asked: the open parts of its path and the fields of its address or of a form.

/// What a page is asked. Values are trimmed; a field that is empty says nothing, as a form sends fields that
/// nobody filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    path: String,
    parts: Vec<String>,
    fields: Vec<(String, String)>,
    posted: bool,
}

impl Input {
    /// What a page at a path is asked: the open parts of its path in their order, and the fields.
    pub fn new(
        path: impl Into<String>,
        parts: Vec<String>,
        fields: impl IntoIterator<Item = (String, String)>,
    ) -> Input {
        let trimmed = |(name, value): (String, String)| (name, printable(&value).trim().to_owned());
        let fields = fields.into_iter().map(trimmed).filter(|(_, value)| !value.is_empty());
        Input { path: path.into(), parts, fields: fields.collect(), posted: false }
    }

    /// The same, sent as a form that leaves no trace in an address.
    #[must_use]
    pub fn posted(self) -> Input {
        Input { posted: true, ..self }
    }

    /// Whether it was sent as a form: the page is for its reader alone.
    pub fn is_posted(&self) -> bool {
        self.posted
    }

    /// An open part of the path.
    pub fn part(&self, at: usize) -> &str {
        self.parts.get(at).map_or("", String::as_str)
    }

    /// The value of a field; empty where it says nothing.
    pub fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// The values of a field.
    pub fn all<'i>(&'i self, name: &str) -> impl Iterator<Item = &'i str> {
        self.fields.iter().filter(move |(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// The value of a field as a number of a range; nothing where it says none.
    pub fn whole(&self, name: &str, range: std::ops::RangeInclusive<usize>) -> Option<usize> {
        self.one(name).parse().ok().filter(|number| range.contains(number))
    }

    /// All fields, in their order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The address of the page with some fields replaced; an empty value takes a field away.
    pub fn with(&self, changed: &[(&str, &str)]) -> String {
        let is_changed = |name: &str| changed.iter().any(|(of, _)| *of == name);
        let kept = self.fields().filter(|(name, _)| !is_changed(name));
        let new = changed.iter().copied().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<(&str, &str)> = kept.chain(new).collect();
        href(&self.path, &pairs)
    }

    /// The path of the page.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// A text without characters that no page can show; each is a blank instead. Lines and tabs stay, as plans have them.
fn printable(text: &str) -> String {
    let shown = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    text.chars().map(|letter| if shown(letter) { letter } else { ' ' }).collect()
}

/// An address: a path with fields.
///
/// ```
/// use goingrate_pages::parts::href;
///
/// assert_eq!(href("/pay", &[("q", "C++, Köln")]), "/pay?q=C%2B%2B%2C+K%C3%B6ln");
/// ```
pub fn href(path: &str, fields: &[(&str, &str)]) -> String {
    if fields.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("{path}?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_replaces_adds_and_takes_away() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields =
            [pair("q", " senior "), pair("vs", "Austin"), pair("vs", "Berlin"), pair("per", "")];
        let input = Input::new("/pay", Vec::new(), fields);
        assert_eq!(input.with(&[("per", "hour")]), "/pay?q=senior&vs=Austin&vs=Berlin&per=hour");
        assert_eq!(input.with(&[("vs", ""), ("q", "")]), "/pay");
        assert_eq!(input.all("vs").collect::<Vec<_>>(), ["Austin", "Berlin"]);
    }
}
