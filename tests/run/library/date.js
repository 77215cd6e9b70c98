// Dates: the calendar, local time in the zone of the run, texts and their reading.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
same(Date.UTC(2024, 1, 29, 12, 30, 15, 123), 1709209815123);
same(new Date(8.64e15).toISOString(), "+275760-09-13T00:00:00.000Z");
same(new Date(-8.64e15).toISOString(), "-271821-04-20T00:00:00.000Z");
same(new Date(8.64e15 + 1).getTime(), NaN);
same(new Date(-1).toUTCString(), "Wed, 31 Dec 1969 23:59:59 GMT");
same(new Date(Date.UTC(-1, 0)).toUTCString(), "Fri, 01 Jan -0001 00:00:00 GMT");

// Local fields and the constructor are each other's inverse, whatever the zone.
for (let t = -2e12; t < 4e12; t += 12345678901) {
  const d = new Date(t);
  const back = new Date(d.getFullYear(), d.getMonth(), d.getDate(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds());
  if (Math.abs(back - d) > 0 && Math.abs(back - d) !== 36e5) throw new Error(`${t}: ${d} became ${back}`);
  same(Date.parse(d.toISOString()), t);
  // Texts give offsets in minutes.
  if (Number.isInteger(d.getTimezoneOffset())) same(Date.parse(d.toString()), Math.floor(t / 1000) * 1000);
  same(Date.parse(d.toUTCString()), Math.floor(t / 1000) * 1000);
}

// What V8 reads beside the format of the specification.
const offset = new Date(2020, 0, 1).getTimezoneOffset() * 60000;
for (const [text, time] of [
  ["2020-01-01", 1577836800000],
  ["2020-01-01T10:00Z", 1577872800000],
  ["2020-01-01T10:00:00.5+01:00", 1577869200500],
  ["2020-01-01T24:00:00Z", 1577923200000],
  ["2020-01-01T24:00:01Z", NaN],
  ["-000000-01-01T00:00:00Z", NaN],
  ["2020-1-1", 1577836800000 + offset],
  ["1/1/2020", 1577836800000 + offset],
  ["Jan 1 2020", 1577836800000 + offset],
  ["Wed, 1 January 2020 1:00 PM EST", 1577901600000],
  ["1 Jan 20 10:00 GMT-0130 (somewhere (else))", 1577878200000],
  ["2020/01/01 12:30:15.25", 1577881815250 + offset],
  ["Jan 32 2020", NaN],
  ["yesterday", NaN],
]) {
  same(Date.parse(text), time);
}

// Setters convert all arguments in order, and start from the time before the conversions.
const log = [];
const number = n => ({ valueOf() { log.push(n); return n; } });
const d = new Date(NaN);
same(d.setHours(number(1), number(2), number(3), number(4)), NaN);
same(log.join(), "1,2,3,4");
same(d.setUTCFullYear(2000), Date.UTC(2000, 0));
same(d.setUTCMonth(13, 0), Date.UTC(2001, 0, 31));

// Locale texts are English of the United States.
const zone = { timeZone: "UTC" };
const date = new Date(Date.UTC(2024, 0, 5, 15, 4, 9));
same(date.toLocaleString("en-US", zone), "1/5/2024, 3:04:09 PM");
same(date.toLocaleDateString("en-US", { ...zone, weekday: "long", year: "numeric", month: "long", day: "numeric" }), "Friday, January 5, 2024");
same(date.toLocaleTimeString("en-US", { ...zone, hour: "2-digit", minute: "2-digit" }), "03:04 PM");
same(date.toLocaleString("en-US", { timeZone: "Asia/Tokyo", dateStyle: "long", timeStyle: "short" }), "January 6, 2024 at 12:04 AM");
print("ok");
