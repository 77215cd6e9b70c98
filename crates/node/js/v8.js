// node:v8: what programs ask for without needing V8.
const heap = () => { const [rss, total, used, external] = natives.memoryUsage(); return { total_heap_size: total, total_heap_size_executable: 0, total_physical_size: rss, total_available_size: 4 * 2 ** 30, used_heap_size: used, heap_size_limit: 4 * 2 ** 30, malloced_memory: 0, peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 0, used_global_handles_size: 0, external_memory: external }; };
module.exports = {
  getHeapStatistics: heap, getHeapSpaceStatistics: () => [], getHeapCodeStatistics: () => ({}), setFlagsFromString() {}, cachedDataVersionTag: () => 0,
  serialize(value) { return Buffer.from(JSON.stringify(value) ?? 'undefined'); },
  deserialize(buffer) { const text = Buffer.from(buffer).toString(); return text === 'undefined' ? undefined : JSON.parse(text); },
  startupSnapshot: { isBuildingSnapshot: () => false }, takeCoverage() {}, stopCoverage() {},
};
