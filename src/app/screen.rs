//! Every screen, and what the app may ask of any of them.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use super::glossary::Glossary;
use super::{App, Msg, Overlay, Want};
use crate::pack::{Pack, QuestionRef};
use crate::text::Lang;
use crate::ui::Act;

/// The list of screens, which a macro takes in: it is written nowhere else.
macro_rules! screens {
    ($take:ident) => {
        $take! {
            Title(super::title::Title),
            Settings(crate::app::settings::menu::SettingsMenu),
            Round(crate::app::play::round::Round),
            Results(crate::app::play::results::Results),
            Review(crate::app::play::review::Review),
            Glossary(super::glossary::Glossary),
            Class(super::class::Class),
            Preview(super::preview::Preview),
            Attract(super::booth::attract::Attract),
            Welcome(super::booth::Welcome),
            Portrait(crate::app::play::portrait::Portrait),
            Naming(crate::app::play::naming::Naming),
            Standings(crate::app::play::standings::Standings),
        }
    };
}
pub(crate) use screens;

macro_rules! declare {
    ($($name:ident($state:ty),)+) => {
        /// One screen. The last of the stack is the one that is shown.
        #[derive(Debug, Clone)]
        pub enum Screen { $($name(Box<$state>),)+ }

        $(impl From<$state> for Screen {
            fn from(state: $state) -> Self {
                Self::$name(Box::new(state))
            }
        })+

        impl Deref for Screen {
            type Target = dyn Component;

            fn deref(&self) -> &Self::Target {
                match self { $(Self::$name(state) => &**state,)+ }
            }
        }

        impl DerefMut for Screen {
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self { $(Self::$name(state) => &mut **state,)+ }
            }
        }
    };
}
screens!(declare);

/// What a screen does. While it acts, it is not on the app's stack: where it leads is its answer.
pub trait Component {
    fn act(&mut self, act: Act, app: &mut App) -> Next;

    /// Time goes by. Not while something lies over the screen, but at a booth.
    fn tick(&mut self, _time: Duration, _app: &mut App) {}

    /// How long nothing changes by itself; `None`: until something is done.
    fn wake(&self, _app: &App) -> Option<Duration> {
        None
    }

    /// Hears what happened outside, wherever in the stack it is.
    fn hear(&mut self, _msg: &Msg, _app: &mut App) {}

    fn ahead(&self) -> Option<Ahead> {
        None
    }

    /// The glossary that is opened from here, at the word that is looked at.
    fn glossary(&self) -> Option<Glossary> {
        None
    }

    fn closed(&mut self, _other: &Screen) {}

    /// The program is left from here, or from what lies over it.
    fn leaving(&mut self, _app: &mut App) {}

    /// How far it is, where a key that was meant for one step must do nothing on the next.
    fn step(&self) -> usize {
        0
    }

    /// What is done here is written down, so that it must be meant.
    fn is_kept(&self) -> bool {
        false
    }

    fn is_ascii(&self) -> bool {
        false
    }

    fn is_idle(&self) -> bool {
        false
    }

    /// At a booth, where nobody gets out: going back does not lead out of here.
    fn goes_back(&self) -> bool {
        false
    }

    /// At a booth: how long nobody may do anything here, where it is this long on other screens.
    fn patience(&self, usual: Duration) -> Duration {
        usual
    }
}

#[derive(Debug)]
pub enum Next {
    Stay,
    Leave,
    Home,
    To(Screen),
    Instead(Screen),
    Over(Overlay),
    Glossary,
    Begin(Want),
    Rest,
    Quit,
}

pub struct Ahead {
    pub(super) pack: Arc<Pack>,
    pub(super) lang: Lang,
    pub(super) places: Vec<QuestionRef>,
}

impl Ahead {
    pub(super) fn new(
        pack: &Arc<Pack>,
        lang: Lang,
        places: impl IntoIterator<Item = Option<QuestionRef>>,
    ) -> Option<Self> {
        Some(Self { pack: pack.clone(), lang, places: places.into_iter().flatten().collect() })
    }
}
