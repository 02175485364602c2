//! What `--explain` prints.
use model::Result;
pub(crate) fn explain(code: &str) -> Result<String> {
    Ok(code.to_owned())
}
