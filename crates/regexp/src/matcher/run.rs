//! The dispatch loop.
//!
//! An arm that succeeds sets `pc` and `position` and continues the loop; an arm that falls out of
//! the `match` has failed, and the code after it resumes the latest choice.
//!
//! A register overwritten while a choice is on the stack is recorded there ([`Frame::RESTORE`]); with
//! an empty stack there is nobody to see the old value.

use super::look::{accepts, code_point_at, code_point_before};
use super::{Frame, Matcher, UNSET};
use crate::ast::INFINITE;
use crate::error::MatchError;
use crate::ops::Op;
use crate::search::Find;

impl<U: Find> Matcher<'_, '_, U> {
    #[inline(always)]
    fn push(&mut self, what: u32, position: usize, extra: usize) -> Result<(), MatchError> {
        if self.stack.len() >= self.stack_limit {
            return Err(MatchError::StackOverflow);
        }
        self.stack.push(Frame {
            what,
            position: position as u32,
            extra: extra as u32,
        });
        Ok(())
    }

    /// Sets a register so that backtracking undoes it.
    #[inline(always)]
    fn set(&mut self, register: u32, value: u32) -> Result<(), MatchError> {
        let old = std::mem::replace(&mut self.registers[register as usize], value);
        if self.stack.is_empty() {
            return Ok(());
        }
        self.push(Frame::RESTORE | register, old as usize, 0)
    }

    /// Runs the program from `start`; true when it accepts, with the captures in the registers.
    pub(super) fn run(&mut self, start: usize) -> Result<bool, MatchError> {
        let program = self.program;
        let input = self.input;
        let ops = &program.ops[..];
        let mut pc = 0usize;
        let mut position = start;
        self.stack.clear();
        loop {
            match ops[pc] {
                Op::Accept {} => {
                    self.registers[1] = position as u32;
                    return Ok(true);
                }
                Op::Fail {} => {}
                Op::Char { unit } => {
                    if position < input.len() && input[position].to_u32() == u32::from(unit) {
                        position += 1;
                        pc += 1;
                        continue;
                    }
                }
                Op::Char2 { a, b } => {
                    if position < input.len() {
                        let unit = input[position].to_u32();
                        if unit == u32::from(a) || unit == u32::from(b) {
                            position += 1;
                            pc += 1;
                            continue;
                        }
                    }
                }
                Op::Literal { start, len } => {
                    let (start, len) = (start as usize, usize::from(len));
                    let literal = &program.literals[start..start + len];
                    if let Some(here) = input.get(position..position + len)
                        && here
                            .iter()
                            .zip(literal)
                            .all(|(u, &l)| u.to_u32() == u32::from(l))
                    {
                        position += len;
                        pc += 1;
                        continue;
                    }
                }
                Op::Any {} => {
                    if position < input.len() {
                        position += 1;
                        pc += 1;
                        continue;
                    }
                }
                Op::Class { class } => {
                    if position < input.len()
                        && program.classes[class as usize].contains(input[position].to_u32())
                    {
                        position += 1;
                        pc += 1;
                        continue;
                    }
                }
                Op::ClassCp { class } => {
                    if let Some((c, width)) = code_point_at(input, position)
                        && program.classes[class as usize].contains(c)
                    {
                        position += width;
                        pc += 1;
                        continue;
                    }
                }
                Op::CharBack { unit } => {
                    if position > 0 && input[position - 1].to_u32() == u32::from(unit) {
                        position -= 1;
                        pc += 1;
                        continue;
                    }
                }
                Op::ClassBack { class } => {
                    if position > 0
                        && program.classes[class as usize].contains(input[position - 1].to_u32())
                    {
                        position -= 1;
                        pc += 1;
                        continue;
                    }
                }
                Op::ClassCpBack { class } => {
                    if let Some((c, width)) = code_point_before(input, position)
                        && program.classes[class as usize].contains(c)
                    {
                        position -= width;
                        pc += 1;
                        continue;
                    }
                }
                Op::Possessive { run } => {
                    let run = &program.runs[run as usize];
                    let end = self.run_end(run, position);
                    if end - position >= run.min as usize {
                        self.step((end - position) as u32 / 16)?;
                        position = end;
                        pc += 1;
                        continue;
                    }
                }
                Op::Greedy { run } => {
                    let run = &program.runs[run as usize];
                    let mut end = self.run_end(run, position);
                    let low = position.saturating_add(run.min as usize);
                    if end >= low {
                        self.step((end - position) as u32 / 16)?;
                        if let Some(follow) = &run.follow {
                            while end > low && !accepts(follow, input, end) {
                                end -= 1;
                            }
                        }
                        if end > low {
                            self.push(Frame::GREEDY | pc as u32, end, low)?;
                        }
                        position = end;
                        pc += 1;
                        continue;
                    }
                }
                Op::Lazy { run } => {
                    let run = &program.runs[run as usize];
                    let class = &program.classes[run.class as usize];
                    let low = position.saturating_add(run.min as usize);
                    let reached = input
                        .get(position..low)
                        .is_some_and(|units| units.iter().all(|u| class.contains(u.to_u32())));
                    if reached {
                        let limit = position.saturating_add(run.max as usize).min(input.len());
                        if low < limit {
                            self.push(Frame::LAZY | pc as u32, low, limit)?;
                        }
                        position = low;
                        pc += 1;
                        continue;
                    }
                }
                Op::PossessiveCp { run } => {
                    let run = &program.runs[run as usize];
                    if let Some((_, end)) = self.run_end_cp(run, position) {
                        self.step((end - position) as u32 / 16)?;
                        position = end;
                        pc += 1;
                        continue;
                    }
                }
                Op::GreedyCp { run } => {
                    let run = &program.runs[run as usize];
                    if let Some((low, end)) = self.run_end_cp(run, position) {
                        self.step((end - position) as u32 / 16)?;
                        if end > low {
                            self.push(Frame::GREEDY | pc as u32, end, low)?;
                        }
                        position = end;
                        pc += 1;
                        continue;
                    }
                }
                Op::LazyCp { run } => {
                    // The compiler leaves lazy runs with a maximum to general loops.
                    let run = &program.runs[run as usize];
                    let class = &program.classes[run.class as usize];
                    let (mut low, mut count) = (position, 0);
                    while count < run.min
                        && let Some((c, width)) = code_point_at(input, low)
                        && class.contains(c)
                    {
                        low += width;
                        count += 1;
                    }
                    if count == run.min {
                        if run.max == INFINITE {
                            self.push(Frame::LAZY | pc as u32, low, input.len())?;
                        }
                        position = low;
                        pc += 1;
                        continue;
                    }
                }
                Op::Jump { target } => {
                    pc = target as usize;
                    continue;
                }
                Op::Fork { other } => {
                    self.push(Frame::CHOICE | other, position, 0)?;
                    pc += 1;
                    continue;
                }
                Op::ForkJump { target } => {
                    self.push(Frame::CHOICE | (pc as u32 + 1), position, 0)?;
                    pc = target as usize;
                    continue;
                }
                Op::Guard { first, other } => {
                    let accepted = accepts(&program.firsts[usize::from(first)], input, position);
                    pc = if accepted { pc + 1 } else { other as usize };
                    continue;
                }
                Op::Switch { table } => {
                    let switch = &program.switches[table as usize];
                    pc = match input.get(position) {
                        None => switch.end,
                        Some(unit) => {
                            let unit = unit.to_u32() as usize;
                            if unit < 0x100 {
                                switch.low[unit]
                            } else {
                                switch.high
                            }
                        }
                    } as usize;
                    continue;
                }
                Op::Save { register } => {
                    self.set(register, position as u32)?;
                    pc += 1;
                    continue;
                }
                Op::Clear { count, register } => {
                    for register in register..register + u32::from(count) {
                        if self.registers[register as usize] != UNSET {
                            self.set(register, UNSET)?;
                        }
                    }
                    pc += 1;
                    continue;
                }
                Op::Zero { register } => {
                    self.set(register, 0)?;
                    pc += 1;
                    continue;
                }
                Op::Increment { register } => {
                    // Beyond every maximum there is nothing to count.
                    let value = self.registers[register as usize].saturating_add(1);
                    self.set(register, value)?;
                    pc += 1;
                    continue;
                }
                Op::CountedLoop { counter } => {
                    let counter = &program.counters[counter as usize];
                    let count = self.registers[counter.register as usize];
                    let exit = counter.exit as usize;
                    if count < counter.min {
                        pc += 1;
                    } else if count >= counter.max && counter.max != INFINITE {
                        pc = exit;
                    } else if counter.greedy {
                        self.push(Frame::CHOICE | exit as u32, position, 0)?;
                        pc += 1;
                    } else {
                        self.push(Frame::CHOICE | (pc as u32 + 1), position, 0)?;
                        pc = exit;
                    }
                    continue;
                }
                Op::EmptyCheck { register } => {
                    if self.registers[register as usize] != position as u32 {
                        pc += 1;
                        continue;
                    }
                }
                Op::CountedEmptyCheck { counter } => {
                    let counter = &program.counters[counter as usize];
                    if self.registers[counter.start_register as usize] != position as u32
                        || self.registers[counter.register as usize] <= counter.min
                    {
                        pc += 1;
                        continue;
                    }
                }
                Op::LookBegin { register } => {
                    let register = register as usize;
                    self.registers[register] = position as u32;
                    self.registers[register + 1] = self.stack.len() as u32;
                    pc += 1;
                    continue;
                }
                Op::LookEnd { keep, register } => {
                    let register = register as usize;
                    position = self.registers[register] as usize;
                    self.drop_choices(self.registers[register + 1] as usize, keep);
                    pc += 1;
                    continue;
                }
                Op::NegativeLookEnd { register } => {
                    let height = self.registers[register as usize + 1] as usize;
                    self.unwind(height);
                }
                Op::BackRef { reference } => {
                    if let Some(after) = self.back_reference(reference, position, false, false) {
                        position = after;
                        pc += 1;
                        continue;
                    }
                }
                Op::BackRefIgnoreCase { reference } => {
                    if let Some(after) = self.back_reference(reference, position, true, false) {
                        position = after;
                        pc += 1;
                        continue;
                    }
                }
                Op::BackRefBack { reference } => {
                    if let Some(after) = self.back_reference(reference, position, false, true) {
                        position = after;
                        pc += 1;
                        continue;
                    }
                }
                Op::BackRefIgnoreCaseBack { reference } => {
                    if let Some(after) = self.back_reference(reference, position, true, true) {
                        position = after;
                        pc += 1;
                        continue;
                    }
                }
                Op::InputStart {} => {
                    if position == 0 {
                        pc += 1;
                        continue;
                    }
                }
                Op::LineStart {} => {
                    if self.at_line_start(position) {
                        pc += 1;
                        continue;
                    }
                }
                Op::InputEnd {} => {
                    if position == input.len() {
                        pc += 1;
                        continue;
                    }
                }
                Op::LineEnd {} => {
                    if self.at_line_end(position) {
                        pc += 1;
                        continue;
                    }
                }
                Op::WordBoundary { fold } => {
                    if self.at_word_boundary(position, fold) {
                        pc += 1;
                        continue;
                    }
                }
                Op::NotWordBoundary { fold } => {
                    if !self.at_word_boundary(position, fold) {
                        pc += 1;
                        continue;
                    }
                }
            }

            // Failure: resume the latest choice.
            self.step(1)?;
            loop {
                let Some(frame) = self.stack.pop() else {
                    return Ok(false);
                };
                let index = frame.what & !Frame::KIND;
                match frame.what & Frame::KIND {
                    Frame::CHOICE => {
                        pc = index as usize;
                        position = frame.position as usize;
                        break;
                    }
                    Frame::RESTORE => {
                        self.registers[index as usize] = frame.position;
                        continue;
                    }
                    Frame::GREEDY => {
                        if let Some(next) = self.give_back(index, frame) {
                            pc = index as usize + 1;
                            position = next;
                            break;
                        }
                    }
                    _ => {
                        if let Some(next) = self.take_more(index, frame) {
                            pc = index as usize + 1;
                            position = next;
                            break;
                        }
                    }
                }
            }
        }
    }

    /// The next shorter end of a greedy run worth trying; its frame goes back if more remain.
    #[inline(always)]
    fn give_back(&mut self, index: u32, frame: Frame) -> Option<usize> {
        let (mut end, low) = (frame.position as usize, frame.extra as usize);
        match self.program.ops[index as usize] {
            Op::Greedy { run } => {
                end -= 1;
                if let Some(follow) = &self.program.runs[run as usize].follow {
                    while !accepts(follow, self.input, end) {
                        if end == low {
                            self.count(frame.position as usize - end);
                            return None;
                        }
                        end -= 1;
                    }
                    self.count(frame.position as usize - end);
                }
            }
            _ => end -= code_point_before(self.input, end).map_or(1, |(_, width)| width),
        }
        if end > low {
            self.stack.push(Frame {
                position: end as u32,
                ..frame
            });
        }
        Some(end)
    }

    /// The next longer end of a lazy run worth trying; its frame goes back if more remain.
    #[inline(always)]
    fn take_more(&mut self, index: u32, frame: Frame) -> Option<usize> {
        let (mut end, limit) = (frame.position as usize, frame.extra as usize);
        let program = self.program;
        match program.ops[index as usize] {
            Op::Lazy { run } => {
                let run = &program.runs[run as usize];
                let class = &program.classes[run.class as usize];
                loop {
                    if !class.contains(self.input[end].to_u32()) {
                        self.count(end - frame.position as usize);
                        return None;
                    }
                    end += 1;
                    if run
                        .follow
                        .as_ref()
                        .is_none_or(|follow| accepts(follow, self.input, end))
                    {
                        break;
                    }
                    if end == limit {
                        self.count(end - frame.position as usize);
                        return None;
                    }
                }
                self.count(end - frame.position as usize);
            }
            Op::LazyCp { run } => {
                let class = &program.classes[program.runs[run as usize].class as usize];
                let (c, width) = code_point_at(self.input, end)?;
                if !class.contains(c) {
                    return None;
                }
                end += width;
            }
            _ => unreachable!("lazy frames point at lazy runs"),
        }
        if end < limit {
            self.stack.push(Frame {
                position: end as u32,
                ..frame
            });
        }
        Some(end)
    }

    /// Forgets choices above `height`; keeps what undoes captures if `keep`.
    fn drop_choices(&mut self, height: usize, keep: bool) {
        if !keep {
            self.stack.truncate(height);
            return;
        }
        let mut kept = height;
        for i in height..self.stack.len() {
            let frame = self.stack[i];
            // Below the lookaround nothing is left to undo for: see `set`.
            if frame.what & Frame::KIND == Frame::RESTORE && height > 0 {
                self.stack[kept] = frame;
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    /// Undoes everything above `height`.
    fn unwind(&mut self, height: usize) {
        while self.stack.len() > height
            && let Some(frame) = self.stack.pop()
        {
            if frame.what & Frame::KIND == Frame::RESTORE {
                self.registers[(frame.what & !Frame::KIND) as usize] = frame.position;
            }
        }
    }
}
