// performance: time since the start, marks and measures.
const entries = [];
class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    this.name = name;
    this.entryType = entryType;
    this.startTime = startTime;
    this.duration = duration;
    if (detail !== undefined) this.detail = detail;
  }
  toJSON() { return { ...this }; }
}
class PerformanceMark extends PerformanceEntry {
  constructor(name, options = {}) { super(`${name}`, 'mark', options.startTime ?? natives.now(), 0, options.detail ?? null); }
}
class PerformanceMeasure extends PerformanceEntry {
  constructor(name, start, end, detail) { super(name, 'measure', start, end - start, detail ?? null); }
}
const observers = new Set();
class PerformanceObserver {
  #callback; #buffer = []; #types = [];
  static supportedEntryTypes = ['mark', 'measure'];
  constructor(callback) { this.#callback = callback; }
  observe(options) { this.#types = options.entryTypes ?? [options.type]; observers.add(this); }
  disconnect() { observers.delete(this); }
  takeRecords() { return this.#buffer.splice(0); }
  static tell(observer, entry) {
    if (!observer.#types.includes(entry.entryType)) return;
    if (observer.#buffer.push(entry) === 1) {
      setImmediate(() => {
        const list = observer.takeRecords();
        observer.#callback({ getEntries: () => list, getEntriesByType: (t) => list.filter((e) => e.entryType === t), getEntriesByName: (n) => list.filter((e) => e.name === n) }, observer);
      });
    }
  }
}
const { tell } = PerformanceObserver;
delete PerformanceObserver.tell;
function record(entry) {
  entries.push(entry);
  for (const observer of observers) tell(observer, entry);
  return entry;
}
function timeOf(mark, fallback) {
  if (mark === undefined) return fallback;
  if (typeof mark === 'number') return mark;
  const found = entries.findLast((e) => e.entryType === 'mark' && e.name === `${mark}`);
  if (!found) throw new (load('event_target').DOMException)(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  return found.startTime;
}
class Performance {
  now() { return natives.now(); }
  get timeOrigin() { return natives.timeOrigin(); }
  mark(name, options) { return record(new PerformanceMark(name, options)); }
  measure(name, start, end) {
    if (start && typeof start === 'object') {
      const options = start;
      const from = options.start !== undefined ? timeOf(options.start) : options.duration !== undefined ? timeOf(options.end) - options.duration : 0;
      const to = options.end !== undefined ? timeOf(options.end) : options.duration !== undefined ? from + options.duration : natives.now();
      return record(new PerformanceMeasure(name, from, to, options.detail));
    }
    return record(new PerformanceMeasure(name, timeOf(start, 0), timeOf(end, natives.now())));
  }
  clearMarks(name) { remove('mark', name); }
  clearMeasures(name) { remove('measure', name); }
  getEntries() { return [...entries]; }
  getEntriesByType(type) { return entries.filter((e) => e.entryType === type); }
  getEntriesByName(name, type) { return entries.filter((e) => e.name === name && (type === undefined || e.entryType === type)); }
  timerify(f) { return f; }
  eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }
  toJSON() { return { timeOrigin: this.timeOrigin }; }
}
function remove(type, name) {
  for (let i = entries.length; i-- > 0;) if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
}
Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });
const performance = new Performance();
Object.assign(exports, { performance, Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver });
