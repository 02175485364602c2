//! The `convert` binary.

fn main() -> std::process::ExitCode {
    convert::main(std::env::args_os())
}
