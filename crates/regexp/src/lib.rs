//! Regular expressions: pattern to program to matcher. Knows strings of units, not JavaScript objects.
#![forbid(unsafe_code)]
