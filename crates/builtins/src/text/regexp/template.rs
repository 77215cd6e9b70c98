//! Replacement texts with `$` for matches of plain regular expressions: what 22.1.3.19.1
//! [GetSubstitution](https://tc39.es/ecma262/#sec-getsubstitution) says of a text, found out once for all matches.
//!
//! Groups objects of such matches are fresh and have no prototype: `$<name>` is the group of that name that took part, or nothing.
use super::super::substitution::push_part;
use ogive_vm::regexp::RegExpProgram;
use ogive_vm::string_ops::{StringBuilder, index_of_unit};
use ogive_vm::{Gc, JsResult, JsString, Units, Vm};

/// A text as pieces.
pub(super) struct Template<'a> {
    units: Units<'a>,
    program: Gc<RegExpProgram>,
    /// Up to [`FEW`] pieces; a text of more is read again for each match.
    pieces: Vec<Piece>,
    /// Where what is not in `pieces` begins.
    rest: usize,
}
/// Pieces that are kept: a text of any length costs no more memory than that.
const FEW: usize = 64;

#[derive(Clone, Copy)]
enum Piece {
    /// Part of the text.
    Text(usize, usize),
    /// `$&`, `$1`…
    Group(usize),
    /// `$<name>`: which name of the program's.
    Named(usize),
    /// `` $` ``
    Before,
    /// `$'`
    After,
}

impl<'a> Template<'a> {
    pub(super) fn read(units: Units<'a>, program: Gc<RegExpProgram>) -> Template<'a> {
        let mut template = Template { units, program, pieces: vec![], rest: 0 };
        while template.rest < units.len() && template.pieces.len() < FEW {
            let (piece, end) = template.piece_at(template.rest);
            template.pieces.extend(piece);
            template.rest = end;
        }
        template
    }
    /// The piece that begins somewhere, and where it ends.
    fn piece_at(&self, at: usize) -> (Option<Piece>, usize) {
        let units = self.units;
        let dollar = index_of_unit(units, b'$' as u16, at).unwrap_or(units.len());
        if dollar > at {
            return (Some(Piece::Text(at, dollar)), dollar);
        }
        let next = at + 1;
        let digit = |i: usize| (i < units.len()).then(|| units.get(i)).filter(|u| (48..58).contains(u)).map(|u| (u - 48) as usize);
        let itself = (Some(Piece::Text(at, next)), next);
        let code = if next < units.len() { units.get(next) } else { 0 };
        match u8::try_from(code).unwrap_or(0) {
            b'$' => (Some(Piece::Text(at, next)), next + 1),
            b'&' => (Some(Piece::Group(0)), next + 1),
            b'`' => (Some(Piece::Before), next + 1),
            b'\'' => (Some(Piece::After), next + 1),
            b'0'..=b'9' => {
                let first = digit(next).unwrap_or(0);
                let groups = 1..self.program.capture_count();
                let second = digit(next + 1).map(|second| first * 10 + second).filter(|index| groups.contains(index));
                match second {
                    Some(index) => (Some(Piece::Group(index)), next + 2),
                    None if groups.contains(&first) => (Some(Piece::Group(first)), next + 1),
                    None => itself,
                }
            }
            b'<' if self.program.group_names().len() > 0 => match index_of_unit(units, b'>' as u16, next) {
                None => itself,
                Some(close) => {
                    let name = units.slice(next + 1, close);
                    let which = self.program.group_names().position(|(n, _)| name.same(&Units::Utf16(n)));
                    (which.map(Piece::Named), close + 1)
                }
            },
            _ => itself,
        }
    }
    /// Appends what stands for the match just found in `s`.
    pub(super) fn push(&self, vm: &mut Vm, out: &mut StringBuilder, s: Gc<JsString>) -> JsResult<()> {
        for &piece in &self.pieces {
            self.push_piece(vm, out, s, piece)?;
        }
        let mut at = self.rest;
        while at < self.units.len() {
            vm.poll()?;
            let (piece, end) = self.piece_at(at);
            if let Some(piece) = piece {
                self.push_piece(vm, out, s, piece)?;
            }
            at = end;
        }
        Ok(())
    }
    fn push_piece(&self, vm: &mut Vm, out: &mut StringBuilder, s: Gc<JsString>, piece: Piece) -> JsResult<()> {
        match piece {
            Piece::Text(from, to) => {
                vm.poll_n((to - from) / 256)?;
                out.push_units(self.units.slice(from, to));
                out.check(vm)
            }
            Piece::Group(index) => push_group(vm, out, s, index),
            Piece::Named(which) => {
                let numbers = self.program.group_names().nth(which).map_or(&[][..], |(_, numbers)| numbers);
                let taken = numbers.iter().rev().find(|&&number| group(vm, number as usize).is_some());
                taken.map_or(Ok(()), |&number| push_group(vm, out, s, number as usize))
            }
            Piece::Before => push_part(vm, out, s, 0, vm.match_slots()[0] as usize),
            Piece::After => push_part(vm, out, s, vm.match_slots()[1] as usize, s.len()),
        }
    }
}
/// Where a group of the match just found is, if it took part.
fn group(vm: &Vm, index: usize) -> Option<(usize, usize)> {
    let (start, end) = (vm.match_slots()[2 * index], vm.match_slots()[2 * index + 1]);
    (start != u32::MAX && end != u32::MAX).then_some((start as usize, end as usize))
}
fn push_group(vm: &mut Vm, out: &mut StringBuilder, s: Gc<JsString>, index: usize) -> JsResult<()> {
    group(vm, index).map_or(Ok(()), |(start, end)| push_part(vm, out, s, start, end))
}
