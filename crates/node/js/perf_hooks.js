// node:perf_hooks
const { performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, Performance } = natives.load('performance');
module.exports = {
  performance: globalThis.performance, Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
  monitorEventLoopDelay: () => ({ enable() {}, disable() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0, reset() {} }),
  createHistogram: () => ({ record() {}, min: 0, max: 0, mean: 0 }), eventLoopUtilization: performance.eventLoopUtilization, timerify: performance.timerify,
  constants: {},
};
