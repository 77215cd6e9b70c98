//! Properties of strings (22.2.1, table 71), for `\p{…}` with v.
//!
//! What can be derived from character properties is; flags and ZWJ sequences are two data files
//! (Unicode 17 emoji-sequences and emoji-zwj-sequences, one entry per item).

use icu_properties::CodePointSetData;
use icu_properties::props::{
    EmojiModifier, EmojiModifierBase, EmojiPresentation, RegionalIndicator,
};
use icu_properties::{CodePointSetDataBorrowed, props::Emoji};

use crate::charset::CharSet;

/// A set of single code points and of longer strings.
pub(crate) struct StringSet {
    pub(crate) singles: CharSet,
    pub(crate) strings: Vec<Vec<u32>>,
}

/// The names of table 71.
pub(crate) fn is_property_of_strings(name: &str) -> bool {
    matches!(
        name,
        "Basic_Emoji"
            | "Emoji_Keycap_Sequence"
            | "RGI_Emoji_Modifier_Sequence"
            | "RGI_Emoji_Flag_Sequence"
            | "RGI_Emoji_Tag_Sequence"
            | "RGI_Emoji_ZWJ_Sequence"
            | "RGI_Emoji"
    )
}

/// The set behind a name of table 71.
pub(crate) fn property_of_strings(name: &str) -> Option<StringSet> {
    let mut set = StringSet {
        singles: CharSet::new(),
        strings: Vec::new(),
    };
    match name {
        "Basic_Emoji" => basic(&mut set),
        "Emoji_Keycap_Sequence" => keycaps(&mut set.strings),
        "RGI_Emoji_Modifier_Sequence" => modifiers(&mut set.strings),
        "RGI_Emoji_Flag_Sequence" => flags(&mut set.strings),
        "RGI_Emoji_Tag_Sequence" => tags(&mut set.strings),
        "RGI_Emoji_ZWJ_Sequence" => zwj(&mut set.strings),
        "RGI_Emoji" => {
            basic(&mut set);
            for add in [keycaps, modifiers, flags, tags, zwj] {
                add(&mut set.strings);
            }
        }
        _ => return None,
    }
    Some(set)
}

fn members(data: CodePointSetDataBorrowed<'static>) -> CharSet {
    CharSet::from_ranges(data.iter_ranges().map(|r| (*r.start(), *r.end())))
}

fn basic(set: &mut StringSet) {
    let emoji = members(CodePointSetData::new::<Emoji>());
    let presentation = members(CodePointSetData::new::<EmojiPresentation>());
    let regional = members(CodePointSetData::new::<RegionalIndicator>());
    set.singles = presentation.subtract(&regional);
    // Text-style emoji need U+FE0F; the ASCII ones (keycap bases) are emoji only in keycaps.
    let text_style = emoji
        .subtract(&presentation)
        .subtract(&CharSet::from_ranges([(0, 0x7F)]));
    set.strings
        .extend(text_style.iter().map(|c| vec![c, 0xFE0F]));
}

fn keycaps(out: &mut Vec<Vec<u32>>) {
    out.extend(
        "#*0123456789"
            .chars()
            .map(|c| vec![u32::from(c), 0xFE0F, 0x20E3]),
    );
}

fn modifiers(out: &mut Vec<Vec<u32>>) {
    let tones = members(CodePointSetData::new::<EmojiModifier>());
    for base in members(CodePointSetData::new::<EmojiModifierBase>()).iter() {
        out.extend(tones.iter().map(|tone| vec![base, tone]));
    }
}

fn flags(out: &mut Vec<Vec<u32>>) {
    let indicator = |b: u8| 0x1F1E6 + u32::from(b - b'A');
    let codes = include_str!("emoji_flag_sequences.txt").split_ascii_whitespace();
    out.extend(codes.map(|code| code.bytes().map(indicator).collect()));
}

fn tags(out: &mut Vec<Vec<u32>>) {
    // England, Scotland, Wales: black flag, tag letters, cancel tag.
    for region in ["gbeng", "gbsct", "gbwls"] {
        let letters = region.bytes().map(|b| 0xE0000 + u32::from(b));
        out.push(
            [0x1F3F4]
                .into_iter()
                .chain(letters)
                .chain([0xE007F])
                .collect(),
        );
    }
}

fn zwj(out: &mut Vec<Vec<u32>>) {
    let lines = include_str!("emoji_zwj_sequences.txt").lines();
    out.extend(lines.map(|line| line.chars().map(u32::from).collect()));
}
