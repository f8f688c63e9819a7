//! The modes that the terminal had before it was taken over. A booth that begins anew in the same process finds it taken
//! already, so that they are handed over: nobody gets a shell in between, and whoever quits later finds it as it was.

use std::env;
use std::io;
use std::sync::OnceLock;

use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, QueueSelector, tcflush, tcgetattr, tcsetattr,
};

/// How they are handed over: the four sets of flags in hexadecimal, as `stty -g` begins, too.
pub(crate) const HANDED: &str = "POLYSEMY_MODES";

pub(crate) fn handed() -> Option<&'static str> {
    static HANDED_OVER: OnceLock<Option<String>> = OnceLock::new();
    HANDED_OVER.get_or_init(|| env::var(HANDED).ok().filter(|modes| parsed::<u64>(modes).is_some())).as_deref()
}

pub(crate) fn now() -> Option<String> {
    let modes = tcgetattr(io::stdin()).ok()?;
    let flags =
        [modes.input_modes.bits(), modes.output_modes.bits(), modes.control_modes.bits(), modes.local_modes.bits()];
    Some(flags.map(|flags| format!("{flags:x}")).join(":"))
}

pub(crate) fn set(handed: &str) {
    let (Some([input, output, control, local]), Ok(mut modes)) = (parsed(handed), tcgetattr(io::stdin())) else {
        return;
    };
    modes.input_modes = InputModes::from_bits_retain(input);
    modes.output_modes = OutputModes::from_bits_retain(output);
    modes.control_modes = ControlModes::from_bits_retain(control);
    modes.local_modes = LocalModes::from_bits_retain(local);
    let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
}

pub(crate) fn forget_typed() {
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
}

/// Flags have as many bits as the system gives them.
fn parsed<Flags: TryFrom<u64>>(handed: &str) -> Option<[Flags; 4]> {
    let flags: Option<Vec<Flags>> =
        handed.split(':').map(|flags| u64::from_str_radix(flags, 16).ok()?.try_into().ok()).collect();
    flags?.try_into().ok()
}
