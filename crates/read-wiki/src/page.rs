//! A page, from its syntax to events.

use crate::parts;
use crate::report::{Log, Report};
use crate::syntax;
use crate::syntax::blocks::{BlockRange, Kind};
use crate::syntax::source::BLANK;
use crate::templates::Budget;
use crate::templates::options::Options;
use crate::templates::table_pieces;
use crate::text::{Mode, Page, TextBuf};
use model::{Event, Mark, MarkKind, Meta, Result, Sink};

/// Reads a page and sends its events.
///
/// With so many threads; what is sent does not depend on it.
pub(crate) fn read(
    text: &str,
    log: &Log<'_>,
    options: &Options,
    threads: usize,
    sink: &mut dyn Sink,
) -> Result<()> {
    let (source, unclosed) = syntax::scan_all(text);
    let report = Report::new(log);
    let budget = Budget::new(text.len());
    let expanded = table_pieces::replaced(&source, options, &budget);
    let (source, report) = match &expanded {
        None => (source, report),
        Some(expanded) => {
            for (name, at) in &expanded.replaced {
                let message = format!("template '{name}' makes rows or cells: what it shows takes its place");
                log.note("wiki-expanded-template", *at, message)?;
            }
            (syntax::scan(&expanded.text), report.moved(&expanded.moved))
        }
    };
    let wants_marks = sink.wants_marks();
    let page = Page { source, report, options, budget: &budget, in_rule: false, wants_marks };
    for (at, what) in unclosed {
        let (code, message) = match what {
            "template" => ("wiki-unclosed-template", "the template is never closed".to_owned()),
            "link" => ("wiki-unclosed-link", "the link is never closed".to_owned()),
            "comment" => ("wiki-unclosed-comment", "the comment is never closed".to_owned()),
            tag => ("wiki-unclosed-tag", format!("<{tag}> is never closed")),
        };
        let hint = if what == "comment" { "it goes to the end of the page" } else { "it is kept as text" };
        page.report.warn(code, at, message, hint)?;
    }
    let mut blocks = page.outline();
    let mut buffer = TextBuf::default();
    sink.event(Event::DocumentStart(&page.meta(&mut blocks, &mut buffer)?))?;
    parts::send(&page, &blocks, threads, sink)?;
    log.finish()?;
    sink.event(Event::DocumentEnd)
}

impl Page<'_, '_> {
    /// What is known of the page as a whole. A title that shows no text becomes a heading, which keeps its markup.
    fn meta(&self, blocks: &mut [BlockRange], buffer: &mut TextBuf) -> Result<Meta> {
        let title = self.title(blocks, buffer)?;
        let has = |kinds: &[Kind]| blocks.iter().any(|block| kinds.contains(&block.kind));
        let pipe = has(&[Kind::PipeRows, Kind::PipeInfobox])
            || (title.is_some() && !has(&[Kind::Table(true), Kind::Table(false), Kind::Infobox]));
        let dialect = if pipe { "pipe" } else { "mediawiki" };
        Ok(Meta { title, dialect: Some(dialect.into()), ..Meta::default() })
    }

    fn title(&self, blocks: &mut [BlockRange], buffer: &mut TextBuf) -> Result<Option<String>> {
        let Some(block) = blocks.iter_mut().find(|block| block.kind == Kind::Title) else { return Ok(None) };
        self.read_text(buffer, block.inner.clone(), Mode::Line, 0)?;
        let title = buffer.text.replace('\n', " ");
        let title = title.trim_matches(BLANK);
        if title.is_empty() {
            block.kind = Kind::Heading(1);
            return Ok(None);
        }
        let seen = |mark: &Mark| !matches!(mark.kind, MarkKind::Comment { .. });
        if buffer.marks.iter().any(seen) {
            let (at, hint) = (block.inner.start, "a title is plain text");
            self.report.warn("wiki-title-markup", at, "markup in the title is dropped", hint)?;
        }
        Ok(Some(title.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use crate::report::Log;
    use crate::templates::options::{Options, Unknown};
    use model::{Diagnostics, Documents, Error, Event, Result, Sink};

    /// A page of several parts.
    fn page() -> String {
        let mut page = "= Title =\n{{Unclosed\n".to_owned();
        for number in 0..4000 {
            let unknown = if number < 3000 { "nowrap".into() } else { format!("mystery {}", number % 7) };
            page.push_str(&format!(
                "== Heat {number} ==\n{{{{{unknown}|a}}}} [[Link|text]] and ''italics''.\n\
                 {{| class=wikitable\n! Rank !! Name\n|-\n|rowspan=3 colspan=4|{{{{nowrap|{number}}}}}\n|-\n\
                 | {{{{#if:x|b{{{{!}}}}{{{{!}}}}c}}}}\n|-\nstray <b>x\n| [[{number}]] || {{{{#expr:{number}+1}}}} || d\n|}}\n\n"
            ));
        }
        page
    }

    fn read(page: &str, unknown: Unknown, threads: usize, sink: &mut dyn Sink) -> (Result<()>, Vec<String>) {
        let mut said = Vec::new();
        let diagnostics = Diagnostics::new(|diagnostic| said.push(format!("{diagnostic:?}")));
        let options = Options { unknown, ..Options::default() };
        let done = super::read(page, &Log::new(page, &diagnostics), &options, threads, sink);
        drop(diagnostics);
        (done, said)
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let page = page();
        for unknown in [Unknown::Raw, Unknown::Error] {
            let read = |threads| {
                let mut documents = Documents::default();
                let (done, said) = read(&page, unknown, threads, &mut documents);
                (format!("{done:?} {documents:?}"), said)
            };
            let one = read(1);
            assert!(one.0.starts_with(if unknown == Unknown::Raw { "Ok" } else { "Err" }));
            assert!(one.1.len() > 100, "{:?}", one.1);
            assert!(one.1.iter().any(|said| said.contains("wiki-expanded-template")));
            for threads in [2, 3] {
                assert!(read(threads) == one, "{threads} threads");
            }
        }
    }

    /// Has enough after so many rows.
    struct Few(usize);

    impl Sink for Few {
        fn event(&mut self, event: Event<'_>) -> Result<()> {
            if let Event::Row(_) = event {
                self.0 = self.0.checked_sub(1).ok_or_else(Error::enough)?;
            }
            Ok(())
        }
    }

    #[test]
    fn threads_stop_with_the_sink() {
        let page = page();
        for (rows, threads) in [(0, 2), (1, 3), (5000, 2)] {
            let (done, _) = read(&page, Unknown::Raw, threads, &mut Few(rows));
            assert!(done.is_err_and(|error| error.is_enough()), "{rows} rows, {threads} threads");
        }
    }
}
