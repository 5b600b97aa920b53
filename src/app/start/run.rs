//! Starting the window: the renderer, its fallback, and the services of a real run.

use super::{
    places::Places,
    remembered::{Start, Starting},
    settings::Settings,
};
use crate::{
    app::{
        Earwright, Services,
        files::{picker::NativeDialogs, recovery::Recovery},
        panels::messages::Tone,
        work::{
            background,
            job::{Threads, waker},
            player,
            solve::SolveService,
        },
    },
    words::{self, Language},
};
use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder};
use resvg::{tiny_skia, usvg};
use std::path::PathBuf;

/// How the window is started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// A design to open.
    pub file: Option<PathBuf>,
    /// What draws; absent: what the environment says, else whatever suits the machine.
    pub renderer: Option<Renderer>,
    /// The language to speak; absent: what the environment says, else the one chosen last, else the
    /// system's.
    pub language: Option<Language>,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renderer {
    /// wgpu: Vulkan, Metal or Direct3D. Only where the program was built with the feature `wgpu`.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// Whether the program was built with wgpu.
const WITH_WGPU: bool = cfg!(feature = "wgpu");

impl Renderer {
    /// The renderer called this.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn from_name(name: &str) -> Result<Self, String> {
        match name.to_lowercase().as_str() {
            "wgpu" => Ok(Self::Wgpu),
            "glow" | "gl" | "opengl" => Ok(Self::Glow),
            _ if WITH_WGPU => Err(format!("there is no renderer “{name}”: use wgpu or glow")),
            _ => Err(format!("there is no renderer “{name}”: use glow")),
        }
    }
}

/// Name of the program: of its folder for data as well.
const NAME: &str = "earwright";

/// Environment variable that chooses the renderer.
const RENDERER_VARIABLE: &str = "EARWRIGHT_RENDERER";

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When neither renderer can open a window, or the environment names an unknown one.
pub fn run(options: Options) -> Result<(), String> {
    background::prepare();
    let wanted = match options.renderer {
        Some(renderer) => Some(renderer),
        None => std::env::var(RENDERER_VARIABLE)
            .ok()
            .map(|name| Renderer::from_name(&name))
            .transpose()?,
    };
    if wanted == Some(Renderer::Wgpu) && !WITH_WGPU {
        return Err(
            "this program was built without wgpu: leave the choice out and it draws with OpenGL, or \
             build it with `cargo build --release --features wgpu`"
                .to_owned(),
        );
    }
    let language = options.language.or_else(Language::of_environment);
    let first = wanted.unwrap_or_else(|| {
        if has_graphics_processor() {
            Renderer::Wgpu
        } else {
            Renderer::Glow
        }
    });
    let result = open(first, options.file.clone(), language);
    match result {
        Err(error) if wanted.is_none() && WITH_WGPU => {
            let second = match first {
                Renderer::Wgpu => Renderer::Glow,
                Renderer::Glow => Renderer::Wgpu,
            };
            log::warn!("{first:?} cannot open a window ({error}); trying {second:?}");
            open(second, options.file, language).map_err(|error| unopened(&error))
        }
        result => result.map_err(|error| unopened(&error)),
    }
}

/// Why no window could be opened.
fn unopened(error: &eframe::Error) -> String {
    let displays = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !displays.iter().any(|name| is_set(name)) {
        "no window can be opened, for there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set. \
         The commands need none: `earwright --help` lists them"
            .to_owned()
    } else {
        format!("no window can be opened: {error}")
    }
}

/// Whether there is a real graphics processor: a software one draws faster through OpenGL.
#[cfg(feature = "wgpu")]
fn has_graphics_processor() -> bool {
    use eframe::wgpu::{Backends, DeviceType, Instance, InstanceDescriptor};
    let instance = Instance::new(InstanceDescriptor {
        backends: Backends::VULKAN | Backends::METAL | Backends::DX12,
        ..InstanceDescriptor::new_without_display_handle()
    });
    pollster::block_on(instance.enumerate_adapters(Backends::all()))
        .iter()
        .any(|adapter| {
            matches!(
                adapter.get_info().device_type,
                DeviceType::DiscreteGpu | DeviceType::IntegratedGpu | DeviceType::VirtualGpu
            )
        })
}

/// Without wgpu it does not matter.
#[cfg(not(feature = "wgpu"))]
const fn has_graphics_processor() -> bool {
    false
}

fn open(renderer: Renderer, file: Option<PathBuf>, language: Option<Language>) -> eframe::Result {
    let viewport = ViewportBuilder::default()
        .with_title("Earwright")
        .with_app_id(NAME)
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([900.0, 560.0])
        .with_icon(icon());
    let native = NativeOptions {
        viewport,
        renderer: match renderer {
            #[cfg(feature = "wgpu")]
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            // What there is no other renderer for was refused before.
            #[cfg(not(feature = "wgpu"))]
            Renderer::Wgpu => eframe::Renderer::Glow,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        ..NativeOptions::default()
    };
    let folder = eframe::storage_dir(NAME);
    // Before what was remembered is known, the start has something to say.
    words::speak(language.or_else(system_language).unwrap_or_default());
    let start = Start::begin(folder.clone());
    let opened = eframe::run_native(
        NAME,
        native,
        Box::new(move |creation| {
            let settings = Settings::load(creation.storage);
            if let Some(places) = Places::of_environment() {
                creation.egui_ctx.add_plugin(places);
            }
            if let (None, Some(chosen)) = (language, settings.language) {
                words::speak(chosen);
            }
            let wake = || waker(&creation.egui_ctx);
            let services = Services {
                dialogs: Box::new(NativeDialogs),
                solver: SolveService::adaptive(wake()),
                time_solver: SolveService::adaptive(wake()),
                weight_solver: SolveService::adaptive(wake()),
                runner: Box::new(Threads),
                player: player::built_in(),
                presets: crate::library::user::folder(),
                recovery: Recovery::in_folder(Recovery::user_folder()),
                settings,
            };
            let mut app = Earwright::new(&creation.egui_ctx, services, file);
            app.greet(&creation.egui_ctx);
            for note in &start.notes {
                app.messages.say(Tone::Note, note);
            }
            Ok(Box::new(Starting {
                app,
                start,
                frames: 0,
            }))
        }),
    );
    // It ended in order, with a window or with a reason why there is none.
    Start::ended(folder);
    opened
}

/// The system's language, where the program speaks it.
fn system_language() -> Option<Language> {
    Language::from_tag(&sys_locale::get_locale()?)
}

/// The program's icon, drawn from the picture in `assets`.
fn icon() -> IconData {
    let drawing = include_str!("../../../assets/icon.svg");
    let Ok(tree) = usvg::Tree::from_str(drawing, &usvg::Options::default()) else {
        return IconData::default();
    };
    let size = tree.size().to_int_size();
    let Some(mut pixmap) = tiny_skia::Pixmap::new(size.width(), size.height()) else {
        return IconData::default();
    };
    resvg::render(
        &tree,
        tiny_skia::Transform::identity(),
        &mut pixmap.as_mut(),
    );
    IconData {
        width: size.width(),
        height: size.height(),
        rgba: pixmap.take_demultiplied(),
    }
}
