//! Which icon stands beside a command, wherever it is shown.

use super::command::{Command, Menu};
use crate::app::widgets::icon::{self, Icon};

impl Command {
    /// Its icon: its own, else that of its menu.
    pub(in crate::app) fn icon(self) -> Icon {
        match self {
            Self::New => icon::NEW,
            Self::Open | Self::OpenPath | Self::OpenExample => icon::OPEN,
            Self::Save | Self::SaveAs | Self::SavePath => icon::SAVE,
            Self::ImportMeasurement | Self::ImportTarget => icon::IMPORT,
            Self::ChoosePrices => icon::PRICE,
            Self::Quit => icon::QUIT,
            Self::Undo | Self::UndoLayout => icon::UNDO,
            Self::Redo | Self::RedoLayout => icon::REDO,
            Self::Cut => icon::CUT,
            Self::Copy | Self::CopyPlot | Self::Duplicate | Self::DuplicateAlong => icon::COPY,
            Self::Paste => icon::PASTE,
            Self::Delete | Self::DeleteOnly => icon::DELETE,
            Self::SelectAll | Self::SelectNone => icon::SELECT,
            Self::Find | Self::FindInLibrary => icon::FIND,
            Self::EditGoals => icon::GOALS,
            Self::Optimise => icon::BETTER,
            Self::MarkFree => icon::FREE,
            Self::FollowMe | Self::TakeFollowed => icon::FOLLOW,
            Self::Rotate | Self::RotateFine => icon::TURN,
            Self::Mirror => icon::MIRROR,
            Self::Mute => icon::MUTE,
            Self::Solo => icon::SOLO,
            Self::Bypass => icon::BYPASS,
            Self::Lock => icon::LOCK,
            Self::Group | Self::Ungroup => icon::GROUP,
            Self::DistributeAcross | Self::DistributeDown => icon::SPACE,
            Self::ConnectDriver | Self::JoinPorts => icon::CONNECT,
            Self::FlipPolarity => icon::POLARITY,
            Self::Crossover => icon::CROSSOVER,
            Self::Probe | Self::RemoveProbes => icon::PROBE,
            Self::Replace => icon::REPLACE,
            Self::ShellFromSvg | Self::ShellFromSvgPath => icon::SHELL,
            Self::Identify => icon::MEASURE,
            Self::PlaceResistor => icon::RESISTOR,
            Self::PlaceCapacitor => icon::CAPACITOR,
            Self::PlaceInductor => icon::INDUCTOR,
            Self::PlaceChamber => icon::CHAMBER,
            Self::PlaceVent => icon::VENT,
            Self::PlaceJunction => icon::JUNCTION,
            Self::FitView => icon::FIT,
            Self::ZoomIn => icon::NEARER,
            Self::ZoomOut => icon::FARTHER,
            Self::ToggleLibrary | Self::SaveToLibrary => icon::LIBRARY,
            Self::ToggleInspector => icon::INSPECTOR,
            Self::EarFamily => icon::EAR,
            Self::ToleranceBand => icon::BAND,
            Self::ToggleTheme => icon::THEME,
            Self::LargerText | Self::SmallerText | Self::NormalText => icon::TEXT,
            Self::ToggleGlow => icon::GLOW,
            Self::TogglePlots => icon::PLOTS,
            Self::Palette => icon::COMMANDS,
            Self::StartPage => icon::START,
            Self::GuideMe
            | Self::GuideShow
            | Self::GuideDo
            | Self::GuideNext
            | Self::GuideBack
            | Self::GuideLeave => icon::GUIDE,
            Self::ToggleTarget => icon::TARGET,
            Self::Shortcuts => icon::KEYS,
            Self::Glossary => icon::GLOSSARY,
            Self::ReportCard => icon::REPORT,
            Self::Limits => icon::LIMITS,
            Self::Messages => icon::MESSAGES,
            _ => of_menu(self.info().menu.0),
        }
    }
}

fn of_menu(menu: Menu) -> Icon {
    match menu {
        Menu::File => icon::NEW,
        Menu::Export => icon::EXPORT,
        Menu::Edit => icon::EDIT,
        Menu::Part => icon::DRIVER,
        Menu::Arrange => icon::ALIGN,
        Menu::View => icon::LAYOUT,
        Menu::Plots => icon::PLOTS,
        Menu::Help => icon::ABOUT,
    }
}
