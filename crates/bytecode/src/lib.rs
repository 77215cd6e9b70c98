//! The contract between the tiers: op table, code blocks, builder, verifier, disassembler, cache format.
#![forbid(unsafe_code)]
