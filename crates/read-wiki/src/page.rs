//! Reads a page and sends its events.

use crate::parts;
use crate::report::{Log, Report};
use crate::syntax;
use crate::syntax::blocks::{BlockRange, Kind};
use crate::syntax::page_text::BLANK;
use crate::templates::Budget;
use crate::templates::options::Options;
use crate::templates::table_pieces;
use crate::text::{Context, Mode, TextBuf};
use model::{Event, Found, Mark, MarkKind, Meta, Outlet, Result, codes};

/// Reads a page and sends its events, which do not depend on the number of threads.
pub(crate) fn read(
    text: &str,
    found: Found,
    log: &Log<'_>,
    options: &Options,
    threads: usize,
    sink: &mut Outlet<'_>,
) -> Result<()> {
    let (source, unclosed) = syntax::scan_all(text);
    let report = Report::new(log);
    let budget = Budget::new(text.len());
    let expanded = table_pieces::replaced(&source, options, &budget);
    let (source, report) = match &expanded {
        None => (source, report),
        Some(expanded) => {
            for (name, at) in &expanded.replaced {
                let message =
                    format!("template '{name}' produced table rows or cells; it was replaced by them");
                log.note("wiki-expanded-template", *at, message)?;
            }
            (syntax::scan(&expanded.text), report.moved(&expanded.moved))
        }
    };
    let wants_marks = sink.wants_marks();
    let context = Context { source, report, options, budget: &budget, in_rule: false, wants_marks };
    for (at, what) in unclosed {
        let (code, message) = match what {
            "template" => ("wiki-unclosed-template", "the template is never closed".to_owned()),
            "link" => ("wiki-unclosed-link", "the link is never closed".to_owned()),
            "comment" => ("wiki-unclosed-comment", "the comment is never closed".to_owned()),
            tag => ("wiki-unclosed-tag", format!("<{tag}> is never closed")),
        };
        let hint = if what == "comment" { "it extends to the end of the page" } else { "it is kept as text" };
        context.report.warn(code, at, message, hint)?;
    }
    let mut blocks = context.outline();
    let mut buffer = TextBuf::default();
    sink.event(Event::DocumentStart(&context.meta(found, &mut blocks, &mut buffer)?))?;
    parts::send(&context, &blocks, threads, sink)?;
    if sink.is_open() {
        log.finish()?;
    }
    sink.event(Event::DocumentEnd)
}

impl Context<'_, '_> {
    /// The metadata of the page. A title without text becomes a heading, which keeps its markup.
    fn meta(&self, found: Found, blocks: &mut [BlockRange], buffer: &mut TextBuf) -> Result<Meta> {
        let title = self.title(blocks, buffer)?;
        let has = |kinds: &[Kind]| blocks.iter().any(|block| kinds.contains(&block.kind));
        let pipe = has(&[Kind::PipeRows, Kind::PipeInfobox])
            || (title.is_some()
                && !has(&[Kind::Table { closed: true }, Kind::Table { closed: false }, Kind::Infobox]));
        let dialect = if pipe { "pipe" } else { "mediawiki" };
        Ok(Meta { title, dialect: Some(dialect.into()), found, ..Meta::default() })
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
            self.report.warn(codes::TITLE_MARKUP.code, at, "markup in the title is dropped", hint)?;
        }
        Ok(Some(title.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use crate::options::UnknownTemplates;
    use crate::report::Log;
    use crate::templates::options::Options;
    use model::{Diagnostics, Documents, Event, Flow, Outlet, Result, Sink};

    /// A page that is split into several parts.
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

    fn read(
        page: &str,
        unknown: UnknownTemplates,
        threads: usize,
        sink: &mut dyn Sink,
    ) -> (Result<()>, Vec<String>) {
        let mut messages = Vec::new();
        let diagnostics = Diagnostics::new(|diagnostic| messages.push(format!("{diagnostic:?}")));
        let options = Options { unknown, ..Options::default() };
        let done = super::read(
            page,
            model::Found::default(),
            &Log::new(page, &diagnostics),
            &options,
            threads,
            &mut Outlet::new(sink),
        );
        drop(diagnostics);
        (done, messages)
    }

    #[test]
    fn the_result_does_not_depend_on_the_number_of_threads() {
        let page = page();
        for unknown in [UnknownTemplates::Raw, UnknownTemplates::Error] {
            let read = |threads| {
                let mut documents = Documents::default();
                let (done, messages) = read(&page, unknown, threads, &mut documents);
                (format!("{done:?} {documents:?}"), messages)
            };
            let one = read(1);
            assert!(one.0.starts_with(if unknown == UnknownTemplates::Raw { "Ok" } else { "Err" }));
            assert!(one.1.len() > 100, "{:?}", one.1);
            assert!(one.1.iter().any(|message| message.contains("wiki-expanded-template")));
            for threads in [2, 3] {
                assert!(read(threads) == one, "{threads} threads");
            }
        }
    }

    /// Stops after a number of rows.
    struct Few {
        wanted: usize,
        rows: usize,
    }

    impl Sink for Few {
        fn event(&mut self, event: Event<'_>) -> Result<Flow> {
            self.rows += usize::from(matches!(event, Event::Row(_)));
            Ok(if self.rows < self.wanted { Flow::Continue } else { Flow::Stop })
        }
    }

    #[test]
    fn threads_stop_with_the_sink() {
        let page = page();
        for wanted in [0, 1, 5000] {
            let read = |threads| {
                let mut few = Few { wanted, rows: 0 };
                // The error further down is not reached.
                let (done, messages) = read(&page, UnknownTemplates::Error, threads, &mut few);
                assert!(done.is_ok(), "{wanted} rows, {threads} threads");
                assert_eq!(few.rows, wanted, "{threads} threads");
                messages
            };
            // Nothing is reported about parts that were not read.
            let messages = read(1);
            assert!(
                messages.len() < 210 && !messages.iter().any(|message| message.contains("wiki-more")),
                "{messages:?}"
            );
            for threads in [2, 3] {
                assert!(read(threads) == messages, "{wanted} rows, {threads} threads");
            }
        }
    }
}
