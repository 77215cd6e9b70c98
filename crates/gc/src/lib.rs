//! Cells, blocks, marking, sweeping, barriers and weak things: the only room that owns raw memory. Knows no JavaScript type.
