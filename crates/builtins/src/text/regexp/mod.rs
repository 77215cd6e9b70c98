//! 22.2 RegExp: the constructor, the prototype, legacy static properties, RegExp String iterators. The tables are here.
mod construct;
mod exec;
mod flags;
mod iterator;
mod legacy;
mod replace;
mod split;
mod symbols;
mod template;

use crate::support::{Class, get_species, make_object};
use ogive_vm::{Builtin, Gc, Intrinsic, PropertyKey, Realm, Vm, getter, method, setter};

pub(crate) use construct::regexp_create;
pub(crate) use replace::replace_by;
pub(crate) use split::split_by;
pub(crate) use symbols::{match_by, search_by};

const STATICS: &[Builtin] = &[
    method("escape", 1, flags::escape),
    getter("@@species", get_species),
    getter("input", legacy::get_input),
    setter("input", legacy::set_input),
    getter("$_", legacy::get_input),
    setter("$_", legacy::set_input),
    getter("lastMatch", legacy::get_last_match),
    getter("$&", legacy::get_last_match),
    getter("lastParen", legacy::get_last_paren),
    getter("$+", legacy::get_last_paren),
    getter("leftContext", legacy::get_left_context),
    getter("$`", legacy::get_left_context),
    getter("rightContext", legacy::get_right_context),
    getter("$'", legacy::get_right_context),
    getter("$1", legacy::get_paren::<1>),
    getter("$2", legacy::get_paren::<2>),
    getter("$3", legacy::get_paren::<3>),
    getter("$4", legacy::get_paren::<4>),
    getter("$5", legacy::get_paren::<5>),
    getter("$6", legacy::get_paren::<6>),
    getter("$7", legacy::get_paren::<7>),
    getter("$8", legacy::get_paren::<8>),
    getter("$9", legacy::get_paren::<9>),
];

const METHODS: &[Builtin] = &[
    method("exec", 1, exec::exec),
    getter("dotAll", flags::dot_all),
    getter("flags", flags::flags),
    getter("global", flags::global),
    getter("hasIndices", flags::has_indices),
    getter("ignoreCase", flags::ignore_case),
    getter("multiline", flags::multiline),
    getter("source", flags::source),
    getter("sticky", flags::sticky),
    getter("unicode", flags::unicode),
    getter("unicodeSets", flags::unicode_sets),
    method("compile", 2, construct::compile),
    method("toString", 0, flags::to_string),
    method("test", 1, exec::test),
    method("@@match", 1, symbols::match_),
    method("@@matchAll", 1, symbols::match_all),
    method("@@replace", 2, replace::replace),
    method("@@search", 1, symbols::search),
    method("@@split", 2, split::split),
];

const CLASS: Class = Class::new("RegExp", 2, construct::construct, Intrinsic::RegExp, Intrinsic::RegExpPrototype)
    .statics(STATICS)
    .methods(METHODS);

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::RegExp | Intrinsic::RegExpPrototype => {
            let (constructor, prototype) = CLASS.make(vm, realm);
            vm.init_regexps(realm, prototype);
            let mut keys: Vec<PropertyKey> = METHODS.iter().map(|row| vm.builtin_key(row.name)).collect();
            keys.push(vm.names.constructor);
            vm.protect_regexp(prototype, &keys);
            let species = PropertyKey::symbol(vm.symbols.species);
            vm.protect_regexp(constructor, &[species]);
        }
        Intrinsic::RegExpStringIteratorPrototype => {
            let rows = &[method("next", 0, iterator::next)];
            make_object(vm, realm, which, Intrinsic::IteratorPrototype, "RegExp String Iterator", rows);
        }
        _ => return false,
    }
    true
}
