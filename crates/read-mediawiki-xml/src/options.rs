//! The options of the reader.

use model::{Error, OptionSpec, Params, Result};

/// What the command line says about them. What concerns the wiki text of the pages is the wiki reader's.
pub(crate) const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "namespace",
    value: Some("NUMBERS"),
    choices: &[],
    help: "Of a MediaWiki export, read only the pages of these namespaces, such as 0 or 0,14 (default: all)",
}];

/// The namespaces whose pages are wanted; all where none is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Namespaces(Vec<i32>);

impl Namespaces {
    pub(crate) fn from_params(params: &Params) -> Result<Self> {
        let given = params.all("namespace").iter().flat_map(|list| list.split(','));
        let numbers: Result<Vec<i32>> = given
            .map(|number| {
                number.trim().parse().map_err(|_| {
                    let message =
                        format!("--namespace does not take the value '{number}' (it takes numbers)");
                    Error::usage(message)
                })
            })
            .collect();
        numbers.map(Namespaces)
    }

    /// Whether a page is wanted, by the number of its namespace. A page that does not say its own is wanted only
    /// where all are.
    pub(crate) fn want(&self, namespace: Option<&str>) -> bool {
        self.0.is_empty()
            || namespace
                .and_then(|number| number.parse().ok())
                .is_some_and(|number: i32| self.0.contains(&number))
    }
}
