//! What `std` lacks and every room may use: typed indices, bit sets. Nothing here knows JavaScript.
