//! An output that holds a single page, written piece by piece.

use crate::Lost;
use model::{Diagnostics, Error, Meta, Output, Result};

/// The output of a page.
///
/// ```
/// use convert_markup::{Lost, OnePage};
/// use model::{Diagnostics, Meta, Output};
///
/// let (mut bytes, diagnostics) = (Vec::new(), Diagnostics::ignore());
/// let mut page = OnePage::new(Output::new(&mut bytes, &diagnostics), "Markdown");
/// let meta = Meta { title: Some("Short\ntrack".into()), ..Meta::default() };
/// let mut lost = Lost::default();
/// assert_eq!(page.begin(&meta, &mut lost)?.as_deref(), Some("Short track"));
/// page.write(&mut "# Short track\n".to_owned())?;
/// let error = page.begin(&meta, &mut lost).unwrap_err().to_string();
/// assert_eq!(error, "Markdown holds only one page; write each page to its own output");
/// # Ok::<(), model::Error>(())
/// ```
#[derive(Debug)]
pub struct OnePage<'a> {
    output: Output<'a>,
    /// The name of the output in the error about a second page, such as `an HTML file`.
    holder: &'static str,
    is_begun: bool,
}

impl<'a> OnePage<'a> {
    /// Starts with an empty page.
    pub fn new(output: Output<'a>, holder: &'static str) -> Self {
        OnePage { output, holder, is_begun: false }
    }

    /// Begins the page. Returns its title in one line, if it has one; adds its other properties to what is lost.
    ///
    /// # Errors
    /// If there is a page already.
    pub fn begin(&mut self, meta: &Meta, lost: &mut Lost) -> Result<Option<String>> {
        if std::mem::replace(&mut self.is_begun, true) {
            return Err(Error::output(format!(
                "{} holds only one page; write each page to its own output",
                self.holder
            )));
        }
        if !meta.properties.is_empty() {
            lost.add("page properties");
        }
        let title = meta.title.as_deref().filter(|title| !title.is_empty());
        Ok(title.map(|title| title.replace(['\n', '\r'], " ")))
    }

    /// Writes a piece and clears it.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&mut self, piece: &mut String) -> Result<()> {
        self.output.bytes.write_all(piece.as_bytes())?;
        piece.clear();
        Ok(())
    }

    /// Where to report what is lost.
    pub fn diagnostics(&self) -> &Diagnostics<'a> {
        self.output.diagnostics
    }

    /// Ends the page.
    ///
    /// # Errors
    /// Those of the output.
    pub fn end(mut self) -> Result<()> {
        Ok(self.output.bytes.flush()?)
    }
}
