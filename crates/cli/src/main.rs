//! The `convert` binary.

fn main() -> std::process::ExitCode {
    convert_cli::main(std::env::args_os())
}
