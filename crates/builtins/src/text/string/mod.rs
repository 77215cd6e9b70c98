//! 22.1 String: the constructor, the prototype and its iterators. Each file holds a group of methods; the tables are here.
mod case;
mod construct;
mod html;
mod iterator;
mod locale;
mod part;
mod pattern;
mod seek;

use crate::indexed::support::define_alias;
use crate::support::{Class, make_object, remember};
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, JsString, Kind, Realm, Vm, method};

pub(crate) use pattern::is_regexp;

const STATICS: &[Builtin] = &[
    method("fromCharCode", 1, construct::from_char_code).inline(Inline::StringFromCharCode),
    method("fromCodePoint", 1, construct::from_code_point),
    method("raw", 1, construct::raw),
];

const METHODS: &[Builtin] = &[
    method("anchor", 1, html::anchor),
    method("at", 1, part::at).pure(),
    method("big", 0, html::big),
    method("blink", 0, html::blink),
    method("bold", 0, html::bold),
    method("charAt", 1, part::char_at).pure().inline(Inline::StringCharAt),
    method("charCodeAt", 1, part::char_code_at).pure().inline(Inline::StringCharCodeAt),
    method("codePointAt", 1, part::code_point_at).pure().inline(Inline::StringCodePointAt),
    method("concat", 1, part::concat),
    method("endsWith", 1, seek::ends_with),
    method("fontcolor", 1, html::fontcolor),
    method("fontsize", 1, html::fontsize),
    method("fixed", 0, html::fixed),
    method("includes", 1, seek::includes),
    method("indexOf", 1, seek::index_of_string),
    method("isWellFormed", 0, part::is_well_formed),
    method("italics", 0, html::italics),
    method("lastIndexOf", 1, seek::last_index_of_string),
    method("link", 1, html::link),
    method("localeCompare", 1, locale::locale_compare),
    method("match", 1, pattern::match_),
    method("matchAll", 1, pattern::match_all),
    method("normalize", 0, locale::normalize),
    method("padEnd", 1, part::pad_end),
    method("padStart", 1, part::pad_start),
    method("repeat", 1, part::repeat),
    method("replace", 2, pattern::replace),
    method("replaceAll", 2, pattern::replace_all),
    method("search", 1, pattern::search),
    method("slice", 2, part::slice).pure().inline(Inline::StringSlice),
    method("small", 0, html::small),
    method("split", 2, pattern::split),
    method("startsWith", 1, seek::starts_with),
    method("strike", 0, html::strike),
    method("sub", 0, html::sub),
    method("substr", 2, part::substr).pure(),
    method("substring", 2, part::substring).pure().inline(Inline::StringSubstring),
    method("sup", 0, html::sup),
    method("toLocaleLowerCase", 0, locale::to_locale_lower_case),
    method("toLocaleUpperCase", 0, locale::to_locale_upper_case),
    method("toLowerCase", 0, case::to_lower_case),
    method("toString", 0, construct::to_string).pure(),
    method("toUpperCase", 0, case::to_upper_case),
    method("toWellFormed", 0, part::to_well_formed),
    method("trim", 0, part::trim),
    method("trimEnd", 0, part::trim_end),
    method("trimStart", 0, part::trim_start),
    method("valueOf", 0, construct::value_of).pure(),
    method("@@iterator", 0, iterator::iterator),
];

const CLASS: Class = Class::new("String", 1, construct::construct, Intrinsic::String, Intrinsic::StringPrototype)
    .statics(STATICS)
    .methods(METHODS);

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::String | Intrinsic::StringPrototype => {
            let above = realm.intrinsic_value(Intrinsic::ObjectPrototype);
            let empty = vm.empty_string().into();
            let prototype = vm.new_string_object(empty, above);
            debug_assert!(prototype.kind() == Kind::StringObject);
            vm.set_intrinsic(realm, Intrinsic::StringPrototype, prototype.into());
            CLASS.make(vm, realm);
            define_alias(vm, prototype, "trimRight", "trimEnd");
            define_alias(vm, prototype, "trimLeft", "trimStart");
        }
        Intrinsic::StringIteratorPrototype | Intrinsic::StringIteratorNext => {
            let rows = &[method("next", 0, iterator::next)];
            let prototype = make_object(vm, realm, Intrinsic::StringIteratorPrototype, Intrinsic::IteratorPrototype, "String Iterator", rows);
            let key = vm.names.next;
            remember(vm, realm, Intrinsic::StringIteratorNext, prototype, key);
        }
        _ => return false,
    }
    true
}

/// The receiver as a string: TypeError for undefined and null, which names the method.
#[inline]
fn this_string(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<JsString>> {
    match args.this().as_string() {
        Some(s) => Ok(s),
        None => this_string_slow(vm, args, name),
    }
}
#[cold]
fn this_string_slow(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<JsString>> {
    if args.this().is_nullish() {
        return Err(vm.type_error(format!("String.prototype.{name} called on null or undefined")));
    }
    vm.to_string(args.this())
}
/// Concatenation, or the RangeError of strings that are too long.
pub(crate) fn concat(vm: &mut Vm, a: Gc<JsString>, b: Gc<JsString>) -> JsResult<Gc<JsString>> {
    match vm.concat(a, b) {
        Some(s) => Ok(s),
        None => Err(vm.invalid_string_length()),
    }
}
