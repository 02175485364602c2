//! The files that a descriptor names.

use model::Value;
use std::path::{Component, Path};

/// The paths of the files that a descriptor names, whether the files exist or not. Paths that lead out of its folder
/// are left out; anything that is not a descriptor has no paths.
///
/// ```
/// let descriptor = r#"{"resources": [{"path": "heats.csv"}, {"path": ["a.csv", "../b.csv"]}]}"#;
/// assert_eq!(convert_data_package::paths(descriptor), ["heats.csv", "a.csv"]);
/// ```
pub fn paths(descriptor: &str) -> Vec<String> {
    let Ok(package) = data::parse(descriptor) else { return Vec::new() };
    let resources = package.get("resources").and_then(Value::as_array).unwrap_or_default();
    let paths = resources.iter().filter_map(|resource| resource.get("path")).flat_map(|path| match path {
        Value::Array(parts) => parts.iter().filter_map(Value::as_str).collect(),
        path => path.as_str().into_iter().collect::<Vec<_>>(),
    });
    let is_below =
        |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    paths.filter(is_below).map(str::to_owned).collect()
}
