//! The URL parser behind `URL`: parts go to JavaScript as arrays of strings.
use ogive::raw::vm::{Arguments, JsResult, Value, Vm};
use ogive_runtime::support::{string_array, text};
use url::{Url, quirks};

/// `[href, origin, protocol, username, password, host, hostname, port, pathname, search, hash]`
fn parts(vm: &mut Vm, url: &Url) -> JsResult<Value> {
    let items = [
        quirks::href(url).to_string(),
        quirks::origin(url),
        quirks::protocol(url).to_string(),
        quirks::username(url).to_string(),
        quirks::password(url).to_string(),
        quirks::host(url).to_string(),
        quirks::hostname(url).to_string(),
        quirks::port(url).to_string(),
        quirks::pathname(url).to_string(),
        quirks::search(url).to_string(),
        quirks::hash(url).to_string(),
    ];
    string_array(vm, &items)
}

/// urlParse(text, base): the parts, or undefined.
pub fn parse(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let input = text(vm, args.get(0))?;
    let base = if args.get(1).is_undefined() { None } else { Some(text(vm, args.get(1))?) };
    let parsed = match base {
        None => Url::parse(&input),
        Some(base) => Url::parse(&base).and_then(|b| b.join(&input)),
    };
    match parsed {
        Ok(url) => parts(vm, &url),
        Err(_) => Ok(Value::UNDEFINED),
    }
}

/// urlSet(href, part, value): the parts after an assignment.
pub fn set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (href, part, value) = (text(vm, args.get(0))?, text(vm, args.get(1))?, text(vm, args.get(2))?);
    let Ok(mut url) = Url::parse(&href) else { return Ok(Value::UNDEFINED) };
    match part.as_str() {
        "href" => match Url::parse(&value) {
            Ok(parsed) => url = parsed,
            Err(_) => return Ok(Value::UNDEFINED),
        },
        "protocol" => drop(quirks::set_protocol(&mut url, &value)),
        "username" => drop(quirks::set_username(&mut url, &value)),
        "password" => drop(quirks::set_password(&mut url, &value)),
        "host" => drop(quirks::set_host(&mut url, &value)),
        "hostname" => drop(quirks::set_hostname(&mut url, &value)),
        "port" => drop(quirks::set_port(&mut url, &value)),
        "pathname" => quirks::set_pathname(&mut url, &value),
        "search" => quirks::set_search(&mut url, &value),
        _ => quirks::set_hash(&mut url, &value),
    }
    parts(vm, &url)
}
/// url.domainToASCII
pub fn domain_to_ascii(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let input = text(vm, args.get(0))?;
    let ascii = quirks::domain_to_ascii(&input);
    Ok(vm.new_string(&ascii).into())
}
