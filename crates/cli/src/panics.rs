//! Panics in third-party code that the library catches: they are reported as errors, so they are not printed as well.

use convert_tables::xls::THREAD;
use std::panic::{set_hook, take_hook};

/// Does not print panics of threads whose panics are caught.
pub(crate) fn quiet_those_caught() {
    let print = take_hook();
    set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(THREAD) {
            print(panic);
        }
    }));
}
